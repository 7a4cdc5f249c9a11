//! The categories' use cases: everyone reads, admins write.

use super::error::EventError;
use super::store;
use super::view;
use crate::accounts;
use crate::audit;
use crate::db::violated;
use crate::ids::new_id;
use crate::{Actor, Allowed, Hub};
use serde_json::json;
use types::events::{Category, CategoryInput};
use types::ids::CategoryId;
use types::{ErrorCode, Locale};

/// Every category by name.
///
/// # Errors
/// What the database says.
pub async fn categories(hub: &Hub, locale: Locale) -> Result<Vec<Category>, EventError> {
    let mut connection = hub.db.read().await?;
    let rows = store::categories(&mut connection).await?;
    Ok(rows.into_iter().map(|row| view::category(row, locale)).collect())
}

/// # Errors
/// Denied to all but admins; invalid by field; the slug or name is taken.
pub async fn create_category(
    hub: &Hub,
    actor: Actor,
    mut input: CategoryInput,
    locale: Locale,
) -> Result<Category, EventError> {
    actor.require_admin().map_err(EventError::Denied)?;
    input.check().map_err(EventError::Invalid)?;
    let row = hub
        .db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor, EventError::Denied).await?;
                let row = store::insert_category(tx, new_id(), &input).await.map_err(taken)?;
                let detail = json!({ "slug": row.slug });
                audit::record(tx, actor, "category.created", subject(row.id), detail).await?;
                Ok::<_, EventError>(row)
            })
        })
        .await?;
    Ok(view::category(row, locale))
}

/// Whether the caller may change a category.
///
/// # Errors
/// Denied to all but admins; not found.
pub async fn may_change_category(
    hub: &Hub,
    actor: Actor,
    id: CategoryId,
) -> Result<Allowed, EventError> {
    let allowed = actor.may_as_admin().map_err(EventError::Denied)?;
    let mut connection = hub.db.read().await?;
    let found = store::category_named(&mut connection, &id.to_string()).await?;
    found.map(|_| allowed).ok_or(EventError::NotFound)
}

/// # Errors
/// As [`create_category`], or not found.
pub async fn update_category(
    hub: &Hub,
    actor: Actor,
    id: CategoryId,
    mut input: CategoryInput,
    locale: Locale,
) -> Result<Category, EventError> {
    may_change_category(hub, actor, id).await?;
    input.check().map_err(EventError::Invalid)?;
    let row = hub
        .db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor, EventError::Denied).await?;
                let row = store::update_category(tx, id.0, &input).await.map_err(taken)?;
                let row = row.ok_or(EventError::NotFound)?;
                let detail = json!({ "slug": row.slug });
                audit::record(tx, actor, "category.updated", subject(row.id), detail).await?;
                Ok::<_, EventError>(row)
            })
        })
        .await?;
    Ok(view::category(row, locale))
}

/// # Errors
/// Denied to all but admins; not found; there are events in it.
pub async fn delete_category(hub: &Hub, actor: Actor, id: CategoryId) -> Result<(), EventError> {
    actor.require_admin().map_err(EventError::Denied)?;
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor, EventError::Denied).await?;
                let deleted =
                    store::delete_category(tx, id.0).await.map_err(|error| {
                        match violated(&error) {
                            Some("events_category_id_fkey") => {
                                EventError::Refused(ErrorCode::CategoryInUse)
                            }
                            _ => error.into(),
                        }
                    })?;
                if !deleted {
                    return Err(EventError::NotFound);
                }
                audit::record(tx, actor, "category.deleted", subject(id.0), json!({})).await?;
                Ok(())
            })
        })
        .await
}

fn taken(error: sqlx::Error) -> EventError {
    match violated(&error) {
        Some("categories_slug_key" | "categories_name_key") => {
            EventError::Refused(ErrorCode::SlugTaken)
        }
        _ => error.into(),
    }
}

fn subject(id: uuid::Uuid) -> String {
    format!("category:{id}")
}
