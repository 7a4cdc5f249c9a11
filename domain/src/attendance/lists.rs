//! Check-in lists: what is counted apart from an event's entrance.

use crate::accounts;
use crate::audit::Entry;
use crate::db::violated;
use crate::events::{EventRight, may, own_locked, owned};
use crate::ids::new_id;
use crate::{Actor, Allowed, Error, Hub};
use sqlx::postgres::PgConnection;
use types::check_ins::{CheckInList, CheckInListInput, LISTS_MAX, RemovedList};
use types::history::AuditAction;
use types::ids::{CheckInListId, EventId};
use types::{ErrorCode, Failure, FieldProblem};

/// An event's lists, in the order they were made.
///
/// # Errors
/// Not found or denied.
pub async fn lists(hub: &Hub, actor: Actor, event: &str) -> Result<Vec<CheckInList>, Error> {
    let mut connection = hub.db.read().await?;
    let event = owned(&mut connection, actor, event, EventRight::Door).await?;
    Ok(all(&mut connection, event.id).await?)
}

/// Whether the caller may make lists of an event and rename them.
///
/// # Errors
/// Not found or denied.
pub async fn may_change_lists(hub: &Hub, actor: Actor, event: &str) -> Result<Allowed, Error> {
    may(hub, actor, event, EventRight::Edit).await
}

/// Makes a list.
///
/// # Errors
/// Not found or denied; invalid by field, also for a name that another of them has;
/// `too_many_requests` where there are too many.
pub async fn create_list(
    hub: &Hub,
    actor: Actor,
    event: &str,
    mut input: CheckInListInput,
) -> Result<CheckInList, Error> {
    let key = event.to_owned();
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                let event = own_locked(tx, actor, &key, EventRight::Edit).await?;
                input.check()?;
                if all(tx, event.id).await?.len() >= LISTS_MAX {
                    return Err(ErrorCode::TooManyRequests.into());
                }
                let id = CheckInListId(new_id());
                let made: Result<CheckInList, _> = sqlx::query_as(
                    "INSERT INTO check_in_lists (id, event_id, name) VALUES ($1, $2, $3)
                     RETURNING id, name",
                )
                .bind(id)
                .bind(event.id)
                .bind(&input.name)
                .fetch_one(&mut *tx)
                .await;
                let made = made.map_err(taken)?;
                let entry = Entry::new(actor, AuditAction::CheckInListCreated, id).event(event.id);
                entry.change("name", None::<String>, made.name.clone()).record(tx).await?;
                Ok(made)
            })
        })
        .await
}

/// Gives a list another name; what was scanned for it stays.
///
/// # Errors
/// Not found or denied; invalid by field.
pub async fn rename_list(
    hub: &Hub,
    actor: Actor,
    event: &str,
    id: CheckInListId,
    mut input: CheckInListInput,
) -> Result<CheckInList, Error> {
    let key = event.to_owned();
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                let event = own_locked(tx, actor, &key, EventRight::Edit).await?;
                let lists = all(tx, event.id).await?;
                let before =
                    lists.into_iter().find(|list| list.id == id).ok_or(ErrorCode::NotFound)?;
                input.check()?;
                let renamed: Result<CheckInList, _> = sqlx::query_as(
                    "UPDATE check_in_lists SET name = $2 WHERE id = $1 RETURNING id, name",
                )
                .bind(id)
                .bind(&input.name)
                .fetch_one(&mut *tx)
                .await;
                let renamed = renamed.map_err(taken)?;
                let entry = Entry::new(actor, AuditAction::CheckInListRenamed, id).event(event.id);
                entry.change("name", before.name, renamed.name.clone()).record(tx).await?;
                Ok(renamed)
            })
        })
        .await
}

/// Takes a list away: one that nobody was scanned for is deleted, any other archived, so that what was
/// scanned stays. Nobody can be scanned for it any more, and its name is free.
///
/// # Errors
/// Not found or denied.
pub async fn remove_list(
    hub: &Hub,
    actor: Actor,
    event: &str,
    id: CheckInListId,
) -> Result<RemovedList, Error> {
    let key = event.to_owned();
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                let event = own_locked(tx, actor, &key, EventRight::Edit).await?;
                // Whoever is being scanned for it is through, or waits and finds it gone.
                let name: Option<String> = sqlx::query_scalar(
                    "SELECT name FROM check_in_lists
                     WHERE id = $1 AND event_id = $2 AND archived_at IS NULL FOR UPDATE",
                )
                .bind(id)
                .bind(event.id)
                .fetch_optional(&mut *tx)
                .await?;
                let name = name.ok_or(ErrorCode::NotFound)?;
                let archived: bool =
                    sqlx::query_scalar("SELECT EXISTS (SELECT FROM check_ins WHERE list_id = $1)")
                        .bind(id)
                        .fetch_one(&mut *tx)
                        .await?;
                let action = if archived {
                    sqlx::query(
                        "UPDATE check_in_lists SET archived_at = clock_timestamp() WHERE id = $1",
                    )
                    .bind(id)
                    .execute(&mut *tx)
                    .await?;
                    AuditAction::CheckInListArchived
                } else {
                    sqlx::query("DELETE FROM check_in_lists WHERE id = $1")
                        .bind(id)
                        .execute(&mut *tx)
                        .await?;
                    AuditAction::CheckInListDeleted
                };
                let entry = Entry::new(actor, action, id).event(event.id);
                entry.change("name", name, None::<String>).record(tx).await?;
                Ok(RemovedList { archived })
            })
        })
        .await
}

fn taken(error: sqlx::Error) -> Error {
    match violated(&error) {
        Some("check_in_lists_name_key") => Failure::field("name", FieldProblem::Taken).into(),
        _ => error.into(),
    }
}

pub(super) async fn all(
    connection: &mut PgConnection,
    event: EventId,
) -> Result<Vec<CheckInList>, sqlx::Error> {
    sqlx::query_as(
        "SELECT id, name FROM check_in_lists WHERE event_id = $1 AND archived_at IS NULL
         ORDER BY created_at, id",
    )
    .bind(event)
    .fetch_all(connection)
    .await
}

/// Whether a list is one of the event, archived or not; its entrance is.
pub(super) async fn of_event(
    connection: &mut PgConnection,
    event: EventId,
    list: Option<CheckInListId>,
) -> Result<(), Error> {
    let Some(list) = list else { return Ok(()) };
    let known: bool = sqlx::query_scalar(
        "SELECT EXISTS (SELECT FROM check_in_lists WHERE id = $1 AND event_id = $2)",
    )
    .bind(list)
    .bind(event)
    .fetch_one(connection)
    .await?;
    if known { Ok(()) } else { Err(unknown()) }
}

/// Holds a list of the event until the transaction ends, so that it is not deleted meanwhile; answers
/// whether it is still scanned for. The entrance is.
pub(super) async fn held(
    tx: &mut PgConnection,
    event: EventId,
    list: Option<CheckInListId>,
) -> Result<bool, Error> {
    let Some(list) = list else { return Ok(true) };
    let open: Option<bool> = sqlx::query_scalar(
        "SELECT archived_at IS NULL FROM check_in_lists
         WHERE id = $1 AND event_id = $2 FOR KEY SHARE",
    )
    .bind(list)
    .bind(event)
    .fetch_optional(tx)
    .await?;
    open.ok_or_else(unknown)
}

/// Says that there is no such list to scan for.
pub(super) fn unknown() -> Error {
    Failure::field("list", FieldProblem::NotFound).into()
}
