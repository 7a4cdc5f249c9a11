//! Making, deleting and cancelling events.

use super::change::{Change, Wish, values};
use super::open::may_open_another;
use super::policy;
use super::rights::{EventRight, own_locked};
use super::store::{self, EventRow, NewEvent, Values};
use super::view::{self, ViewOptions};
use super::{slug, uploads};
use crate::accounts;
use crate::audit::Entry;
use crate::idempotency::{Answer, IdempotencyKey, Refusal, Request, once};
use crate::ids::new_id;
use crate::jobs::{CancelEventBookings, enqueue};
use crate::notifications::schedule_reminder;
use crate::surveys;
use crate::{Actor, Error, Hub, ticket_types};
use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::postgres::PgConnection;
use std::borrow::Cow;
use types::events::{CancelEvent, EventInput, EventStatus, EventView};
use types::history::AuditAction;
use types::ids::{EventId, UserId};
use types::{ErrorCode, Failure, FieldProblem, Locale};

/// # Errors
/// Denied to attendees; invalid by field.
pub async fn create(
    hub: &Hub,
    actor: Actor,
    input: EventInput,
    locale: Locale,
) -> Result<EventView, Error> {
    let made = create_once(hub, actor, input, locale, None).await;
    made.map(|answer| answer.value).map_err(|refusal| refusal.failure.into())
}

/// The same, once for the key.
///
/// # Errors
/// As [`create`]; `idempotency_key_reused`.
pub async fn create_once(
    hub: &Hub,
    actor: Actor,
    mut input: EventInput,
    locale: Locale,
    key: Option<IdempotencyKey>,
) -> Result<Answer<EventView>, Refusal> {
    let organizer = actor.require_organizer()?;
    let request =
        key.map(|key| Request::new(hub, organizer, key, "create_event", &input).waiting());
    let (now, settings) = (hub.now(), hub.settings.clone());
    // Told before a transaction is begun for it.
    policy::check(&mut input, &[], None, now)?;
    once(hub, request, move |tx| {
        Box::pin(async move {
            let verified = acting(tx, organizer).await?;
            let how = Change { actor, verified, now, settings: &settings, audited: true };
            let row = make(tx, &how, organizer, Wish { input, unset: Vec::new() }).await?;
            Ok::<_, Error>(owned_shown(tx, now, row, locale).await?)
        })
    })
    .await
}

/// Makes an event of the wish, with all that follows from it.
pub(super) async fn make(
    tx: &mut PgConnection,
    how: &Change<'_>,
    organizer: UserId,
    wish: Wish,
) -> Result<EventRow, Error> {
    let Wish { mut input, unset } = wish;
    policy::check(&mut input, &unset, None, how.now)?;
    uploads::may_show(tx, how.actor, organizer, input.image.as_deref()).await?;
    let id = EventId(new_id());
    let (slug, types) = (input.slug.take(), std::mem::take(&mut input.ticket_types));
    let values = values(tx, (how.actor, organizer), input, unset, None).await?;
    may_be(values.status, how.verified)?;
    if values.status == EventStatus::Published {
        may_open_another(tx, organizer).await?;
    }
    insert(tx, id, organizer, slug, &values).await?;
    surveys::schedule(tx, id, values.status, values.end_date).await?;
    record(tx, how.actor, AuditAction::EventCreated, id, json!({ "title": values.title })).await?;
    let row = reread(tx, id).await?;
    ticket_types::make_first(tx, how.actor, &row, &types).await?;
    if values.status == EventStatus::Published {
        schedule_reminder(tx, id, values.start_date, how.now).await?;
        if !types.is_empty() {
            can_be_sold(tx, id).await?;
        }
    }
    if types.is_empty() { Ok(row) } else { reread(tx, id).await }
}

/// # Errors
/// `validation_failed` where nothing of the event's ticket types can ever be sold.
pub(super) async fn can_be_sold(tx: &mut PgConnection, event: EventId) -> Result<(), Error> {
    if ticket_types::can_be_sold(tx, event).await? {
        Ok(())
    } else {
        Err(Failure::field("ticket_types", FieldProblem::NotAllowed).into())
    }
}

/// Takes the slug that was chosen. Else tries the title's slug, then numbered ones, then one with a part of the id: a slug that another
/// transaction is just taking is waited for, not raced.
async fn insert(
    tx: &mut PgConnection,
    id: EventId,
    organizer: UserId,
    chosen: Option<String>,
    values: &Values,
) -> Result<(), Error> {
    let new =
        |slug| NewEvent { id, slug, organizer, import_key: None, values: Cow::Borrowed(values) };
    if let Some(slug) = chosen {
        slug::check_choice(&slug)?;
        let done = store::insert(tx, new(slug)).await?;
        return if done { Ok(()) } else { Err(slug::taken()) };
    }
    let base = slug::slugify(&values.title);
    // There is no end of events whose title we cannot spell.
    let tries = if base == slug::NAMELESS { 1 } else { 5 };
    for number in 1..=tries {
        let slug = if number == 1 { base.clone() } else { format!("{base}-{number}") };
        if store::insert(tx, new(slug)).await? {
            return Ok(());
        }
    }
    let tail = &id.0.simple().to_string()[20..];
    if store::insert(tx, new(format!("{base}-{tail}"))).await? {
        Ok(())
    } else {
        Err(ErrorCode::SlugTaken.into())
    }
}

/// Locks the caller's account in share mode; whether its address is verified. Before the event's
/// lock, as the lock order wants it.
pub(super) async fn acting(tx: &mut PgConnection, user: UserId) -> Result<bool, Error> {
    let verified = accounts::stays_verified(tx, user).await?;
    verified.ok_or_else(|| ErrorCode::Unauthenticated.into())
}

/// Only an organizer with a verified address publishes.
pub(super) fn may_be(status: EventStatus, verified: bool) -> Result<(), Error> {
    if status == EventStatus::Published && !verified {
        return Err(ErrorCode::EmailNotVerified.into());
    }
    Ok(())
}

/// Deletes an event that was never booked.
///
/// # Errors
/// Not found or denied; there are bookings.
pub async fn delete(hub: &Hub, actor: Actor, id_or_slug: &str) -> Result<(), Error> {
    let user = actor.require_user()?;
    let key = id_or_slug.to_owned();
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                acting(tx, user).await?;
                let row = own_locked(tx, actor, &key, EventRight::Own).await?;
                store::delete(tx, row.id).await.map_err(|error| match &error {
                    sqlx::Error::Database(database) if database.is_foreign_key_violation() => {
                        Error::from(ErrorCode::EventHasBookings)
                    }
                    _ => error.into(),
                })?;
                record(tx, actor, AuditAction::EventDeleted, row.id, json!({ "title": row.title }))
                    .await?;
                Ok(())
            })
        })
        .await
}

/// Cancels an event for good; the job it leaves cancels, refunds and tells every booking.
///
/// # Errors
/// Not found or denied; invalid by field; a draft, over, or cancelled before.
pub async fn cancel(
    hub: &Hub,
    actor: Actor,
    id_or_slug: &str,
    input: CancelEvent,
    locale: Locale,
    key: Option<IdempotencyKey>,
) -> Result<Answer<EventView>, Refusal> {
    let user = actor.require_user()?;
    let operation = format!("cancel_event:{id_or_slug}");
    let request = key.map(|key| Request::new(hub, user, key, &operation, &input));
    let (now, name) = (hub.now(), id_or_slug.to_owned());
    once(hub, request, move |tx| {
        Box::pin(async move {
            acting(tx, user).await?;
            let row = own_locked(tx, actor, &name, EventRight::Cancel).await?;
            let mut input = input;
            input.check()?;
            let refused = match row.status {
                EventStatus::Cancelled => Some(ErrorCode::EventCancelled),
                EventStatus::Draft => Some(ErrorCode::EventNotPublished),
                EventStatus::Published => (row.end_date <= now).then_some(ErrorCode::EventEnded),
            };
            if let Some(code) = refused {
                return Err(Error::from(code));
            }
            let reason = &input.reason;
            store::cancel(tx, row.id, reason).await?;
            enqueue(tx, &CancelEventBookings { event: row.id }, None).await?;
            let entry = Entry::new(actor, AuditAction::EventCancelled, row.id);
            entry
                .change("status", row.status.as_str(), "CANCELLED")
                .reason(reason)
                .record(tx)
                .await?;
            let row = reread(tx, row.id).await?;
            Ok(owned_shown(tx, now, row, locale).await?)
        })
    })
    .await
}

pub(super) async fn reread(tx: &mut PgConnection, id: EventId) -> Result<EventRow, Error> {
    store::find(tx, &id.to_string()).await?.ok_or_else(|| ErrorCode::NotFound.into())
}

pub(super) async fn record(
    tx: &mut PgConnection,
    actor: Actor,
    action: AuditAction,
    id: EventId,
    detail: serde_json::Value,
) -> Result<(), sqlx::Error> {
    Entry::new(actor, action, id).detail(detail).record(tx).await
}

/// [`owned_view`] with its kinds of ticket.
pub(super) async fn owned_shown(
    connection: &mut PgConnection,
    now: DateTime<Utc>,
    row: EventRow,
    locale: Locale,
) -> Result<EventView, sqlx::Error> {
    let ticket_types = ticket_types::shown(connection, &row, &[]).await?;
    let mut view = owned_view(now, row, locale);
    view.event.ticket_types = ticket_types;
    Ok(view)
}

pub(super) fn owned_view(now: DateTime<Utc>, row: EventRow, locale: Locale) -> EventView {
    view::view(row, ViewOptions { now, locale, may_join: true, may_edit: true, rendered: true })
}
