//! A run: issuing an event's certificates batch by batch, as far as it is.

use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use types::certificates::CertificateRun;
use types::ids::{EventId, UserId};

/// A run that is not finished.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub(super) struct Open {
    pub(super) started_by: Option<UserId>,
    pub(super) checked_in_only: bool,
    pub(super) issued: i32,
}

/// The event's open run, locked.
pub(super) async fn open(
    tx: &mut PgConnection,
    event: EventId,
) -> Result<Option<Open>, sqlx::Error> {
    sqlx::query_as(
        "SELECT started_by, checked_in_only, issued FROM certificate_runs
         WHERE event_id = $1 AND finished_at IS NULL FOR UPDATE",
    )
    .bind(event)
    .fetch_optional(tx)
    .await
}

/// Begins a run; the last one of the event was finished.
pub(super) async fn begin(
    tx: &mut PgConnection,
    event: EventId,
    by: Option<UserId>,
    checked_in_only: bool,
) -> Result<Open, sqlx::Error> {
    sqlx::query_as(
        "INSERT INTO certificate_runs (event_id, started_by, checked_in_only) VALUES ($1, $2, $3)
         ON CONFLICT (event_id) DO UPDATE SET started_by = excluded.started_by,
             checked_in_only = excluded.checked_in_only, issued = 0,
             started_at = excluded.started_at, moved_at = excluded.moved_at, finished_at = NULL
         RETURNING started_by, checked_in_only, issued",
    )
    .bind(event)
    .bind(by)
    .bind(checked_in_only)
    .fetch_one(tx)
    .await
}

/// The open run is for everybody from now on.
pub(super) async fn widen(tx: &mut PgConnection, event: EventId) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE certificate_runs SET checked_in_only = false WHERE event_id = $1")
        .bind(event)
        .execute(tx)
        .await?;
    Ok(())
}

/// So many more were issued, and whether that was all.
pub(super) async fn moved(
    tx: &mut PgConnection,
    event: EventId,
    issued: i32,
    finished: bool,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE certificate_runs SET issued = issued + $2, moved_at = clock_timestamp(),
             finished_at = CASE WHEN $3 THEN clock_timestamp() END
         WHERE event_id = $1",
    )
    .bind(event)
    .bind(issued)
    .bind(finished)
    .execute(tx)
    .await?;
    Ok(())
}

/// Events whose open run has not moved since then.
pub(super) async fn at_rest(
    tx: &mut PgConnection,
    since: DateTime<Utc>,
) -> Result<Vec<EventId>, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT event_id FROM certificate_runs WHERE finished_at IS NULL AND moved_at < $1
         ORDER BY moved_at LIMIT 100",
    )
    .bind(since)
    .fetch_all(tx)
    .await
}

/// How far the last run of the event is.
pub(super) async fn last(
    connection: &mut PgConnection,
    event: EventId,
) -> Result<Option<CertificateRun>, sqlx::Error> {
    sqlx::query_as(
        "SELECT checked_in_only, issued::bigint AS issued, started_at, finished_at
         FROM certificate_runs WHERE event_id = $1",
    )
    .bind(event)
    .fetch_optional(connection)
    .await
}
