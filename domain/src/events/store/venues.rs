//! The SQL of venues.

use crate::events::filter::contains;
use crate::ids::new_id;
use sqlx::AssertSqlSafe;
use sqlx::postgres::PgConnection;
use types::events::OrganizerRef;
use types::ids::{UserId, VenueId};
use types::venues::{AdminVenue, Venue, VenueInput, VenueUse};

const VENUE: &str = "v.id, v.name, v.address, v.notes, \
    (SELECT count(*) FROM events e WHERE e.venue_id = v.id) AS events_count FROM venues v";

/// The organizer's venue of this name, made where there is none; and whether it was.
pub(crate) async fn upsert_venue(
    connection: &mut PgConnection,
    organizer: UserId,
    name: &str,
) -> Result<(VenueId, bool), sqlx::Error> {
    sqlx::query_as(
        "INSERT INTO venues (id, organizer_id, name) VALUES ($1, $2, $3) \
         ON CONFLICT (organizer_id, name) DO UPDATE SET name = excluded.name \
         RETURNING id, xmax = 0",
    )
    .bind(new_id())
    .bind(organizer)
    .bind(name)
    .fetch_one(connection)
    .await
}

/// Whether the organizer has a venue of this name.
pub(crate) async fn has_venue(
    connection: &mut PgConnection,
    organizer: UserId,
    name: &str,
) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar("SELECT EXISTS (SELECT FROM venues WHERE organizer_id = $1 AND name = $2)")
        .bind(organizer)
        .bind(name)
        .fetch_one(connection)
        .await
}

/// A page of an organizer's venues, by name.
pub(crate) async fn venues(
    connection: &mut PgConnection,
    organizer: UserId,
    (limit, offset): (i64, i64),
) -> Result<(i64, Vec<Venue>), sqlx::Error> {
    let count = sqlx::query_scalar("SELECT count(*) FROM venues WHERE organizer_id = $1")
        .bind(organizer)
        .fetch_one(&mut *connection)
        .await?;
    let venues = sqlx::query_as(AssertSqlSafe(format!(
        "SELECT {VENUE} WHERE v.organizer_id = $1 ORDER BY lower(v.name), v.id LIMIT $2 OFFSET $3"
    )))
    .bind(organizer)
    .bind(limit)
    .bind(offset)
    .fetch_all(connection)
    .await?;
    Ok((count, venues))
}

/// One venue, if it is the owner's; `None` finds everybody's.
pub(crate) async fn venue(
    connection: &mut PgConnection,
    owner: Option<UserId>,
    id: VenueId,
) -> Result<Option<Venue>, sqlx::Error> {
    sqlx::query_as(AssertSqlSafe(format!(
        "SELECT {VENUE} WHERE v.id = $1 AND ($2::uuid IS NULL OR v.organizer_id = $2)"
    )))
    .bind(id)
    .bind(owner)
    .fetch_optional(connection)
    .await
}

/// The events at a venue, the latest first.
pub(crate) async fn venue_uses(
    connection: &mut PgConnection,
    id: VenueId,
    limit: i64,
) -> Result<Vec<VenueUse>, sqlx::Error> {
    sqlx::query_as(
        "SELECT id, slug::text AS slug, title, start_date, status FROM events
         WHERE venue_id = $1 ORDER BY start_date DESC, id DESC LIMIT $2",
    )
    .bind(id)
    .bind(limit)
    .fetch_all(connection)
    .await
}

pub(crate) async fn insert_venue(
    connection: &mut PgConnection,
    (id, organizer): (VenueId, UserId),
    input: &VenueInput,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO venues (id, organizer_id, name, address, notes) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(id)
    .bind(organizer)
    .bind(&input.name)
    .bind(&input.address)
    .bind(input.notes.as_deref().unwrap_or_default())
    .execute(connection)
    .await?;
    Ok(())
}

/// Replaces what is said of a venue. Its events show it, so theirs is another version too.
pub(crate) async fn update_venue(
    connection: &mut PgConnection,
    id: VenueId,
    input: &VenueInput,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "WITH changed AS (
             UPDATE venues SET name = $2, address = $3, notes = coalesce($4, notes),
                 updated_at = clock_timestamp()
             WHERE id = $1
         )
         UPDATE events SET version = version + 1 WHERE venue_id = $1",
    )
    .bind(id)
    .bind(&input.name)
    .bind(&input.address)
    .bind(&input.notes)
    .execute(connection)
    .await?;
    Ok(())
}

/// False where an event is there: asked in the statement that deletes.
pub(crate) async fn delete_venue(
    connection: &mut PgConnection,
    id: VenueId,
) -> Result<bool, sqlx::Error> {
    // Whoever gives it to an event meanwhile locks its row for the reference.
    sqlx::query("SELECT FROM venues WHERE id = $1 FOR UPDATE")
        .bind(id)
        .execute(&mut *connection)
        .await?;
    let done = sqlx::query(
        "DELETE FROM venues WHERE id = $1 AND NOT EXISTS (SELECT FROM events WHERE venue_id = $1)",
    )
    .bind(id)
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Which venues an admin looks for: a part of the name or address, and whether any event is there.
pub(crate) struct AdminVenueFilter<'a> {
    pub search: Option<&'a str>,
    pub used: Option<bool>,
}

#[derive(sqlx::FromRow)]
struct OwnedVenue {
    #[sqlx(flatten)]
    venue: Venue,
    organizer_id: UserId,
    organizer_name: String,
}

/// Everybody's venues, by name.
pub(crate) async fn admin_venues(
    connection: &mut PgConnection,
    filter: AdminVenueFilter<'_>,
    (limit, offset): (i64, i64),
) -> Result<(i64, Vec<AdminVenue>), sqlx::Error> {
    const WANTED: &str = "($1::text IS NULL OR v.name ILIKE $1 OR v.address ILIKE $1)
         AND ($2::boolean IS NULL OR EXISTS (SELECT FROM events e WHERE e.venue_id = v.id) = $2)";
    let search = filter.search.map(contains);
    let sql = format!("SELECT count(*) FROM venues v WHERE {WANTED}");
    let count = sqlx::query_scalar(AssertSqlSafe(sql))
        .bind(&search)
        .bind(filter.used)
        .fetch_one(&mut *connection)
        .await?;
    let sql = format!(
        "SELECT v.organizer_id, u.display_name AS organizer_name, {VENUE}
         JOIN users u ON u.id = v.organizer_id WHERE {WANTED}
         ORDER BY lower(v.name), v.id LIMIT $3 OFFSET $4"
    );
    let rows: Vec<OwnedVenue> = sqlx::query_as(AssertSqlSafe(sql))
        .bind(&search)
        .bind(filter.used)
        .bind(limit)
        .bind(offset)
        .fetch_all(connection)
        .await?;
    let owned = |row: OwnedVenue| AdminVenue {
        venue: row.venue,
        organizer: OrganizerRef { id: row.organizer_id, display_name: row.organizer_name },
    };
    Ok((count, rows.into_iter().map(owned).collect()))
}
