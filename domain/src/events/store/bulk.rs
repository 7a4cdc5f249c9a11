//! The SQL of imports.

use crate::events::bulk::{BulkCategory, BulkEvent};
use crate::ids::new_id;
use sqlx::postgres::PgConnection;
use sqlx::{Postgres, QueryBuilder};
use std::collections::HashSet;
use types::ids::{CategoryId, EventId, UserId};

#[derive(Debug)]
pub(crate) struct BulkRow<'a> {
    pub id: EventId,
    pub slug: String,
    pub category: CategoryId,
    pub event: &'a BulkEvent,
}

/// One import at a time, and as long as it needs.
pub(crate) async fn lock_import(connection: &mut PgConnection) -> Result<(), sqlx::Error> {
    // An arbitrary key that no other lock of ours uses.
    const LOCK: i64 = 0x4556_4e54_4855_4202;
    sqlx::query("SET LOCAL statement_timeout = 0").execute(&mut *connection).await?;
    sqlx::query("SELECT pg_advisory_xact_lock($1)").bind(LOCK).execute(connection).await?;
    Ok(())
}

pub(crate) async fn upsert_import_organizer(
    connection: &mut PgConnection,
    email: &str,
    display_name: &str,
) -> Result<UserId, sqlx::Error> {
    // "!" is the hash of no password.
    sqlx::query_scalar(
        "INSERT INTO users (id, email, password_hash, display_name, role) \
         VALUES ($1, $2, '!', $3, 'organizer') \
         ON CONFLICT (email) DO UPDATE SET email = excluded.email RETURNING id",
    )
    .bind(new_id())
    .bind(email)
    .bind(display_name)
    .fetch_one(connection)
    .await
}

/// The category of that slug or name, made where there is none.
pub(crate) async fn ensure_category(
    connection: &mut PgConnection,
    category: &BulkCategory,
) -> Result<CategoryId, sqlx::Error> {
    sqlx::query(
        "INSERT INTO categories (id, slug, name, name_ru) VALUES ($1, $2, $3, $4) \
         ON CONFLICT DO NOTHING",
    )
    .bind(new_id())
    .bind(&category.slug)
    .bind(&category.name)
    .bind(&category.name_ru)
    .execute(&mut *connection)
    .await?;
    sqlx::query_scalar(
        "SELECT id FROM categories WHERE slug = $1 OR lower(name) = lower($2) \
         ORDER BY slug = $1 DESC LIMIT 1",
    )
    .bind(&category.slug)
    .bind(&category.name)
    .fetch_one(connection)
    .await
}

pub(crate) async fn known_import_keys(
    connection: &mut PgConnection,
    keys: &[String],
) -> Result<Vec<String>, sqlx::Error> {
    sqlx::query_scalar("SELECT import_key FROM events WHERE import_key = ANY($1)")
        .bind(keys)
        .fetch_all(connection)
        .await
}

pub(crate) async fn all_slugs(
    connection: &mut PgConnection,
) -> Result<HashSet<String>, sqlx::Error> {
    let slugs = sqlx::query_scalar("SELECT slug FROM events").fetch_all(connection).await?;
    Ok(slugs.into_iter().collect())
}

pub(crate) async fn insert_bulk(
    connection: &mut PgConnection,
    organizer: UserId,
    rows: &[BulkRow<'_>],
) -> Result<(), sqlx::Error> {
    let mut sql = QueryBuilder::<Postgres>::new(
        "INSERT INTO events (id, slug, organizer_id, category_id, import_key, title, description, \
         language, location, online_meeting_url, start_date, end_date, timezone, max_capacity, \
         price, currency, status) ",
    );
    sql.push_values(rows, |mut values, row| {
        values
            .push_bind(row.id)
            .push_bind(row.slug.clone())
            .push_bind(organizer)
            .push_bind(row.category)
            .push_bind(row.event.import_key.clone())
            .push_bind(row.event.title.clone())
            .push_bind(row.event.description.clone())
            .push_bind(row.event.language)
            .push_bind(row.event.location.clone())
            .push_bind(row.event.online_meeting_url.clone())
            .push_bind(row.event.start_date)
            .push_bind(row.event.end_date)
            .push_bind(row.event.timezone.clone())
            .push_bind(row.event.max_capacity)
            .push_bind(row.event.price)
            .push_bind(row.event.currency)
            .push("'PUBLISHED'");
    });
    sql.build().persistent(false).execute(connection).await?;
    Ok(())
}
