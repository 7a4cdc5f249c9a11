//! Search queue: bounds on searches that run and that wait, in all and for one network.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Fewer than there are connections to the database: whatever else people do goes on.
const AT_ONCE: usize = 12;
const AT_ONCE_A_NETWORK: usize = 4;
/// Who comes when so many wait already is asked to come again.
const WAITING: usize = 64;
const WAITING_A_NETWORK: usize = 8;

#[derive(Debug)]
pub(super) struct SearchQueue {
    work: Arc<Semaphore>,
    /// Permits of requests that run or wait.
    places: Arc<Semaphore>,
    networks: Mutex<HashMap<IpAddr, Network>>,
}

#[derive(Debug)]
struct Network {
    work: Arc<Semaphore>,
    there: usize,
}

/// A permit to search, released when it is dropped.
#[derive(Debug)]
pub(super) struct Turn {
    _work: Option<OwnedSemaphorePermit>,
    _of_network: Option<OwnedSemaphorePermit>,
    _place: OwnedSemaphorePermit,
    _there: There,
}

/// Counts a request of the network, until it is dropped.
#[derive(Debug)]
struct There {
    searches: Arc<SearchQueue>,
    network: IpAddr,
}

impl SearchQueue {
    pub(super) fn new() -> Arc<Self> {
        Arc::new(Self {
            work: Arc::new(Semaphore::new(AT_ONCE)),
            places: Arc::new(Semaphore::new(AT_ONCE + WAITING)),
            networks: Mutex::default(),
        })
    }

    /// Waits for a turn; none where too many wait already.
    pub(super) async fn turn(self: &Arc<Self>, network: IpAddr) -> Option<Turn> {
        let (there, of_network) = self.enter(network)?;
        let place = Arc::clone(&self.places).try_acquire_owned().ok()?;
        // The semaphores are never closed. The network's first: waiting there holds up no other network.
        let of_network = of_network.acquire_owned().await.ok();
        let work = Arc::clone(&self.work).acquire_owned().await.ok();
        Some(Turn { _work: work, _of_network: of_network, _place: place, _there: there })
    }

    fn enter(self: &Arc<Self>, network: IpAddr) -> Option<(There, Arc<Semaphore>)> {
        let mut networks = self.networks();
        let of_network = networks.entry(network).or_insert_with(|| Network {
            work: Arc::new(Semaphore::new(AT_ONCE_A_NETWORK)),
            there: 0,
        });
        if of_network.there >= AT_ONCE_A_NETWORK + WAITING_A_NETWORK {
            return None;
        }
        of_network.there += 1;
        let work = Arc::clone(&of_network.work);
        drop(networks);
        Some((There { searches: Arc::clone(self), network }, work))
    }

    fn networks(&self) -> MutexGuard<'_, HashMap<IpAddr, Network>> {
        self.networks.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for There {
    fn drop(&mut self) {
        let mut networks = self.searches.networks();
        if let Some(of_network) = networks.get_mut(&self.network) {
            of_network.there -= 1;
            if of_network.there == 0 {
                networks.remove(&self.network);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::FutureExt as _;

    fn network(number: u8) -> IpAddr {
        [192, 0, 2, number].into()
    }

    #[tokio::test]
    async fn a_network_has_few_turns_at_once_and_a_short_queue() {
        let searches = SearchQueue::new();
        let mut turns = Vec::new();
        for _ in 0..AT_ONCE_A_NETWORK {
            turns.push(searches.turn(network(1)).await.unwrap());
        }
        let mut queue: Vec<_> =
            (0..WAITING_A_NETWORK).map(|_| Box::pin(searches.turn(network(1)))).collect();
        for waiting in &mut queue {
            assert!(waiting.now_or_never().is_none(), "they wait");
        }
        assert!(searches.turn(network(1)).await.is_none(), "one too many");
        assert!(searches.turn(network(2)).await.is_some(), "others have turns of their own");
        turns.pop();
        assert!(queue.remove(0).await.is_some(), "the first in the queue is next");
        // Who gives up waiting makes room.
        drop(queue);
        drop(turns);
        assert!(searches.networks().is_empty(), "nobody is remembered");
    }

    #[tokio::test]
    async fn all_networks_together_have_a_bound_too() {
        let searches = SearchQueue::new();
        let mut turns = Vec::new();
        for number in 0..AT_ONCE {
            let network = network(u8::try_from(number / AT_ONCE_A_NETWORK).unwrap());
            turns.push(searches.turn(network).await.unwrap());
        }
        let mut queue: Vec<_> = (0..WAITING)
            .map(|number| Box::pin(searches.turn(network(u8::try_from(100 + number).unwrap()))))
            .collect();
        for waiting in &mut queue {
            assert!(waiting.now_or_never().is_none());
        }
        assert!(searches.turn(network(99)).await.is_none());
    }
}
