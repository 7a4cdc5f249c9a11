//! The listener: receives the changes of every process and refreshes subscribed events.

use super::{CHANNEL, counts, wire::unpack};
use crate::Hub;
use sqlx::postgres::PgListener;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// The pause before a retry.
pub(super) const PAUSE: Duration = Duration::from_millis(500);
/// A connection that has been quiet for this long is pinged.
const QUIET: Duration = Duration::from_secs(20);

/// Runs until `stop` is cancelled; then every subscription is closed, so that its request ends.
pub async fn listen(hub: Hub, stop: CancellationToken) {
    let receiving = Box::pin(receive(&hub));
    let refreshing = Box::pin(refresh(&hub));
    stop.run_until_cancelled(futures::future::join(receiving, refreshing)).await;
    hub.live.close();
}

async fn receive(hub: &Hub) -> std::convert::Infallible {
    loop {
        let Err(error) = receive_on_one_connection(hub).await;
        tracing::warn!(%error, "live updates: lost the connection that listens; trying again");
        tokio::time::sleep(PAUSE).await;
    }
}

async fn receive_on_one_connection(hub: &Hub) -> Result<std::convert::Infallible, sqlx::Error> {
    let pool = hub.db.background_pool();
    let mut listener = hub.db.in_time(PgListener::connect_with(&pool)).await?;
    hub.db.in_time(listener.listen(CHANNEL)).await?;
    // What was announced before was missed.
    hub.live.everything_changed();
    loop {
        let Ok(received) = tokio::time::timeout(QUIET, listener.try_recv()).await else {
            hub.db.in_time(sqlx::query("SELECT 1").execute(&mut listener)).await?;
            continue;
        };
        match received?.map(|message| unpack(message.payload())) {
            Some(Some(changes)) => hub.live.changed(&changes),
            // A payload of another version, or the connection was lost and is a new one now.
            Some(None) | None => hub.live.everything_changed(),
        }
    }
}

/// Loads the counts of subscribed events that have changed. Changes that come meanwhile wait and
/// are loaded together.
async fn refresh(hub: &Hub) -> std::convert::Infallible {
    loop {
        let events = hub.live.stale().await;
        let load = async { counts::load(&mut *hub.db.read().await?, &events).await };
        let loaded = hub.db.in_time(load).await;
        match loaded {
            Ok(now) => hub.live.publish(&events, &now),
            Err(error) => {
                tracing::warn!(%error, "live updates: event counts could not be loaded");
                hub.live.mark_stale(events);
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}
