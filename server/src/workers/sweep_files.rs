//! Files that no row names: an upload that ends between its files and its row leaves them behind.

use crate::adapters::media::Media;
use chrono::TimeDelta;
use domain::Hub;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

const EVERY: Duration = Duration::from_hours(6);
/// How old a file without a row must be: an upload that is under way has files before its row.
pub(super) const AGE: TimeDelta = TimeDelta::days(1);

/// Sweeps when the workers start and every few hours until `stop` is cancelled.
pub(super) async fn run(hub: Hub, media: Media, stop: CancellationToken) {
    let mut ticks = tokio::time::interval(EVERY);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    while stop.run_until_cancelled(ticks.tick()).await.is_some() {
        // A sweep may stop between any two files.
        stop.run_until_cancelled(sweep(&hub, &media)).await;
    }
}

pub(super) async fn sweep(hub: &Hub, media: &Media) {
    match media.sweep(hub, hub.now() - AGE).await {
        Ok(0) => {}
        Ok(count) => tracing::info!(count, "swept: pictures that no account names"),
        Err(error) => tracing::warn!(%error, "not swept: pictures that no account names"),
    }
}
