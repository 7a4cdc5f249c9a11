//! The safety net beside the queue: what is done even if a job was lost.

use domain::{Hub, bookings, idempotency, notifications, reconcile, reviews, waitlist};
use std::time::Duration;
use tokio_util::sync::CancellationToken;

const EVERY: Duration = Duration::from_mins(1);

/// Sweeps every minute until `stop` is cancelled.
pub(super) async fn run(hub: Hub, stop: CancellationToken) {
    let mut ticks = tokio::time::interval(EVERY);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            _ = ticks.tick() => sweep(&hub).await,
        }
    }
}

pub(super) async fn sweep(hub: &Hub) {
    report("holds lapsed", bookings::lapse_due(hub).await.map(|count| count as u64));
    report("events surveyed", reviews::survey_due(hub).await);
    report("waits ended", waitlist::close_started(hub).await.map(|count| count as u64));
    report("events to remind of", notifications::remind_due(hub).await);
    report("idempotency keys forgotten", idempotency::sweep(hub).await);
    // What is found is logged where it is found.
    if let Err(error) = reconcile::run_if_due(hub).await {
        tracing::warn!(%error, "the counters were not held against their rows");
    }
}

fn report(what: &str, result: Result<u64, sqlx::Error>) {
    match result {
        Ok(0) => {}
        Ok(count) => tracing::info!(count, "swept: {what}"),
        Err(error) => tracing::warn!(%error, "not swept: {what}"),
    }
}
