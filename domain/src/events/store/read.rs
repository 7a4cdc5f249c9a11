//! Reading events and categories.

use super::rows::{COLUMNS, EventRow, JOINS, RankedRow, SeenRow};
use crate::events::filter::Filter;
use sqlx::postgres::{PgConnection, PgRow};
use sqlx::{AssertSqlSafe, Postgres, QueryBuilder};
use types::ids::{EventId, UserId};
use uuid::Uuid;

/// One page of the catalogue.
pub(crate) async fn page(
    connection: &mut PgConnection,
    filter: &Filter<'_>,
    limit: i64,
    offset: i64,
) -> Result<Vec<EventRow>, sqlx::Error> {
    let mut sql = QueryBuilder::<Postgres>::new("SELECT ");
    sql.push(COLUMNS).push(" FROM unnest(ARRAY(");
    filter.push_page(&mut sql, limit, offset);
    sql.push(")) WITH ORDINALITY AS p(id, place) JOIN events e ON e.id = p.id");
    sql.push(JOINS).push(" ORDER BY p.place");
    sql.build_query_as().persistent(reusable(filter)).fetch_all(connection).await
}

/// One page of the most relevant events, and how many there are.
pub(crate) async fn ranked_page(
    connection: &mut PgConnection,
    filter: &Filter<'_>,
    limit: i64,
    offset: i64,
) -> Result<(i64, Vec<EventRow>), sqlx::Error> {
    let mut sql = QueryBuilder::<Postgres>::new("SELECT p.total, ");
    sql.push(COLUMNS).push(" FROM (");
    filter.push_ranked_page(&mut sql, limit, offset);
    sql.push(") p JOIN events e ON e.id = p.id").push(JOINS).push(" ORDER BY p.place");
    let rows: Vec<RankedRow> =
        sql.build_query_as().persistent(reusable(filter)).fetch_all(connection).await?;
    let total = rows.first().map_or(0, |row| row.total);
    Ok((total, rows.into_iter().map(|ranked| ranked.row).collect()))
}

/// How many events the filter lets through, up to its bound, and whether to remember that.
pub(crate) async fn count(
    connection: &mut PgConnection,
    filter: &Filter<'_>,
) -> Result<(i64, bool), sqlx::Error> {
    let mut sql = QueryBuilder::<Postgres>::new("");
    filter.push_count(&mut sql);
    sql.build_query_as().persistent(reusable(filter)).fetch_one(connection).await
}

/// Whether the filter lets anything through.
pub(crate) async fn exists(
    connection: &mut PgConnection,
    filter: &Filter<'_>,
) -> Result<bool, sqlx::Error> {
    let mut sql = QueryBuilder::<Postgres>::new("");
    filter.push_exists(&mut sql);
    sql.build_query_scalar().persistent(false).fetch_one(connection).await
}

/// A search is planned for its own words: a plan made for rare ones is slow for common ones.
fn reusable(filter: &Filter<'_>) -> bool {
    filter.wanted.is_everything()
}

/// One event by its id, or by its slug where it is not an id, be it an older one.
pub(crate) async fn find(
    connection: &mut PgConnection,
    id_or_slug: &str,
) -> Result<Option<EventRow>, sqlx::Error> {
    look_up(connection, id_or_slug, None).await
}

/// [`find`] with what somebody is in the event's team, by the same statement.
pub(crate) async fn find_for(
    connection: &mut PgConnection,
    id_or_slug: &str,
    user: UserId,
) -> Result<Option<SeenRow>, sqlx::Error> {
    look_up(connection, id_or_slug, Some(user)).await
}

async fn look_up<R>(
    connection: &mut PgConnection,
    id_or_slug: &str,
    user: Option<UserId>,
) -> Result<Option<R>, sqlx::Error>
where
    R: for<'r> sqlx::FromRow<'r, PgRow> + Send + Unpin,
{
    let select = |key: &str| {
        let (role, join) = if user.is_some() { (ROLE_OF_USER, TEAM_OF_USER) } else { ("", "") };
        AssertSqlSafe(format!(
            "SELECT {COLUMNS}{role} FROM events e{JOINS}{join} WHERE e.{key} = $1"
        ))
    };
    let by_id = |id: Uuid| {
        let query = sqlx::query_as(select("id")).bind(id);
        if user.is_some() { query.bind(user) } else { query }
    };
    if id_or_slug.contains('\0') {
        return Ok(None);
    }
    if let Ok(id) = id_or_slug.parse::<Uuid>() {
        return by_id(id).fetch_optional(connection).await;
    }
    let query = sqlx::query_as(select("slug")).bind(id_or_slug.to_owned());
    let query = if user.is_some() { query.bind(user) } else { query };
    let row: Option<R> = query.fetch_optional(&mut *connection).await?;
    if row.is_some() {
        return Ok(row);
    }
    match super::led_to(connection, id_or_slug).await? {
        Some(id) => by_id(id.0).fetch_optional(connection).await,
        None => Ok(None),
    }
}

const ROLE_OF_USER: &str = ", here.role AS role_here, everywhere.role AS role_everywhere";
/// Of `$2`; at most a row each, by one index.
const TEAM_OF_USER: &str = " LEFT JOIN team_members here ON here.user_id = $2
        AND here.organizer_id = e.organizer_id AND here.event_id = e.id
        AND u.role <> 'attendee' AND u.disabled_at IS NULL AND u.deleted_at IS NULL
    LEFT JOIN team_members everywhere ON everywhere.user_id = $2
        AND everywhere.organizer_id = e.organizer_id AND everywhere.event_id IS NULL
        AND u.role <> 'attendee' AND u.disabled_at IS NULL AND u.deleted_at IS NULL";

/// Events by their ids, in no order.
pub(crate) async fn by_ids(
    connection: &mut PgConnection,
    ids: &[EventId],
) -> Result<Vec<EventRow>, sqlx::Error> {
    let sql = AssertSqlSafe(format!("SELECT {COLUMNS} FROM events e{JOINS} WHERE e.id = ANY($1)"));
    sqlx::query_as(sql).bind(ids).fetch_all(connection).await
}

/// An organizer's events: what is to come, soonest first, then what was, latest first; only the
/// published ones unless `all`.
pub(crate) async fn of_organizer(
    connection: &mut PgConnection,
    organizer: UserId,
    all: bool,
    limit: i64,
    offset: i64,
) -> Result<(i64, Vec<EventRow>), sqlx::Error> {
    let count = sqlx::query_scalar(
        "SELECT count(*) FROM events WHERE organizer_id = $1 AND (status = 'PUBLISHED' AND hidden_at IS NULL OR $2)",
    )
    .bind(organizer)
    .bind(all)
    .fetch_one(&mut *connection)
    .await?;
    let rows = sqlx::query_as(AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM events e{JOINS} \
         WHERE e.organizer_id = $1 AND (e.status = 'PUBLISHED' AND e.hidden_at IS NULL OR $2) \
         ORDER BY e.end_date < clock_timestamp(), \
             CASE WHEN e.end_date >= clock_timestamp() THEN e.start_date END, \
             e.start_date DESC, e.id LIMIT $3 OFFSET $4"
    )))
    .bind(organizer)
    .bind(all)
    .bind(limit)
    .bind(offset)
    .fetch_all(connection)
    .await?;
    Ok((count, rows))
}

/// Which of these events the person has or had a booking for, or waits or waited for.
pub(crate) async fn taking_part(
    connection: &mut PgConnection,
    user: UserId,
    events: &[EventId],
) -> Result<Vec<EventId>, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT event_id FROM bookings WHERE user_id = $1 AND event_id = ANY($2)
         UNION SELECT event_id FROM waitlist_entries WHERE user_id = $1 AND event_id = ANY($2)",
    )
    .bind(user)
    .bind(events)
    .fetch_all(connection)
    .await
}

/// Which of these events the person has a confirmed booking for.
pub(crate) async fn attended_by(
    connection: &mut PgConnection,
    user: UserId,
    events: &[EventId],
) -> Result<Vec<EventId>, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT DISTINCT event_id FROM bookings \
         WHERE user_id = $1 AND status = 'CONFIRMED' AND event_id = ANY($2)",
    )
    .bind(user)
    .bind(events)
    .fetch_all(connection)
    .await
}
