//! Connection limits: how many connections are open at once, in all and from one network.

use domain::network;
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Connections at the same time; more wait in the kernel's queue.
const CONNECTIONS: usize = 4096;
/// Descriptors that stay for files, the database and mail.
const OTHERS: usize = 512;
/// Descriptors of a process at its connection limit.
pub(crate) const DESCRIPTORS: usize = CONNECTIONS + OTHERS;

#[derive(Debug)]
pub(super) struct ConnectionLimits {
    all: Arc<Semaphore>,
    per_network: usize,
    /// Proxies, whose connections are not counted by network.
    trusted: Vec<IpAddr>,
    taken: Mutex<HashMap<IpAddr, usize>>,
}

impl ConnectionLimits {
    pub(super) fn new(per_network: usize, trusted: Vec<IpAddr>) -> Arc<Self> {
        let all = Arc::new(Semaphore::new(connections()));
        Arc::new(Self { all, per_network, trusted, taken: Mutex::default() })
    }

    /// Waits until one more connection may be accepted.
    pub(super) async fn acquire(&self) -> Option<OwnedSemaphorePermit> {
        // The semaphore is never closed.
        Arc::clone(&self.all).acquire_owned().await.ok()
    }

    /// A permit for this peer, released when it is dropped; none where its network has them all.
    pub(super) fn take(
        self: &Arc<Self>,
        peer: IpAddr,
        permit: Option<OwnedSemaphorePermit>,
    ) -> Option<ConnectionPermit> {
        let limits = Arc::clone(self);
        if self.trusted.contains(&peer.to_canonical()) {
            return Some(ConnectionPermit { limits, network: None, _permit: permit });
        }
        let network = network::of(peer);
        let mut taken = self.taken();
        let of_network = taken.entry(network).or_default();
        if *of_network >= self.per_network {
            return None;
        }
        *of_network += 1;
        drop(taken);
        Some(ConnectionPermit { limits, network: Some(network), _permit: permit })
    }

    fn taken(&self) -> MutexGuard<'_, HashMap<IpAddr, usize>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One connection's permit.
#[derive(Debug)]
pub(super) struct ConnectionPermit {
    limits: Arc<ConnectionLimits>,
    network: Option<IpAddr>,
    _permit: Option<OwnedSemaphorePermit>,
}

impl Drop for ConnectionPermit {
    fn drop(&mut self) {
        let Some(network) = self.network else { return };
        let mut taken = self.limits.taken();
        if let Some(of_network) = taken.get_mut(&network) {
            *of_network -= 1;
            if *of_network == 0 {
                taken.remove(&network);
            }
        }
    }
}

/// As many as the process may have descriptors for, up to [`CONNECTIONS`]. Where the system allows
/// more than it gives at first, they are asked for.
fn connections() -> usize {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    let wanted = DESCRIPTORS as u64;
    let enough = |current: Option<u64>| current.is_none_or(|current| current >= wanted);
    let mut current = limit.current;
    if !enough(current) {
        let more = limit.maximum.map_or(wanted, |maximum| maximum.min(wanted));
        match setrlimit(Resource::Nofile, Rlimit { current: Some(more), ..limit }) {
            Ok(()) => current = Some(more),
            Err(error) => tracing::warn!(%error, "no more file descriptors were given"),
        }
    }
    if enough(current) {
        return CONNECTIONS;
    }
    let current = current.and_then(|current| usize::try_from(current).ok()).unwrap_or_default();
    tracing::warn!(descriptors = current, "few file descriptors: fewer connections at once");
    current.saturating_sub(OTHERS).max(current / 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_network_takes_its_places_and_leaves_the_others_to_the_others() {
        let proxy: IpAddr = "10.0.0.1".parse().unwrap();
        let limits = ConnectionLimits::new(2, vec![proxy]);
        let take = |peer: &str| limits.take(peer.parse().unwrap(), None);
        let first = [take("192.0.2.1"), take("::ffff:192.0.2.1")];
        assert!(first.iter().all(Option::is_some));
        assert!(take("192.0.2.1").is_none());
        assert!(take("192.0.2.2").is_some(), "a neighbour");
        // A customer of an IPv6 network has all addresses of it.
        let second = [take("2001:db8::1"), take("2001:db8::2")];
        assert!(take("2001:db8::3").is_none());
        assert!(take("2001:db8:0:1::3").is_some());
        let behind: Vec<_> = (0..10).map(|_| take("10.0.0.1")).collect();
        assert!(behind.iter().all(Option::is_some), "behind a proxy is everybody");
        drop(first);
        assert!(take("192.0.2.1").is_some(), "who leaves makes room");
        drop((second, behind));
        assert!(limits.taken().is_empty(), "nobody is remembered");
    }
}
