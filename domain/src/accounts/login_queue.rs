//! The login queue: attempts at one account run one after another, and from one address only so
//! many at once. An attempt counts as a failure until its verdict, so without a queue a few correct
//! log-ins at the same moment would look like guessing.

use super::throttle::Keys;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

const OF_AN_ACCOUNT: usize = 1;
/// Well below the failures that an address is allowed.
const OF_AN_ADDRESS: usize = 16;
/// With so many keys the unused ones are removed.
const SWEEP: usize = 1024;

/// The queues of this process; other processes are held by the count in the database alone.
#[derive(Debug, Default)]
pub struct LoginQueue(Mutex<HashMap<String, Weak<Semaphore>>>);

/// A turn in the queue, held until it is dropped.
#[derive(Debug)]
#[must_use = "the next one is judged once this is dropped"]
pub(super) struct LoginTurn {
    _permits: [Option<OwnedSemaphorePermit>; 2],
}

impl LoginQueue {
    /// Waits for its turn at the account, then at the address.
    pub(super) async fn wait(&self, keys: &Keys) -> LoginTurn {
        let account = self.queue(&keys.account, OF_AN_ACCOUNT);
        let address = keys.address.as_ref().map(|key| self.queue(key, OF_AN_ADDRESS));
        // The semaphores are never closed; without a permit the count in the database still holds.
        let account = account.acquire_owned().await.ok();
        let address = match address {
            Some(address) => address.acquire_owned().await.ok(),
            None => None,
        };
        LoginTurn { _permits: [account, address] }
    }

    fn queue(&self, key: &str, at_once: usize) -> Arc<Semaphore> {
        let mut queues = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(queue) = queues.get(key).and_then(Weak::upgrade) {
            return queue;
        }
        if queues.len() >= SWEEP {
            queues.retain(|_, queue| queue.strong_count() > 0);
        }
        let queue = Arc::new(Semaphore::new(at_once));
        queues.insert(key.to_owned(), Arc::downgrade(&queue));
        queue
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::FutureExt as _;
    use std::net::{IpAddr, Ipv4Addr};

    fn keys(email: &str) -> Keys {
        Keys::stranger(email, IpAddr::V4(Ipv4Addr::LOCALHOST), None)
    }

    #[tokio::test]
    async fn an_account_is_judged_once_at_a_time_and_an_address_more_often() {
        let queue = LoginQueue::default();
        let first = queue.wait(&keys("ada@example.org")).await;
        assert!(queue.wait(&keys("ada@example.org")).now_or_never().is_none());
        let others: Vec<_> = (1..OF_AN_ADDRESS)
            .map(|n| queue.wait(&keys(&format!("{n}@example.org"))).now_or_never().unwrap())
            .collect();
        assert!(queue.wait(&keys("one-more@example.org")).now_or_never().is_none());
        drop(first);
        assert!(queue.wait(&keys("ada@example.org")).now_or_never().is_some());
        drop(others);
    }

    #[tokio::test]
    async fn whom_nobody_waits_for_is_forgotten() {
        let queue = LoginQueue::default();
        for n in 0..2 * SWEEP {
            drop(queue.wait(&keys(&format!("{n}@example.org"))).await);
        }
        assert!(queue.0.lock().unwrap().len() <= SWEEP);
    }
}
