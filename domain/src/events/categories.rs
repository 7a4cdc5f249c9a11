//! The categories' use cases: everyone reads, admins write.

use super::store::{self, CategoryRow};
use super::{slug, view};
use crate::accounts;
use crate::audit::Entry;
use crate::db::violated;
use crate::ids::new_id;
use crate::{Actor, Allowed, Error, Hub};
use serde_json::json;
use sqlx::postgres::PgConnection;
use types::events::{Category, CategoryInput};
use types::history::AuditAction;
use types::ids::CategoryId;
use types::{ErrorCode, Locale};

/// Every category by name.
///
/// # Errors
/// What the database says.
pub async fn categories(hub: &Hub, locale: Locale) -> Result<Vec<Category>, Error> {
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
) -> Result<Category, Error> {
    actor.require_admin()?;
    input.check()?;
    let row = hub
        .db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                let row = insert(tx, &input).await.map_err(taken)?;
                let detail = json!({ "slug": row.slug });
                let entry = Entry::new(actor, AuditAction::CategoryCreated, row.id);
                entry.detail(detail).record(tx).await?;
                Ok::<_, Error>(row)
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
) -> Result<Allowed, Error> {
    let allowed = actor.may_as_admin()?;
    let mut connection = hub.db.read().await?;
    let found = store::category_named(&mut connection, &id.to_string()).await?;
    found.map(|_| allowed).ok_or_else(|| ErrorCode::NotFound.into())
}

/// With the slug that was given; else with that of its name, or a numbered one: a slug that another
/// transaction is just taking is waited for, not raced.
async fn insert(tx: &mut PgConnection, input: &CategoryInput) -> Result<CategoryRow, sqlx::Error> {
    let id = CategoryId(new_id());
    if let Some(slug) = &input.slug {
        return store::insert_category(tx, id, slug, input).await;
    }
    let base = slug::of_category(&input.name);
    for number in 1..=9 {
        let slug = if number == 1 { base.clone() } else { format!("{base}-{number}") };
        if let Some(row) = store::insert_category_if_free(tx, id, &slug, input).await? {
            return Ok(row);
        }
    }
    let tail = &id.0.simple().to_string()[20..];
    store::insert_category(tx, id, &format!("{base}-{tail}"), input).await
}

/// # Errors
/// As [`create_category`], or not found.
pub async fn update_category(
    hub: &Hub,
    actor: Actor,
    id: CategoryId,
    mut input: CategoryInput,
    locale: Locale,
) -> Result<Category, Error> {
    may_change_category(hub, actor, id).await?;
    input.check()?;
    let row = hub
        .db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                let slug = input.slug.as_deref();
                let row = store::update_category(tx, id, slug, &input).await.map_err(taken)?;
                let row = row.ok_or(ErrorCode::NotFound)?;
                let detail = json!({ "slug": row.slug });
                let entry = Entry::new(actor, AuditAction::CategoryUpdated, row.id);
                entry.detail(detail).record(tx).await?;
                Ok::<_, Error>(row)
            })
        })
        .await?;
    Ok(view::category(row, locale))
}

/// # Errors
/// Denied to all but admins; not found; there are events in it.
pub async fn delete_category(hub: &Hub, actor: Actor, id: CategoryId) -> Result<(), Error> {
    actor.require_admin()?;
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                let deleted =
                    store::delete_category(tx, id).await.map_err(|error| {
                        match violated(&error) {
                            Some("events_category_id_fkey") => {
                                Error::from(ErrorCode::CategoryInUse)
                            }
                            _ => error.into(),
                        }
                    })?;
                if !deleted {
                    return Err(ErrorCode::NotFound.into());
                }
                Entry::new(actor, AuditAction::CategoryDeleted, id).record(tx).await?;
                Ok(())
            })
        })
        .await
}

fn taken(error: sqlx::Error) -> Error {
    match violated(&error) {
        Some("categories_slug_key" | "categories_name_key") => ErrorCode::SlugTaken.into(),
        _ => error.into(),
    }
}
