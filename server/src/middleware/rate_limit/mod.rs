//! Rate limiting by network: a budget in units of what requests cost, a stricter one where passwords
//! are hashed, and a queue for searches.

mod cost;
mod search_queue;

use super::ClientIp;
use crate::http::ErrorResponder;
use crate::routes::Cost;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use search_queue::SearchQueue;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use tracing::Instrument as _;
use types::{ErrorCode, Failure};

/// Units (see [`Cost::units`]) a network may spend: at once, and then a second. That is 50 pages,
/// 25 writes, 12 searches or 5 drawings a second.
const GENERAL: (u32, u32) = (1200, 200);
/// Log-ins, registrations, resets: at once, and then a minute.
const AUTH: (u32, u32) = (20, 30);
/// After so many requests the networks that have been quiet are forgotten.
const SWEEP: u32 = 10_000;
/// When to come again, in seconds, where too many wait already.
const QUEUE_FULL: u32 = 2;

#[derive(Debug)]
pub struct Limits {
    general: DefaultKeyedRateLimiter<IpAddr>,
    auth: DefaultKeyedRateLimiter<IpAddr>,
    searches: Arc<SearchQueue>,
    asked: AtomicU32,
}

impl Limits {
    pub fn new() -> Arc<Self> {
        let quota = |per: fn(NonZeroU32) -> Quota, (burst, rate): (u32, u32)| {
            per(at_least_one(rate)).allow_burst(at_least_one(burst))
        };
        Arc::new(Self {
            general: RateLimiter::keyed(quota(Quota::per_second, GENERAL)),
            auth: RateLimiter::keyed(quota(Quota::per_minute, AUTH)),
            searches: SearchQueue::new(),
            asked: AtomicU32::new(0),
        })
    }

    /// Seconds to wait, if it is too often.
    fn check(&self, network: IpAddr, cost: Cost) -> Result<(), u32> {
        if self.asked.fetch_add(1, Ordering::Relaxed).is_multiple_of(SWEEP) {
            self.general.retain_recent();
            self.auth.retain_recent();
        }
        let spent = match cost {
            Cost::Free => return Ok(()),
            Cost::Credentials => Ok(self.auth.check_key(&network)),
            _ => self.general.check_key_n(&network, at_least_one(cost.units())),
        };
        // Nothing costs more than the whole budget.
        spent.map_or(Err(1), |spent| spent.map_err(|refused| seconds(&refused)))
    }
}

fn at_least_one(n: u32) -> NonZeroU32 {
    NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN)
}

fn seconds(refused: &governor::NotUntil<<DefaultClock as governor::clock::Clock>::Instant>) -> u32 {
    let wait = refused.wait_time_from(DefaultClock::default().now());
    u32::try_from(wait.as_secs()).unwrap_or(u32::MAX).saturating_add(1)
}

pub async fn limit_rate(
    State(limits): State<Arc<Limits>>,
    request: Request,
    next: Next,
) -> Response {
    let cost = cost::of(&request);
    let Some(ClientIp(client)) = request.extensions().get::<ClientIp>().copied() else {
        return next.run(request).await;
    };
    let network = domain::network::of(client);
    if let Err(seconds) = limits.check(network, cost) {
        tracing::warn!("rate limit: a request was refused");
        return ErrorResponder::of(&request).refuse(too_many(seconds));
    }
    if !cost.is_queued() {
        return next.run(request).await;
    }
    let responder = ErrorResponder::of(&request);
    let Some(turn) = limits.searches.turn(network).await else {
        tracing::warn!("too many searches at once: a request was refused");
        return responder.refuse(too_many(QUEUE_FULL));
    };
    // A task of its own, which ends when the work does: who hangs up has their turn until then.
    let work = async move {
        let response = next.run(request).await;
        drop(turn);
        response
    };
    match tokio::spawn(domain::network::carried(work).in_current_span()).await {
        Ok(response) => response,
        Err(error) => {
            tracing::error!(%error, "request task ended without a response");
            responder.refuse(ErrorCode::Internal)
        }
    }
}

fn too_many(seconds: u32) -> Failure {
    Failure { retry_after: Some(seconds), ..Failure::new(ErrorCode::TooManyRequests) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::Router;
    use axum::body::Body;
    use axum::middleware::{from_fn, from_fn_with_state};
    use axum::routing::get;
    use futures::FutureExt as _;
    use std::sync::Mutex;
    use tokio::sync::{Notify, Semaphore};
    use tower::ServiceExt as _;

    fn refused_after(limits: &Limits, network: u8, cost: Cost) -> u32 {
        let network = [192, 0, 2, network].into();
        (0..10_000).find(|_| limits.check(network, cost).is_err()).unwrap()
    }

    #[test]
    fn what_costs_more_may_be_asked_for_less_often() {
        let limits = Limits::new();
        // As much as is there at once; a little more comes while it is counted.
        for (network, (cost, at_once)) in
            [(Cost::File, 1200), (Cost::Read, 300), (Cost::Search, 75), (Cost::Drawing, 30)]
                .into_iter()
                .enumerate()
        {
            let network = u8::try_from(network).unwrap();
            let asked = refused_after(&limits, network, cost);
            assert!((at_once..at_once * 2).contains(&asked), "{cost:?}: {asked}");
        }
        let told = limits.check([192, 0, 2, 3].into(), Cost::Drawing).unwrap_err();
        assert!(told >= 1);
    }

    /// The turn is the work's own: hanging up frees nothing while the work goes on.
    #[tokio::test]
    async fn who_hangs_up_keeps_the_turn_until_the_work_is_done() {
        let (began, ended) = (Arc::new(Semaphore::new(0)), Arc::new(Notify::new()));
        let (in_handler, may_end) = (Arc::clone(&began), Arc::clone(&ended));
        let most = Arc::new(Mutex::new((0, 0)));
        let counted = Arc::clone(&most);
        let search = async move || {
            {
                let mut count = counted.lock().unwrap();
                count.0 += 1;
                count.1 = count.1.max(count.0);
            }
            in_handler.add_permits(1);
            may_end.notified().await;
            counted.lock().unwrap().0 -= 1;
            "found"
        };
        let limits = Limits::new();
        let router = Router::new()
            .route("/events", get(search))
            .layer(from_fn_with_state(Arc::clone(&limits), limit_rate))
            .layer(from_fn(async |mut request: Request, next: Next| {
                request.extensions_mut().insert(ClientIp([192, 0, 2, 1].into()));
                next.run(request).await
            }));
        let ask = || {
            let request = Request::get("/events?search=x").body(Body::empty()).unwrap();
            router.clone().oneshot(request)
        };
        // Four begin and hang up at once.
        for _ in 0..4 {
            let mut asked = Box::pin(ask());
            assert!((&mut asked).now_or_never().is_none());
            began.acquire().await.unwrap().forget();
            drop(asked);
        }
        let fifth = tokio::spawn(ask());
        // It comes as far as it can before this test goes on: there is one thread.
        tokio::task::yield_now().await;
        tokio::task::yield_now().await;
        assert_eq!(began.available_permits(), 0, "it waits");
        ended.notify_one();
        began.acquire().await.unwrap().forget();
        ended.notify_waiters();
        assert_eq!(fifth.await.unwrap().unwrap().status(), 200);
        assert_eq!(most.lock().unwrap().1, 4);
    }
}
