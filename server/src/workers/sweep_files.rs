//! Files that no row names: an upload that ends between its files and its row leaves them behind, and
//! messages that are kept as files outlive those who read them.

use super::Tools;
use crate::adapters::media::Media;
use chrono::TimeDelta;
use domain::Hub;
use domain::mail::{self, Mailer};
use std::time::Duration;
use tokio_util::sync::CancellationToken;

const EVERY: Duration = Duration::from_hours(6);
/// How old a file without a row must be: an upload that is under way has files before its row.
pub(super) const AGE: TimeDelta = TimeDelta::days(1);
/// Messages that are asked about together.
const AT_ONCE: usize = 500;

/// Sweeps when the workers start and every few hours until `stop` is cancelled.
pub(super) async fn run(hub: Hub, tools: Tools, stop: CancellationToken) {
    let mut ticks = tokio::time::interval(EVERY);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    while stop.run_until_cancelled(ticks.tick()).await.is_some() {
        let swept = async {
            pictures(&hub, &tools.media).await;
            messages(&hub, &*tools.mail.mailer).await;
        };
        // A sweep may stop between any two files.
        stop.run_until_cancelled(swept).await;
    }
}

pub(super) async fn pictures(hub: &Hub, media: &Media) {
    match media.sweep(hub, hub.now() - AGE).await {
        Ok(0) => {}
        Ok(count) => tracing::info!(count, "swept: pictures that no account names"),
        Err(error) => tracing::warn!(%error, "not swept: pictures that no account names"),
    }
}

pub(super) async fn messages(hub: &Hub, mailer: &dyn Mailer) {
    let kept = mailer.kept().await;
    for kept in kept.chunks(AT_ONCE) {
        match mail::forgotten(hub, kept).await {
            Ok(forgotten) => {
                for message in forgotten {
                    mailer.forget(message).await;
                    tracing::info!(%message, "swept: a message that nobody has any more");
                }
            }
            Err(error) => tracing::warn!(%error, "not swept: messages that are kept as files"),
        }
    }
}
