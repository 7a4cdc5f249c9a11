//! The SQL of addresses: the present one stands with its event, older ones beside it.

use super::rows::EventRow;
use sqlx::postgres::PgConnection;
use types::ids::EventId;

/// Whether another event has this address, or had it.
pub(crate) async fn slug_is_taken(
    connection: &mut PgConnection,
    event: EventId,
    slug: &str,
) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT EXISTS (SELECT FROM events WHERE slug = $2 AND id <> $1)
             OR EXISTS (SELECT FROM event_slugs WHERE slug = $2 AND event_id <> $1)",
    )
    .bind(event)
    .bind(slug)
    .fetch_one(connection)
    .await
}

/// The event's older addresses, the latest first.
pub(crate) async fn old_slugs(
    connection: &mut PgConnection,
    event: EventId,
    limit: i64,
) -> Result<Vec<String>, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT slug::text FROM event_slugs WHERE event_id = $1 ORDER BY created_at DESC LIMIT $2",
    )
    .bind(event)
    .bind(limit)
    .fetch_all(connection)
    .await
}

/// The event that an older address leads to.
pub(crate) async fn led_to(
    connection: &mut PgConnection,
    slug: &str,
) -> Result<Option<EventId>, sqlx::Error> {
    sqlx::query_scalar("SELECT event_id FROM event_slugs WHERE slug = $1")
        .bind(slug)
        .fetch_optional(connection)
        .await
}

/// Another address for a locked event; `kept`: the one before goes on leading to it.
pub(crate) async fn rename(
    connection: &mut PgConnection,
    row: &EventRow,
    slug: &str,
    kept: bool,
) -> Result<(), sqlx::Error> {
    // Its own old address is taken back.
    sqlx::query("DELETE FROM event_slugs WHERE slug = $2 AND event_id = $1")
        .bind(row.id)
        .bind(slug)
        .execute(&mut *connection)
        .await?;
    sqlx::query(
        "WITH kept AS (
             INSERT INTO event_slugs (slug, event_id) SELECT slug, id FROM events
             WHERE id = $1 AND $3 ON CONFLICT DO NOTHING
         )
         UPDATE events SET slug = $2 WHERE id = $1",
    )
    .bind(row.id)
    .bind(slug)
    .bind(kept)
    .execute(connection)
    .await?;
    Ok(())
}
