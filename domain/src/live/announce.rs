//! The announcer: sends this process's changes to every process.

use super::wire::{EVERYTHING, pack};
use super::{CHANNEL, listen::PAUSE};
use crate::Hub;
use crate::db::Pending;
use sqlx::postgres::PgPool;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// Debounce: changes are gathered for this long, so that a rush of bookings is one message.
const GATHER: Duration = Duration::from_millis(50);

/// Runs until `stop` is cancelled; changes up to then are still announced.
pub async fn announce(hub: Hub, stop: CancellationToken) {
    let mut pool = hub.db.background_pool();
    let changes = hub.db.changes();
    while stop.run_until_cancelled(changes.some()).await.is_some() {
        stop.run_until_cancelled(tokio::time::sleep(GATHER)).await;
        let pending = changes.take();
        if let Err(error) = hub.db.in_time(send(&pool, &pending)).await {
            tracing::warn!(%error, "live changes could not be announced; trying again");
            changes.restore(pending);
            // Its one connection may be dead without an error.
            pool = hub.db.background_pool();
            stop.run_until_cancelled(tokio::time::sleep(PAUSE)).await;
        }
    }
    if let Err(error) = hub.db.in_time(send(&pool, &changes.take())).await {
        tracing::warn!(%error, "the last live changes could not be announced");
    }
    let closing = async {
        pool.close().await;
        Ok(())
    };
    let _ = hub.db.in_time(closing).await;
}

async fn send(pool: &PgPool, pending: &Pending) -> Result<(), sqlx::Error> {
    if pending.is_empty() {
        return Ok(());
    }
    let payloads = if pending.everything {
        vec![EVERYTHING.to_owned()]
    } else {
        pack(pending.changes.iter().copied())
    };
    sqlx::query("SELECT pg_notify($1, payload) FROM unnest($2::text[]) AS payload")
        .bind(CHANNEL)
        .bind(payloads)
        .execute(pool)
        .await?;
    Ok(())
}
