//! Watchdog of a lane: whether it still gets through its jobs. Its connections to the queue have no
//! deadline of their own, and a peer that has vanished says nothing for a quarter of an hour.

use super::job_result::LONGEST;
use domain::Hub;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// How often it is looked.
const EVERY: Duration = Duration::from_secs(30);
/// A lane that ended no job for longer than any may take, while some are overdue, hangs.
const PATIENCE: Duration = LONGEST.saturating_add(Duration::from_mins(1));

/// How many jobs a lane has ended.
#[derive(Clone, Debug, Default)]
pub(super) struct Progress(Arc<AtomicU64>);

impl Progress {
    pub(super) fn ended_one(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    fn count(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// Ends when the lane hangs that does these jobs; what waits for another lane is none of its.
pub(super) async fn hangs(hub: &Hub, jobs: &[&str], progress: &Progress) {
    watch(progress, EVERY, PATIENCE, || domain::jobs::overdue(hub, jobs)).await;
}

async fn watch<F: Future<Output = Result<bool, sqlx::Error>>>(
    progress: &Progress,
    every: Duration,
    patience: Duration,
    overdue: impl Fn() -> F,
) {
    let (mut seen, mut idle) = (progress.count(), Duration::ZERO);
    while idle < patience {
        tokio::time::sleep(every).await;
        let count = progress.count();
        // Without a reply the lane is not to blame, the database is.
        let waits = overdue().await.unwrap_or(false);
        idle = if count == seen && waits { idle + every } else { Duration::ZERO };
        seen = count;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHORT: Duration = Duration::from_millis(1);

    #[tokio::test]
    async fn a_lane_hangs_that_ends_nothing_while_work_is_overdue() {
        watch(&Progress::default(), SHORT, SHORT * 5, || async { Ok(true) }).await;
    }

    #[tokio::test]
    async fn a_lane_that_ends_jobs_or_has_none_does_not() {
        let progress = Progress::default();
        let (asked, busy) = (AtomicU64::new(0), progress.clone());
        // It works for a while, then has nothing to do, and hangs in the end.
        let overdue = || {
            let asked = asked.fetch_add(1, Ordering::Relaxed);
            if asked < 20 {
                busy.ended_one();
            }
            async move { Ok(!(20..40).contains(&asked)) }
        };
        watch(&progress, SHORT, SHORT * 5, overdue).await;
        assert_eq!(asked.load(Ordering::Relaxed), 45);
    }
}
