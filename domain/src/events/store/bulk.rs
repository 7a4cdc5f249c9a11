//! The SQL of imports.

use super::write::{NewEvent, insert_each};
use crate::events::bulk::BulkCategory;
use crate::ids::new_id;
use sqlx::postgres::PgConnection;
use std::collections::HashSet;
use types::ids::CategoryId;

/// One import at a time, and as long as it needs.
pub(crate) async fn lock_import(connection: &mut PgConnection) -> Result<(), sqlx::Error> {
    // An arbitrary key that no other lock of ours uses.
    const LOCK: i64 = 0x4556_4e54_4855_4202;
    sqlx::query("SET LOCAL statement_timeout = 0").execute(&mut *connection).await?;
    sqlx::query("SELECT pg_advisory_xact_lock($1)").bind(LOCK).execute(connection).await?;
    Ok(())
}

/// The category of that slug or name, made where there is none; and whether it was.
pub(crate) async fn ensure_category(
    connection: &mut PgConnection,
    category: &BulkCategory,
) -> Result<(CategoryId, bool), sqlx::Error> {
    let made = sqlx::query(
        "INSERT INTO categories (id, slug, name, name_ru) VALUES ($1, $2, $3, $4) \
         ON CONFLICT DO NOTHING",
    )
    .bind(new_id())
    .bind(&category.slug)
    .bind(&category.name)
    .bind(&category.name_ru)
    .execute(&mut *connection)
    .await?
    .rows_affected();
    let id = sqlx::query_scalar(
        "SELECT id FROM categories WHERE slug = $1 OR lower(name) = lower($2) \
         ORDER BY slug = $1 DESC LIMIT 1",
    )
    .bind(&category.slug)
    .bind(&category.name)
    .fetch_one(connection)
    .await?;
    Ok((id, made > 0))
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
    let slugs =
        sqlx::query_scalar("SELECT slug FROM events UNION ALL SELECT slug FROM event_slugs")
            .fetch_all(connection)
            .await?;
    Ok(slugs.into_iter().collect())
}

pub(crate) async fn insert_bulk(
    connection: &mut PgConnection,
    events: &[NewEvent<'_>],
) -> Result<(), sqlx::Error> {
    insert_each(events).build().persistent(false).execute(connection).await?;
    Ok(())
}
