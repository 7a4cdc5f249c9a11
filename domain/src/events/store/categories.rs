//! The SQL of categories.

use super::rows::CategoryRow;
use crate::Error;
use crate::ids::new_id;
use sqlx::postgres::PgConnection;
use sqlx::{Postgres, QueryBuilder};
use types::events::{AdminCategory, CategoryInput};
use types::ids::CategoryId;
use types::{Failure, FieldProblem};
use uuid::Uuid;

pub(crate) async fn categories(
    connection: &mut PgConnection,
) -> Result<Vec<CategoryRow>, sqlx::Error> {
    sqlx::query_as(
        "SELECT id, slug, name, name_ru FROM categories ORDER BY position, lower(name), id",
    )
    .fetch_all(connection)
    .await
}

/// The category of that id or slug, be it of one that was merged into it.
pub(crate) async fn category_named(
    connection: &mut PgConnection,
    id_or_slug: &str,
) -> Result<Option<CategoryId>, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT coalesce(
             (SELECT id FROM categories WHERE slug = $1 OR id = $2 LIMIT 1),
             (SELECT category_id FROM merged_categories WHERE slug = $1 OR former_id = $2 LIMIT 1))",
    )
    .bind(id_or_slug.replace('\0', ""))
    .bind(id_or_slug.parse::<Uuid>().ok())
    .fetch_one(connection)
    .await
}

/// [`category_named`], which stays until the transaction ends: it is not merged under an event that is
/// being put into it.
pub(crate) async fn hold_category(
    connection: &mut PgConnection,
    id_or_slug: &str,
) -> Result<Option<CategoryId>, sqlx::Error> {
    // Whoever waited for a merge finds that it is gone, and looks where it went.
    for _ in 0..2 {
        let Some(id) = category_named(connection, id_or_slug).await? else { return Ok(None) };
        let held = sqlx::query_scalar("SELECT id FROM categories WHERE id = $1 FOR KEY SHARE")
            .bind(id)
            .fetch_optional(&mut *connection)
            .await?;
        if held.is_some() {
            return Ok(held);
        }
    }
    Ok(None)
}

/// Each with how many events are in it, in their order.
pub(crate) async fn admin_categories(
    connection: &mut PgConnection,
) -> Result<Vec<AdminCategory>, sqlx::Error> {
    sqlx::query_as(
        "SELECT c.id, c.slug, c.name, c.name_ru, c.position, coalesce(e.count, 0) AS events_count
         FROM categories c LEFT JOIN (
             SELECT category_id, count(*) FROM events GROUP BY category_id
         ) AS e ON e.category_id = c.id
         ORDER BY c.position, lower(c.name), c.id",
    )
    .fetch_all(connection)
    .await
}

/// Puts the events of one category into another; says how many.
pub(crate) async fn move_events(
    connection: &mut PgConnection,
    from: CategoryId,
    into: CategoryId,
) -> Result<u64, sqlx::Error> {
    let done = sqlx::query("UPDATE events SET category_id = $2 WHERE category_id = $1")
        .bind(from)
        .bind(into)
        .execute(connection)
        .await?;
    Ok(done.rows_affected())
}

/// Locks a category against events that are being put into it; `false` where it is gone.
pub(crate) async fn lock_category(
    connection: &mut PgConnection,
    id: CategoryId,
) -> Result<bool, sqlx::Error> {
    let found = sqlx::query("SELECT FROM categories WHERE id = $1 FOR UPDATE")
        .bind(id)
        .fetch_optional(connection)
        .await?;
    Ok(found.is_some())
}

/// Lets a category's address, and those that led to it, lead to another; then it goes.
pub(crate) async fn replace_category(
    connection: &mut PgConnection,
    from: CategoryId,
    into: CategoryId,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE merged_categories SET category_id = $2 WHERE category_id = $1")
        .bind(from)
        .bind(into)
        .execute(&mut *connection)
        .await?;
    sqlx::query(
        "INSERT INTO merged_categories (slug, former_id, category_id)
         SELECT slug, id, $2 FROM categories WHERE id = $1
         ON CONFLICT (slug) DO UPDATE SET former_id = excluded.former_id,
             category_id = excluded.category_id, merged_at = clock_timestamp()",
    )
    .bind(from)
    .bind(into)
    .execute(&mut *connection)
    .await?;
    delete_category(connection, from).await.map(drop)
}

/// Any category, for a draft that has none yet.
pub(crate) async fn any_category(connection: &mut PgConnection) -> Result<String, Error> {
    sqlx::query_scalar("SELECT id::text FROM categories ORDER BY slug LIMIT 1")
        .fetch_optional(connection)
        .await?
        .ok_or_else(|| Failure::field("category", FieldProblem::NotFound).into())
}

pub(crate) async fn insert_category(
    connection: &mut PgConnection,
    id: CategoryId,
    slug: &str,
    input: &CategoryInput,
) -> Result<CategoryRow, sqlx::Error> {
    sqlx::query_as(
        "INSERT INTO categories (id, slug, name, name_ru, position) \
         VALUES ($1, $2, $3, $4, coalesce($5, 0)) RETURNING id, slug, name, name_ru",
    )
    .bind(id)
    .bind(slug)
    .bind(&input.name)
    .bind(&input.name_ru)
    .bind(position(input))
    .fetch_one(connection)
    .await
}

/// None where the slug is taken.
pub(crate) async fn insert_category_if_free(
    connection: &mut PgConnection,
    id: CategoryId,
    slug: &str,
    input: &CategoryInput,
) -> Result<Option<CategoryRow>, sqlx::Error> {
    sqlx::query_as(
        "INSERT INTO categories (id, slug, name, name_ru, position) \
         VALUES ($1, $2, $3, $4, coalesce($5, 0)) ON CONFLICT (slug) DO NOTHING RETURNING id, slug, name, name_ru",
    )
    .bind(id)
    .bind(slug)
    .bind(&input.name)
    .bind(&input.name_ru)
    .bind(position(input))
    .fetch_optional(connection)
    .await
}

pub(crate) async fn update_category(
    connection: &mut PgConnection,
    id: CategoryId,
    slug: Option<&str>,
    input: &CategoryInput,
) -> Result<Option<CategoryRow>, sqlx::Error> {
    sqlx::query_as(
        "UPDATE categories SET slug = coalesce($2, slug), name = $3, name_ru = $4, \
         position = coalesce($5, position) WHERE id = $1 \
         RETURNING id, slug, name, name_ru",
    )
    .bind(id)
    .bind(slug)
    .bind(&input.name)
    .bind(&input.name_ru)
    .bind(position(input))
    .fetch_optional(connection)
    .await
}

/// Checked to be within 0 to 10,000.
fn position(input: &CategoryInput) -> Option<i32> {
    input.position.map(|position| i32::try_from(position).unwrap_or(i32::MAX))
}

pub(crate) async fn delete_category(
    connection: &mut PgConnection,
    id: CategoryId,
) -> Result<bool, sqlx::Error> {
    let done =
        sqlx::query("DELETE FROM categories WHERE id = $1").bind(id).execute(connection).await?;
    Ok(done.rows_affected() == 1)
}

/// Whether the default categories were not looked at before. A second server that starts at the same
/// time waits here for the first one's commit.
pub(crate) async fn begin_default_categories(
    connection: &mut PgConnection,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query(
        "INSERT INTO setup_steps (step) VALUES ('default_categories') ON CONFLICT DO NOTHING",
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub(crate) async fn has_categories(connection: &mut PgConnection) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar("SELECT EXISTS (SELECT FROM categories)").fetch_one(connection).await
}

/// Each with its slug and its names.
pub(crate) async fn insert_default_categories(
    connection: &mut PgConnection,
    each: &[(&str, &str, &str)],
) -> Result<u64, sqlx::Error> {
    let mut sql =
        QueryBuilder::<Postgres>::new("INSERT INTO categories (id, slug, name, name_ru) ");
    sql.push_values(each, |mut values, (slug, name, name_ru)| {
        values.push_bind(new_id()).push_bind(*slug).push_bind(*name).push_bind(*name_ru);
    });
    // An import may be adding its own at this moment.
    sql.push(" ON CONFLICT DO NOTHING");
    Ok(sql.build().persistent(false).execute(connection).await?.rows_affected())
}
