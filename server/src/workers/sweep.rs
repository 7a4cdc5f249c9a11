//! The safety net beside the queue: what is done even if a job was lost.

use domain::{
    Hub, bookings, idempotency, mail, notifications, payments, reconcile, surveys, waitlist,
};
use std::fmt::Display;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

const EVERY: Duration = Duration::from_mins(1);
/// A sweep that takes longer hangs.
const LONGEST: Duration = Duration::from_mins(10);

/// Sweeps every minute until `stop` is cancelled.
pub(super) async fn run(hub: Hub, stop: CancellationToken) {
    let mut ticks = tokio::time::interval(EVERY);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            _ = ticks.tick() => Box::pin(sweep(&hub)).await,
        }
    }
}

pub(super) async fn sweep(hub: &Hub) {
    report("holds lapsed", bookings::lapse_due(hub)).await;
    report("payments to settle", payments::settle_due(hub)).await;
    report("events surveyed", surveys::survey_due(hub)).await;
    report("waits ended", waitlist::close_started(hub)).await;
    report("events to remind of", notifications::remind_due(hub)).await;
    report("changes to tell", notifications::changes_due(hub)).await;
    report("messages without a job", mail::mail_due(hub)).await;
    report("idempotency keys forgotten", idempotency::sweep(hub)).await;
    // What is found is logged where it is found.
    let reconciled = Box::pin(reconcile::run_if_due(hub));
    report("counters held against their rows", async { reconciled.await.map(|_| 0) }).await;
}

/// One that fails or hangs keeps none of those behind it from their turn.
async fn report<E: Display>(what: &str, sweeping: impl Future<Output = Result<u64, E>>) {
    match tokio::time::timeout(LONGEST, sweeping).await {
        Ok(Ok(0)) => {}
        Ok(Ok(count)) => tracing::info!(count, "swept: {what}"),
        Ok(Err(error)) => tracing::warn!(%error, "not swept: {what}"),
        Err(_) => tracing::error!("sweep timed out: {what}"),
    }
}
