//! Memory bound for request bodies, over all requests and by network. Bytes are counted as they
//! arrive: an announced length takes no room from others.

use super::ClientIp;
use crate::http::ErrorResponder;
use axum::body::{Body, HttpBody as _};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use domain::network;
use futures::StreamExt as _;
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use types::{ErrorCode, Failure};

/// Bytes of all bodies together, and of those from one network.
const ALL: usize = 128 * 1024 * 1024;
const A_NETWORK: usize = 48 * 1024 * 1024;
/// `Retry-After` of a refused request, in seconds.
const RETRY_AFTER: u32 = 2;

/// Cheap to clone; every clone counts the same bodies.
#[derive(Clone, Debug, Default)]
pub struct BodyMemory(Arc<Mutex<Held>>);

#[derive(Debug, Default)]
struct Held {
    all: usize,
    by_network: HashMap<IpAddr, usize>,
}

/// The bytes of one body, given back when its request has ended.
#[derive(Debug)]
struct Share {
    bodies: BodyMemory,
    network: IpAddr,
    bytes: Mutex<Result<usize, TooMuch>>,
}

#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("too much is being sent at once")]
struct TooMuch;

pub async fn limit_body_memory(
    State(bodies): State<BodyMemory>,
    request: Request,
    next: Next,
) -> Response {
    let client = request.extensions().get::<ClientIp>().map(|ClientIp(client)| *client);
    let Some(client) = client.filter(|_| !request.body().is_end_stream()) else {
        return next.run(request).await;
    };
    let responder = ErrorResponder::of(&request);
    let share = Arc::new(bodies.share(network::of(client)));
    let counted = Arc::clone(&share);
    let request = request.map(|body| {
        Body::from_stream(body.into_data_stream().map(move |chunk| {
            let chunk = chunk?;
            counted.add(chunk.len()).map_err(axum::Error::new)?;
            Ok::<_, axum::Error>(chunk)
        }))
    });
    let response = next.run(request).await;
    if share.was_refused() {
        tracing::warn!("request bodies fill their memory bound: a request was refused");
        let failure = Failure::new(ErrorCode::Unavailable);
        return responder.refuse(Failure { retry_after: Some(RETRY_AFTER), ..failure });
    }
    response
}

impl BodyMemory {
    fn share(&self, network: IpAddr) -> Share {
        Share { bodies: self.clone(), network, bytes: Mutex::new(Ok(0)) }
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Share {
    fn add(&self, more: usize) -> Result<(), TooMuch> {
        let mut bytes = self.bytes.lock().unwrap_or_else(PoisonError::into_inner);
        let mine = (*bytes)?;
        let mut held = self.bodies.held();
        let of_network = held.by_network.get(&self.network).copied().unwrap_or_default();
        if held.all + more > ALL || of_network + more > A_NETWORK {
            drop(held);
            // What is held so far is of no use any more; its handler sees the error and ends.
            self.give_back(mine);
            *bytes = Err(TooMuch);
            return Err(TooMuch);
        }
        held.all += more;
        *held.by_network.entry(self.network).or_default() += more;
        *bytes = Ok(mine + more);
        Ok(())
    }

    fn was_refused(&self) -> bool {
        self.bytes.lock().unwrap_or_else(PoisonError::into_inner).is_err()
    }

    fn give_back(&self, bytes: usize) {
        let mut held = self.bodies.held();
        held.all = held.all.saturating_sub(bytes);
        let left = held.by_network.get(&self.network).copied().unwrap_or_default();
        match left.saturating_sub(bytes) {
            0 => held.by_network.remove(&self.network),
            left => held.by_network.insert(self.network, left),
        };
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        let bytes = self.bytes.get_mut().unwrap_or_else(PoisonError::into_inner);
        if let Ok(bytes) = *bytes {
            self.give_back(bytes);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MB: usize = 1024 * 1024;

    #[test]
    fn bodies_are_bounded_together_and_by_network_and_give_their_room_back() {
        let bodies = BodyMemory::default();
        let at = |last: u8| bodies.share([192, 0, 2, last].into());
        let (mut full, first) = (Vec::new(), at(1));
        assert!(first.add(A_NETWORK).is_ok());
        let second = at(1);
        assert!(second.add(1).is_err(), "a network's share is used up");
        assert!(second.was_refused());
        for last in 2..=3 {
            let share = at(last);
            if share.add(A_NETWORK.min(ALL - usize::from(last - 1) * A_NETWORK)).is_ok() {
                full.push(share);
            }
        }
        assert_eq!(bodies.held().all, ALL);
        assert!(at(9).add(1).is_err(), "there is no room left for anybody");
        drop(first);
        assert!(at(9).add(MB).is_ok());
        drop((second, full));
        let held = bodies.held();
        assert_eq!((held.all, held.by_network.len()), (0, 0));
    }
}
