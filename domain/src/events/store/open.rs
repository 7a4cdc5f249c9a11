//! The SQL of open events.

use sqlx::postgres::PgConnection;
use types::ids::UserId;
use types::moderation::AdminOrganizer;

/// What an organizer may.
#[derive(sqlx::FromRow)]
pub(crate) struct Allowance {
    /// An admin has said so, or is the organizer.
    pub trusted: bool,
    pub most: Option<i32>,
}

pub(crate) async fn one_opens_after_the_other(
    connection: &mut PgConnection,
    organizer: UserId,
) -> Result<(), sqlx::Error> {
    sqlx::query("SELECT pg_advisory_xact_lock(hashtextextended($1, 5))")
        .bind(format!("open_events:{organizer}"))
        .execute(connection)
        .await?;
    Ok(())
}

pub(crate) async fn allowance(
    connection: &mut PgConnection,
    organizer: UserId,
) -> Result<Allowance, sqlx::Error> {
    sqlx::query_as(
        "SELECT trusted_at IS NOT NULL OR role = 'admin' AS trusted, open_events_max AS most
         FROM users WHERE id = $1",
    )
    .bind(organizer)
    .fetch_one(connection)
    .await
}

/// The organizer's published events that are not over, hidden ones among them; counted up to `most`.
pub(crate) async fn open_events(
    connection: &mut PgConnection,
    organizer: UserId,
    most: i32,
) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT count(*) FROM (SELECT FROM events WHERE organizer_id = $1
             AND status = 'PUBLISHED' AND end_date > clock_timestamp() LIMIT $2) AS open",
    )
    .bind(organizer)
    .bind(most)
    .fetch_one(connection)
    .await
}

/// The latest accounts first, as ids go up with time.
pub(crate) async fn admin_organizers(
    connection: &mut PgConnection,
    trusted: Option<bool>,
    (limit, offset): (i64, i64),
) -> Result<(i64, Vec<AdminOrganizer>), sqlx::Error> {
    macro_rules! wanted {
        () => {
            "u.role <> 'admin' AND u.deleted_at IS NULL AND u.disabled_at IS NULL
             AND ($1::boolean IS NULL OR (u.trusted_at IS NOT NULL) = $1)
             AND EXISTS (SELECT FROM events e WHERE e.organizer_id = u.id AND e.status <> 'DRAFT')"
        };
    }
    let count = sqlx::query_scalar(concat!("SELECT count(*) FROM users u WHERE ", wanted!()))
        .bind(trusted)
        .fetch_one(&mut *connection)
        .await?;
    let rows = sqlx::query_as(concat!(
        "SELECT u.id, u.display_name, u.email, u.trusted_at IS NOT NULL AS trusted,
             u.open_events_max, u.created_at, made.open_events, made.hidden_events
         FROM users u CROSS JOIN LATERAL (
             SELECT count(*) FILTER (WHERE e.status = 'PUBLISHED'
                     AND e.end_date > clock_timestamp()) AS open_events,
                 count(*) FILTER (WHERE e.hidden_at IS NOT NULL) AS hidden_events
             FROM events e WHERE e.organizer_id = u.id
         ) AS made WHERE ",
        wanted!(),
        " ORDER BY u.id DESC LIMIT $2 OFFSET $3"
    ))
    .bind(trusted)
    .bind(limit)
    .bind(offset)
    .fetch_all(connection)
    .await?;
    Ok((count, rows))
}
