//! Check-in lists: what is counted apart from an event's entrance.

use crate::accounts;
use crate::audit::Entry;
use crate::db::violated;
use crate::events::{EventRight, may, own_locked, owned};
use crate::ids::new_id;
use crate::ticket_types::names_of;
use crate::{Actor, Allowed, Error, Hub};
use sqlx::postgres::PgConnection;
use types::check_ins::{CheckInList, CheckInListInput, LISTS_MAX, RemovedList};
use types::history::AuditAction;
use types::ids::{CheckInListId, EventId, TicketTypeId};
use types::ticket_types::TicketTypeRef;
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
/// Not found or denied; invalid by field, also for a name that another of them has, and for kinds of ticket
/// that the event has not; `too_many_requests` where there are too many.
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
                let kinds = names_of(tx, &event, None).await?;
                let wanted = input.ticket_types.unwrap_or_default();
                known(&kinds, &wanted)?;
                let id = CheckInListId(new_id());
                let made: Result<CheckInList, _> = sqlx::query_as(
                    "INSERT INTO check_in_lists (id, event_id, name, ticket_types)
                     VALUES ($1, $2, $3, $4) RETURNING id, name, ticket_types",
                )
                .bind(id)
                .bind(event.id)
                .bind(&input.name)
                .bind(wanted)
                .fetch_one(&mut *tx)
                .await;
                let made = made.map_err(taken)?;
                let entry = Entry::new(actor, AuditAction::CheckInListCreated, id).event(event.id);
                entry
                    .change("name", None::<String>, made.name.clone())
                    .change("ticket_types", None::<String>, said(&kinds, &made.ticket_types))
                    .record(tx)
                    .await?;
                Ok(made)
            })
        })
        .await
}

/// Gives a list another name, and other kinds of ticket that it lets in; what was scanned for it stays.
///
/// # Errors
/// Not found or denied; invalid by field.
pub async fn change_list(
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
                let kinds = names_of(tx, &event, None).await?;
                if let Some(wanted) = &input.ticket_types {
                    known(&kinds, wanted)?;
                }
                let changed: Result<CheckInList, _> = sqlx::query_as(
                    "UPDATE check_in_lists
                     SET name = $2, ticket_types = coalesce($3, ticket_types)
                     WHERE id = $1 RETURNING id, name, ticket_types",
                )
                .bind(id)
                .bind(&input.name)
                .bind(input.ticket_types)
                .fetch_one(&mut *tx)
                .await;
                let changed = changed.map_err(taken)?;
                let (from, to) =
                    (said(&kinds, &before.ticket_types), said(&kinds, &changed.ticket_types));
                let entry = Entry::new(actor, AuditAction::CheckInListRenamed, id).event(event.id);
                entry
                    .change("name", before.name, changed.name.clone())
                    .change("ticket_types", from, to)
                    .record(tx)
                    .await?;
                Ok(changed)
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

/// # Errors
/// One of them is no kind of ticket of the event.
fn known(kinds: &[TicketTypeRef], wanted: &[TicketTypeId]) -> Result<(), Failure> {
    if wanted.iter().all(|wanted| kinds.iter().any(|kind| kind.id == *wanted)) {
        Ok(())
    } else {
        Err(Failure::field("ticket_types", FieldProblem::NotFound))
    }
}

/// The kinds of ticket of a list as the history says them; nothing for all.
fn said(kinds: &[TicketTypeRef], chosen: &[TicketTypeId]) -> Option<String> {
    let names = kinds.iter().filter(|kind| chosen.contains(&kind.id)).map(|kind| &*kind.name);
    (!chosen.is_empty()).then(|| names.collect::<Vec<_>>().join(", "))
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
        "SELECT id, name, ticket_types FROM check_in_lists WHERE event_id = $1 AND archived_at IS NULL
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

/// What is scanned for.
#[derive(Clone, Debug)]
pub(super) enum Held {
    Entrance,
    Open(CheckInList),
    /// Nobody is scanned for it any more.
    Archived,
}

/// Holds a list of the event until the transaction ends, so that it is not deleted meanwhile.
pub(super) async fn held(
    tx: &mut PgConnection,
    event: EventId,
    list: Option<CheckInListId>,
) -> Result<Held, Error> {
    let Some(list) = list else { return Ok(Held::Entrance) };
    let row: Option<HeldRow> = sqlx::query_as(
        "SELECT id, name, ticket_types, archived_at IS NULL AS open FROM check_in_lists
         WHERE id = $1 AND event_id = $2 FOR KEY SHARE",
    )
    .bind(list)
    .bind(event)
    .fetch_optional(tx)
    .await?;
    let row = row.ok_or_else(unknown)?;
    Ok(if row.open { Held::Open(row.list) } else { Held::Archived })
}

#[derive(sqlx::FromRow)]
struct HeldRow {
    #[sqlx(flatten)]
    list: CheckInList,
    open: bool,
}

/// Says that there is no such list to scan for.
pub(super) fn unknown() -> Error {
    Failure::field("list", FieldProblem::NotFound).into()
}
