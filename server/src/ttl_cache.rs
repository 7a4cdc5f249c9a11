//! A cached value with a time to live: worked out at most once in that time, however many requests
//! ask for it.

use std::time::{Duration, Instant};
use tokio::sync::Mutex;

#[derive(Debug)]
pub(crate) struct TtlCache<T> {
    known: Mutex<Option<(Instant, T)>>,
    /// How old it may be.
    age: Duration,
}

impl<T: Clone> TtlCache<T> {
    pub(crate) fn new(age: Duration) -> Self {
        Self { known: Mutex::new(None), age }
    }

    /// What is known, or else what `find` says: one asks, and the others wait for the answer.
    pub(crate) async fn get(&self, find: impl AsyncFnOnce() -> T) -> T {
        let mut known = self.known.lock().await;
        if let Some((at, value)) = &*known
            && at.elapsed() < self.age
        {
            return value.clone();
        }
        let value = find().await;
        *known = Some((Instant::now(), value.clone()));
        value
    }

    /// The next one asks anew.
    pub(crate) async fn forget(&self) {
        *self.known.lock().await = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU32, Ordering};

    #[tokio::test]
    async fn a_thousand_who_ask_cost_one_question() {
        let cache = TtlCache::new(Duration::from_hours(1));
        let asked = AtomicU32::new(0);
        let find = async || {
            let number = asked.fetch_add(1, Ordering::Relaxed);
            tokio::task::yield_now().await;
            number
        };
        let all = (0..1000).map(|_| cache.get(&find));
        assert_eq!(futures::future::join_all(all).await, [0; 1000]);
        assert_eq!(asked.load(Ordering::Relaxed), 1);
    }

    #[tokio::test]
    async fn what_is_too_old_is_asked_again_and_who_gives_up_leaves_nothing() {
        let cache = TtlCache::new(Duration::ZERO);
        assert_eq!(cache.get(async || 1).await, 1);
        assert_eq!(cache.get(async || 2).await, 2);
        let cache = TtlCache::new(Duration::from_hours(1));
        let gone = cache.get(async || std::future::pending().await);
        assert!(futures::FutureExt::now_or_never(gone).is_none());
        assert_eq!(cache.get(async || 3).await, 3);
        assert_eq!(cache.get(async || 4).await, 3);
        cache.forget().await;
        assert_eq!(cache.get(async || 5).await, 5);
    }
}
