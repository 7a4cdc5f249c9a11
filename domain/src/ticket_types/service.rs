//! Making, changing, archiving and deleting types.

use super::prices::refresh;
use super::read;
use super::store::{self, Counting, Ordered};
use crate::audit::Entry;
use crate::db::violated;
use crate::events::{EventRight, EventRow, own_locked, owned};
use crate::idempotency::{Answer, IdempotencyKey, Refusal, Request, once};
use crate::ids::new_id;
use crate::{Actor, Allowed, Error, Hub, Settings, accounts, bookings, waitlist};
use sqlx::postgres::PgConnection;
use types::events::EventStatus;
use types::history::AuditAction;
use types::ids::TicketTypeId;
use types::ticket_types::{
    TYPES_MAX, TicketPool, TicketTypeDetails, TicketTypeInput, TicketTypePatch,
};
use types::{ErrorCode, Failure, FieldError, FieldProblem, Money};

/// Whether the caller may change a type.
///
/// # Errors
/// Not found or denied.
pub async fn may_change(
    hub: &Hub,
    actor: Actor,
    event: &str,
    id: TicketTypeId,
) -> Result<Allowed, Error> {
    actor.require_user()?;
    let mut connection = hub.db.read().await?;
    let event = owned(&mut connection, actor, event, EventRight::Edit).await?;
    read::one(&mut connection, event.id, id).await?;
    Ok(Allowed::looked())
}

/// Makes a type, once for the key. What was booked before an event had its first becomes of that type,
/// at the price it was booked at.
///
/// # Errors
/// Not found or denied; invalid by field; `event_cancelled`; `quota_below_taken`; `too_many_requests`
/// where there are too many; `idempotency_key_reused`.
pub async fn create(
    hub: &Hub,
    actor: Actor,
    event: &str,
    input: TicketTypeInput,
    key: Option<IdempotencyKey>,
) -> Result<Answer<TicketTypeDetails>, Refusal> {
    let user = actor.require_user()?;
    let operation = format!("create_ticket_type:{event}");
    let request = key.map(|key| Request::new(hub, user, key, &operation, &input).waiting());
    let (settings, event) = (hub.settings.clone(), event.to_owned());
    once(hub, request, move |tx| {
        Box::pin(async move {
            let event = changeable(tx, actor, &event).await?;
            add(tx, actor, &event, input, &settings).await
        })
    })
    .await
}

/// [`create`], of an event that is locked and may be changed.
pub(crate) async fn add(
    tx: &mut PgConnection,
    actor: Actor,
    event: &EventRow,
    mut input: TicketTypeInput,
    settings: &Settings,
) -> Result<TicketTypeDetails, Error> {
    input.check()?;
    if read::all(tx, event.id).await?.len() >= TYPES_MAX {
        return Err(ErrorCode::TooManyRequests.into());
    }
    let id = TicketTypeId(new_id());
    let live = if event.typed { 0 } else { event.seats_taken() };
    let pools = read::pools(tx, event.id).await?;
    has_room(tx, &pools, id, &input, live).await?;
    let counting = Counting { counted: input.is_counted(), taken: 0 };
    store::insert(tx, event.id, id, &input, counting).await?;
    if !event.typed {
        store::mark(tx, event.id, true).await?;
        bookings::become_of_type(tx, event.id, id).await?;
    }
    if let Some(position) = input.position {
        store::place(tx, Ordered::Types, event.id, id.0, position).await?;
    }
    settle(tx, event, settings).await?;
    let made = read::one(tx, event.id, id).await?;
    let entry = Entry::new(actor, AuditAction::TicketTypeCreated, id);
    told(entry, event, &pools, None, Some(&made)).record(tx).await?;
    Ok(made)
}

/// Replaces everything of a type; one whose place is left out keeps it. Whoever holds a seat keeps the
/// price it was held at.
///
/// # Errors
/// As [`create`].
pub async fn replace(
    hub: &Hub,
    actor: Actor,
    event: &str,
    id: TicketTypeId,
    input: TicketTypeInput,
) -> Result<TicketTypeDetails, Error> {
    write(hub, actor, event, id, move |_| input).await
}

/// Changes what the patch names.
///
/// # Errors
/// As [`create`].
pub async fn change(
    hub: &Hub,
    actor: Actor,
    event: &str,
    id: TicketTypeId,
    patch: TicketTypePatch,
) -> Result<TicketTypeDetails, Error> {
    write(hub, actor, event, id, move |before| patch.over(before)).await
}

async fn write(
    hub: &Hub,
    actor: Actor,
    event: &str,
    id: TicketTypeId,
    wish: impl FnOnce(TicketTypeDetails) -> TicketTypeInput + Send + 'static,
) -> Result<TicketTypeDetails, Error> {
    let (settings, event) = (hub.settings.clone(), event.to_owned());
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                let event = changeable(tx, actor, &event).await?;
                let before = read::one(tx, event.id, id).await?;
                let mut input = wish(before.clone());
                input.check()?;
                let live = store::live_seats(tx, id).await?;
                let pools = read::pools(tx, event.id).await?;
                has_room(tx, &pools, id, &input, live).await?;
                let counted = input.is_counted();
                let counting = Counting { counted, taken: if counted { live } else { 0 } };
                store::update(tx, id, &input, counting).await?;
                if let Some(position) = input.position {
                    store::place(tx, Ordered::Types, event.id, id.0, position).await?;
                }
                settle(tx, &event, &settings).await?;
                let after = read::one(tx, event.id, id).await?;
                let entry = Entry::new(actor, AuditAction::TicketTypeUpdated, id);
                told(entry, &event, &pools, Some(&before), Some(&after)).record(tx).await?;
                Ok(after)
            })
        })
        .await
}

/// Deletes a type that was never booked nor wanted in exchange, and that nobody waits for by name. Without
/// any, the event has one kind of ticket again, at the price that it shows.
///
/// # Errors
/// Not found or denied; `ticket_type_in_use`; `event_cancelled`.
pub async fn delete(hub: &Hub, actor: Actor, event: &str, id: TicketTypeId) -> Result<(), Error> {
    let (settings, event) = (hub.settings.clone(), event.to_owned());
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                let event = changeable(tx, actor, &event).await?;
                let before = read::one(tx, event.id, id).await?;
                let pools = read::pools(tx, event.id).await?;
                if store::is_waited_for(tx, event.id, id).await? {
                    return Err(ErrorCode::TicketTypeInUse.into());
                }
                store::delete(tx, id).await.map_err(in_use)?;
                if read::all(tx, event.id).await?.is_empty() {
                    store::mark(tx, event.id, false).await?;
                }
                settle(tx, &event, &settings).await?;
                let entry = Entry::new(actor, AuditAction::TicketTypeDeleted, id);
                told(entry, &event, &pools, Some(&before), None).record(tx).await?;
                Ok(())
            })
        })
        .await
}

fn in_use(error: sqlx::Error) -> Error {
    match violated(&error) {
        Some(_) => ErrorCode::TicketTypeInUse.into(),
        None => error.into(),
    }
}

/// Locks an event whose tickets the caller may change.
pub(super) async fn changeable(
    tx: &mut PgConnection,
    actor: Actor,
    event: &str,
) -> Result<EventRow, Error> {
    accounts::acting(tx, actor).await?;
    let event = own_locked(tx, actor, event, EventRight::Edit).await?;
    match event.status {
        EventStatus::Cancelled => Err(ErrorCode::EventCancelled.into()),
        EventStatus::Draft | EventStatus::Published => Ok(event),
    }
}

/// What follows from every change: what is taken of pools, the event's price, and seats for those who
/// wait.
pub(super) async fn settle(
    tx: &mut PgConnection,
    event: &EventRow,
    settings: &Settings,
) -> Result<(), Error> {
    store::count_pools(tx, event.id).await?;
    refresh(tx, event.id).await?;
    waitlist::event_changed(tx, event.id, settings).await?;
    Ok(())
}

/// Whether what is taken fits into the quota and the pool that a type is to have.
async fn has_room(
    tx: &mut PgConnection,
    pools: &[TicketPool],
    id: TicketTypeId,
    input: &TicketTypeInput,
    live: i32,
) -> Result<(), Error> {
    if input.quota.is_some_and(|quota| quota < live.into()) {
        return Err(below_taken("quota", live));
    }
    let Some(pool) = input.pool else { return Ok(()) };
    let Some(pool) = pools.iter().find(|it| it.id == pool) else {
        return Err(Failure::field("pool", FieldProblem::NotFound).into());
    };
    let taken = store::taken_with(tx, pool.id, (id, live)).await?;
    if taken > pool.quota { Err(below_taken("pool", taken)) } else { Ok(()) }
}

/// Says how many are taken, beside the field that is too small for them.
pub(super) fn below_taken(field: &str, taken: i32) -> Error {
    let error = FieldError {
        field: field.to_owned(),
        problem: FieldProblem::TooSmall,
        limit: Some(taken.into()),
    };
    let fields = vec![error];
    Failure { fields, limit: Some(taken), ..Failure::new(ErrorCode::QuotaBelowTaken) }.into()
}

/// The entry with every field that is another one.
pub(super) fn told(
    entry: Entry,
    event: &EventRow,
    pools: &[TicketPool],
    before: Option<&TicketTypeDetails>,
    after: Option<&TicketTypeDetails>,
) -> Entry {
    let pool = |it: &TicketTypeDetails| {
        let pool = pools.iter().find(|pool| Some(pool.id) == it.pool);
        pool.map(|pool| pool.name.clone())
    };
    let price = |it: &TicketTypeDetails| Money::new(it.price, event.currency);
    let entry = entry
        .event(event.id)
        .change("name", before.map(|it| it.name.clone()), after.map(|it| it.name.clone()))
        .change("price", before.map(price), after.map(price))
        .change("quota", before.and_then(|it| it.quota), after.and_then(|it| it.quota))
        .change("pool", before.and_then(pool), after.and_then(pool))
        .change("sale_from", before.and_then(|it| it.sale_from), after.and_then(|it| it.sale_from))
        .change(
            "sale_until",
            before.and_then(|it| it.sale_until),
            after.and_then(|it| it.sale_until),
        )
        .change(
            "min_per_booking",
            before.map(|it| it.min_per_booking),
            after.map(|it| it.min_per_booking),
        )
        .change(
            "max_per_booking",
            before.map(|it| it.max_per_booking),
            after.map(|it| it.max_per_booking),
        )
        .change("only_by_code", before.map(|it| it.hidden), after.map(|it| it.hidden))
        .change(
            "offering",
            before.map(|it| it.offering.as_str()),
            after.map(|it| it.offering.as_str()),
        )
        .change("position", before.map(|it| it.position), after.map(|it| it.position));
    let (Some(before), Some(after)) = (before, after) else { return entry };
    [
        ("description", before.description != after.description),
        ("price_steps", before.price_steps != after.price_steps),
    ]
    .into_iter()
    .filter(|(_, changed)| *changed)
    .fold(entry, |entry, (field, _)| entry.changed(field))
}
