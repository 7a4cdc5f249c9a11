//! The SQL of what search engines, suggestions and the front page ask for.

use super::rows::{COLUMNS, EventRow, JOINS};
use crate::events::filter::push_place;
use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, Postgres, QueryBuilder};

pub(crate) async fn listed_count(
    connection: &mut PgConnection,
    since: DateTime<Utc>,
) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT count(*) FROM events
         WHERE status = 'PUBLISHED' AND hidden_at IS NULL AND start_date > $1",
    )
    .bind(since)
    .fetch_one(connection)
    .await
}

pub(crate) async fn listed(
    connection: &mut PgConnection,
    since: DateTime<Utc>,
    limit: i64,
    offset: i64,
) -> Result<Vec<(String, DateTime<Utc>)>, sqlx::Error> {
    sqlx::query_as(
        "SELECT slug, updated_at FROM events
         WHERE status = 'PUBLISHED' AND hidden_at IS NULL AND start_date > $1
         ORDER BY start_date, id LIMIT $2 OFFSET $3",
    )
    .bind(since)
    .bind(limit)
    .bind(offset)
    .fetch_all(connection)
    .await
}

pub(crate) async fn is_gone(
    connection: &mut PgConnection,
    slug: &str,
) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar("SELECT EXISTS (SELECT FROM gone_events WHERE slug = $1)")
        .bind(slug)
        .fetch_one(connection)
        .await
}

/// The soonest upcoming events.
pub(crate) async fn soon(
    connection: &mut PgConnection,
    now: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<EventRow>, sqlx::Error> {
    sqlx::query_as(AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM events e{JOINS} WHERE e.status = 'PUBLISHED' AND e.hidden_at IS NULL \
         AND e.start_date > $1 ORDER BY e.start_date, e.id LIMIT $2"
    )))
    .bind(now)
    .bind(limit)
    .fetch_all(connection)
    .await
}

/// What runs now, the latest to begin first.
pub(crate) async fn running(
    connection: &mut PgConnection,
    now: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<EventRow>, sqlx::Error> {
    sqlx::query_as(AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM events e{JOINS} WHERE e.status = 'PUBLISHED' AND e.hidden_at IS NULL \
         AND tstzrange(e.start_date, e.end_date) @> $1 \
         ORDER BY e.start_date DESC, e.id DESC LIMIT $2"
    )))
    .bind(now)
    .bind(limit)
    .fetch_all(connection)
    .await
}

/// The soonest upcoming events in person that happen in a time zone.
pub(crate) async fn near(
    connection: &mut PgConnection,
    zone: &str,
    now: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<EventRow>, sqlx::Error> {
    sqlx::query_as(AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM events e{JOINS} \
         WHERE e.status = 'PUBLISHED' AND e.hidden_at IS NULL AND NOT e.is_online AND e.timezone = $1 \
         AND e.start_date > $2 ORDER BY e.start_date, e.id LIMIT $3"
    )))
    .bind(zone)
    .bind(now)
    .bind(limit)
    .fetch_all(connection)
    .await
}

/// Places of upcoming events that hold this text, those with the most events first.
pub(crate) async fn places(
    connection: &mut PgConnection,
    text: &str,
    now: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<(String, i64)>, sqlx::Error> {
    let mut sql = QueryBuilder::<Postgres>::new(
        "SELECT location, count(*) FROM (SELECT e.location FROM events e \
         WHERE e.status = 'PUBLISHED' AND e.hidden_at IS NULL AND e.start_date > ",
    );
    sql.push_bind(now).push(" AND ");
    push_place(&mut sql, text);
    sql.push(" LIMIT 1000) found GROUP BY location ORDER BY count(*) DESC, location LIMIT ");
    sql.push_bind(limit).build_query_as().fetch_all(connection).await
}
