//! For what watches the server: alive, and able to work.

use crate::state::AppState;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;

pub(crate) fn router() -> Router<AppState> {
    Router::new().route("/healthz", get(async || "ok\n")).route("/readyz", get(ready))
}

/// The database answers, also those who share a lane to it, and the queue's tables are there.
async fn ready(State(state): State<AppState>) -> (StatusCode, &'static str) {
    // The pool may be well while a connection beside it waits for a peer that has vanished.
    if state.hub.hangs() {
        tracing::warn!("not ready: the database keeps requests waiting");
        return (StatusCode::SERVICE_UNAVAILABLE, "the database keeps requests waiting\n");
    }
    let tables = sqlx::query_scalar::<_, bool>(
        "SELECT to_regclass('graphile_worker._private_jobs') IS NOT NULL \
         AND to_regclass('mail_messages') IS NOT NULL",
    )
    .fetch_one(state.hub.db.pool())
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
