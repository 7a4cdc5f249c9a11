//! The SQL of categories.

use super::rows::CategoryRow;
use crate::Error;
use crate::ids::new_id;
use sqlx::postgres::PgConnection;
use sqlx::{Postgres, QueryBuilder};
use types::events::CategoryInput;
use types::ids::CategoryId;
use types::{Failure, FieldProblem};
use uuid::Uuid;

pub(crate) async fn categories(
    connection: &mut PgConnection,
) -> Result<Vec<CategoryRow>, sqlx::Error> {
    sqlx::query_as("SELECT id, slug, name, name_ru FROM categories ORDER BY lower(name), id")
        .fetch_all(connection)
        .await
}

/// The category of that id or slug.
pub(crate) async fn category_named(
    connection: &mut PgConnection,
    id_or_slug: &str,
) -> Result<Option<CategoryId>, sqlx::Error> {
    sqlx::query_scalar("SELECT id FROM categories WHERE slug = $1 OR id = $2")
        .bind(id_or_slug.replace('\0', ""))
        .bind(id_or_slug.parse::<Uuid>().ok())
        .fetch_optional(connection)
        .await
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
        "INSERT INTO categories (id, slug, name, name_ru) VALUES ($1, $2, $3, $4) \
         RETURNING id, slug, name, name_ru",
    )
    .bind(id)
    .bind(slug)
    .bind(&input.name)
    .bind(&input.name_ru)
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
        "INSERT INTO categories (id, slug, name, name_ru) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (slug) DO NOTHING RETURNING id, slug, name, name_ru",
    )
    .bind(id)
    .bind(slug)
    .bind(&input.name)
    .bind(&input.name_ru)
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
        "UPDATE categories SET slug = coalesce($2, slug), name = $3, name_ru = $4 WHERE id = $1 \
         RETURNING id, slug, name, name_ru",
    )
    .bind(id)
    .bind(slug)
    .bind(&input.name)
    .bind(&input.name_ru)
    .fetch_optional(connection)
    .await
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
