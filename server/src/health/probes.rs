//! Liveness and readiness probes: `/healthz` and `/readyz`.

use crate::state::AppState;
use crate::ttl_cache::TtlCache;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use domain::Hub;
use std::sync::Arc;
use std::time::Duration;

type Answer = (StatusCode, &'static str);

/// The probes; their result is cached for `age`, so that they cost nothing.
pub(crate) fn router(age: Duration) -> Router<AppState> {
    let known = Arc::new(TtlCache::new(age));
    let ready =
        get(async move |State(hub): State<Hub>| known.get(async || ready(&hub).await).await);
    Router::new().route("/healthz", get(async || "ok\n")).route("/readyz", ready)
}

/// The database answers, also those who share a lane to it, and the queue's tables are there.
async fn ready(hub: &Hub) -> Answer {
    // The pool may be well while a connection beside it waits for a peer that has vanished.
    if hub.hangs() {
        tracing::warn!("not ready: the database keeps requests waiting");
        return (StatusCode::SERVICE_UNAVAILABLE, "the database keeps requests waiting\n");
    }
    let tables = sqlx::query_scalar::<_, bool>(
        "SELECT to_regclass('graphile_worker._private_jobs') IS NOT NULL \
         AND to_regclass('mail_messages') IS NOT NULL",
    )
    .fetch_one(hub.db.pool())
    .await;
    match tables {
        Ok(true) => (StatusCode::OK, "ready\n"),
        Ok(false) => (StatusCode::SERVICE_UNAVAILABLE, "the tables are not there yet\n"),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n")
        }
    }
}
