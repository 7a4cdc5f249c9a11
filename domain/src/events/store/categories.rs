//! The SQL of categories.

use super::rows::CategoryRow;
use sqlx::postgres::PgConnection;
use types::events::CategoryInput;
use types::ids::CategoryId;
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
