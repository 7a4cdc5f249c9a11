//! How often one address may ask.

use super::{ClientIp, refuse};
use axum::extract::{Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;
use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use types::{ErrorCode, Failure};

/// Requests an address may make: at once, and then a second.
const GENERAL: (u32, u32) = (300, 50);
/// Log-ins, registrations, resets: at once, and then a minute.
const AUTH: (u32, u32) = (20, 30);
/// After so many requests the addresses that have been quiet are forgotten.
const SWEEP: u32 = 10_000;

#[derive(Debug)]
pub struct Limits {
    general: DefaultKeyedRateLimiter<IpAddr>,
    auth: DefaultKeyedRateLimiter<IpAddr>,
    asked: AtomicU32,
}

impl Limits {
    pub fn new() -> Arc<Self> {
        let at_least_one = |n: u32| NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN);
        let quota = |per: fn(NonZeroU32) -> Quota, (burst, rate): (u32, u32)| {
            per(at_least_one(rate)).allow_burst(at_least_one(burst))
        };
        Arc::new(Self {
            general: RateLimiter::keyed(quota(Quota::per_second, GENERAL)),
            auth: RateLimiter::keyed(quota(Quota::per_minute, AUTH)),
            asked: AtomicU32::new(0),
        })
    }

    /// Seconds to wait, if it is too often.
    fn check(&self, client: IpAddr, auth: bool) -> Result<(), u32> {
        if self.asked.fetch_add(1, Ordering::Relaxed).is_multiple_of(SWEEP) {
            self.general.retain_recent();
            self.auth.retain_recent();
        }
        let client = domain::accounts::network(client);
        let limiter = if auth { &self.auth } else { &self.general };
        limiter.check_key(&client).map_err(|refused| {
            let wait = refused.wait_time_from(DefaultClock::default().now());
            u32::try_from(wait.as_secs()).unwrap_or(u32::MAX).saturating_add(1)
        })
    }
}

pub async fn limit_rate(
    State(limits): State<Arc<Limits>>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path();
    let client = request.extensions().get::<ClientIp>().map(|ClientIp(client)| *client);
    let Some(client) = client.filter(|_| is_counted(path)) else { return next.run(request).await };
    match limits.check(client, is_auth(request.method(), path)) {
        Ok(()) => next.run(request).await,
        Err(seconds) => {
            tracing::warn!("too many requests");
            let failure = Failure::new(ErrorCode::TooManyRequests);
            refuse(path, Failure { retry_after: Some(seconds), ..failure })
        }
    }
}

/// Files cost next to nothing, and a watchdog must always hear from us.
fn is_counted(path: &str) -> bool {
    const FREE: [&str; 5] = ["/pkg/", "/fonts/", "/healthz", "/readyz", "/metrics"];
    !FREE.iter().any(|prefix| path.starts_with(prefix))
}

/// Where secrets are guessed, hashed and mailed: the API's resource and the app's forms.
fn is_auth(method: &Method, path: &str) -> bool {
    const FORMS: [&str; 4] =
        ["/fn/login", "/fn/register", "/fn/request-password-reset", "/fn/confirm-password-reset"];
    method == Method::POST && (path.starts_with("/api/auth/") || FORMS.contains(&path))
}
