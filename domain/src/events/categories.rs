//! The categories' use cases: everyone reads, admins write.

use super::store::{self, CategoryRow};
use super::{slug, view};
use crate::accounts;
use crate::audit::{Entry, Object};
use crate::db::violated;
use crate::ids::new_id;
use crate::{Actor, Allowed, Error, Hub};
use serde_json::json;
use sqlx::postgres::PgConnection;
use types::events::{AdminCategory, Category, CategoryInput, MergeCategory};
use types::history::{AuditAction, ObjectKind};
use types::ids::CategoryId;
use types::{ErrorCode, Failure, FieldProblem, Locale};

/// Every category, in their order.
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

/// Every category with both names and how many events are in it, in their order.
///
/// # Errors
/// Denied to all but admins.
pub async fn admin_categories(hub: &Hub, actor: Actor) -> Result<Vec<AdminCategory>, Error> {
    actor.require_admin()?;
    Ok(store::admin_categories(&mut *hub.db.read().await?).await?)
}

/// Puts the events of a category into another one and takes it away; its address leads there.
///
/// # Errors
/// Denied to all but admins; not found; invalid where `into` is no other category.
pub async fn merge_category(
    hub: &Hub,
    actor: Actor,
    id: CategoryId,
    input: MergeCategory,
    locale: Locale,
) -> Result<Category, Error> {
    may_change_category(hub, actor, id).await?;
    let into = hub
        .db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                let wrong = |problem| Error::from(Failure::field("into", problem));
                let into = store::hold_category(tx, &input.into).await?;
                let into = into.ok_or_else(|| wrong(FieldProblem::NotFound))?;
                if into == id {
                    return Err(wrong(FieldProblem::Invalid));
                }
                // Events come before their category, as who changes one locks them; those that came
                // while this waited follow.
                let moved = store::move_events(tx, id, into).await?;
                if !store::lock_category(tx, id).await? {
                    return Err(ErrorCode::NotFound.into());
                }
                let moved = moved + store::move_events(tx, id, into).await?;
                store::replace_category(tx, id, into).await?;
                let detail = json!({ "into": into, "events": moved });
                let entry = Entry::new(actor, AuditAction::CategoryMerged, id);
                entry.detail(detail.clone()).record(tx).await?;
                let events = Object::many(ObjectKind::Event);
                let entry = Entry::new(actor, AuditAction::CategoryMerged, events);
                entry.detail(detail).record(tx).await?;
                Ok(into)
            })
        })
        .await?;
    let rows = store::categories(&mut *hub.db.read().await?).await?;
    let row = rows.into_iter().find(|row| row.id == into).ok_or(ErrorCode::NotFound)?;
    Ok(view::category(row, locale))
}

fn taken(error: sqlx::Error) -> Error {
    match violated(&error) {
        Some("categories_slug_key" | "categories_name_key") => ErrorCode::SlugTaken.into(),
        _ => error.into(),
    }
}
