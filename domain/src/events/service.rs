//! Making and changing events.

use super::entries;
use super::moving::{self, Slot, Times};
use super::policy::{self, Before};
use super::rights::{EventRight, own_locked};
use super::store::{self, EventRow, NewEvent, Values};
use super::view::{self, ViewOptions};
use super::{slug, zone};
use crate::accounts;
use crate::audit::Entry;
use crate::db::violated;
use crate::idempotency::{Answer, IdempotencyKey, Refusal, Request, once};
use crate::ids::new_id;
use crate::jobs::{Arrangement, CancelEventBookings, enqueue};
use crate::notifications::{schedule_reminder, tell_change};
use crate::surveys;
use crate::{Actor, Error, Hub, waitlist};
use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::postgres::PgConnection;
use std::borrow::Cow;
use types::events::{CancelEvent, EventInput, EventPatch, EventStatus, EventView};
use types::history::AuditAction;
use types::ids::{EventId, UserId};
use types::{Currency, ErrorCode, Failure, FieldError, FieldProblem, Locale};

/// # Errors
/// Denied to attendees; invalid by field.
pub async fn create(
    hub: &Hub,
    actor: Actor,
    mut input: EventInput,
    locale: Locale,
) -> Result<EventView, Error> {
    let organizer = actor.require_organizer()?;
    let now = hub.now();
    policy::check(&mut input, None, now)?;
    let row = hub
        .db
        .write(move |tx| {
            Box::pin(async move {
                let verified = acting(tx, organizer).await?;
                let id = EventId(new_id());
                let values = values(tx, organizer, input, None).await?;
                may_be(values.status, verified)?;
                insert(tx, id, organizer, &values).await?;
                surveys::schedule(tx, id, values.status, values.end_date).await?;
                record(tx, actor, AuditAction::EventCreated, id, json!({ "title": values.title }))
                    .await?;
                if values.status == EventStatus::Published {
                    schedule_reminder(tx, id, values.start_date, now).await?;
                }
                reread(tx, id).await
            })
        })
        .await?;
    Ok(owned_view(hub.now(), row, locale))
}

/// Tries the title's slug, then numbered ones, then one with a part of the id: a slug that another
/// transaction is just taking is waited for, not raced.
async fn insert(
    tx: &mut PgConnection,
    id: EventId,
    organizer: UserId,
    values: &Values,
) -> Result<(), Error> {
    let base = slug::slugify(&values.title);
    let new =
        |slug| NewEvent { id, slug, organizer, import_key: None, values: Cow::Borrowed(values) };
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

/// Replaces everything that can be changed.
///
/// # Errors
/// Not found or denied; invalid by field; fewer seats than are taken; cancelled.
pub async fn update(
    hub: &Hub,
    actor: Actor,
    id_or_slug: &str,
    input: EventInput,
    locale: Locale,
) -> Result<EventView, Error> {
    change(hub, actor, id_or_slug, locale, move |_| input).await
}

/// Changes what the patch names.
///
/// # Errors
/// As [`update`].
pub async fn patch(
    hub: &Hub,
    actor: Actor,
    id_or_slug: &str,
    patch: EventPatch,
    locale: Locale,
) -> Result<EventView, Error> {
    change(hub, actor, id_or_slug, locale, move |row| policy::patched(as_input(row), patch)).await
}

async fn change(
    hub: &Hub,
    actor: Actor,
    id_or_slug: &str,
    locale: Locale,
    wish: impl FnOnce(&EventRow) -> EventInput + Send + 'static,
) -> Result<EventView, Error> {
    let user = actor.require_user()?;
    let (now, key) = (hub.now(), id_or_slug.to_owned());
    let settings = hub.settings.clone();
    let row = hub
        .db
        .write(move |tx| {
            Box::pin(async move {
                let verified = acting(tx, user).await?;
                let row = own_locked(tx, actor, &key, EventRight::Edit).await?;
                let before = Before {
                    status: row.status,
                    start_date: row.start_date,
                    refund: row.refund_policy,
                };
                if before.status == EventStatus::Cancelled {
                    return Err(ErrorCode::EventCancelled.into());
                }
                let mut input = wish(&row);
                policy::check(&mut input, Some(before), now)?;
                let values = values(tx, row.organizer_id, input, Some(before)).await?;
                may_be(values.status, verified)?;
                if !store::update(tx, row.id, &values).await? {
                    return Err(refusal(&row, &values));
                }
                move_sessions(tx, &row, &values).await?;
                surveys::schedule(tx, row.id, values.status, values.end_date).await?;
                waitlist::event_changed(tx, row.id, &settings).await?;
                let after = reread(tx, row.id).await?;
                entries::updated(actor, &row, &after).record(tx).await?;
                follow_change(tx, &row, &after, now).await?;
                Ok(after)
            })
        })
        .await?;
    Ok(owned_view(hub.now(), row, locale))
}

/// Locks the caller's account in share mode; whether its address is verified. Before the event's
/// lock, as the lock order wants it.
async fn acting(tx: &mut PgConnection, user: UserId) -> Result<bool, Error> {
    let verified = accounts::stays_verified(tx, user).await?;
    verified.ok_or_else(|| ErrorCode::Unauthenticated.into())
}

/// Only an organizer with a verified address publishes.
fn may_be(status: EventStatus, verified: bool) -> Result<(), Error> {
    if status == EventStatus::Published && !verified {
        return Err(ErrorCode::EmailNotVerified.into());
    }
    Ok(())
}

/// Schedules the news of a change for the attendees, and their reminder.
async fn follow_change(
    tx: &mut PgConnection,
    before: &EventRow,
    after: &EventRow,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    if after.status != EventStatus::Published {
        return Ok(());
    }
    let event = after.id;
    schedule_reminder(tx, event, after.start_date, now).await?;
    let was_published = before.status == EventStatus::Published;
    if after.end_date <= now || !was_published {
        return Ok(());
    }
    tell_change(tx, event, arrangement(before), arrangement(after)).await
}

fn arrangement(row: &EventRow) -> Arrangement {
    Arrangement {
        starts: row.start_date,
        ends: row.end_date,
        timezone: row.timezone.clone(),
        location: row.location.clone(),
        venue: row.venue.clone(),
        online_meeting_url: row.online_meeting_url.clone(),
    }
}

/// Which of the guards in the update's WHERE held.
fn refusal(row: &EventRow, values: &Values) -> Error {
    let code = if row.seats_taken() > values.max_capacity {
        ErrorCode::CapacityBelowTaken
    } else if values.status != row.status {
        ErrorCode::EventHasBookings
    } else if values.currency != row.currency {
        ErrorCode::CurrencyInUse
    } else if values.start_date != row.start_date {
        ErrorCode::EventStarted
    } else {
        ErrorCode::EventHasBookings
    };
    code.into()
}

/// The agenda follows an event that moves, and must then lie within it.
async fn move_sessions(
    tx: &mut PgConnection,
    row: &EventRow,
    values: &Values,
) -> Result<(), Error> {
    let times = |start, end, zone: &str| Times {
        start,
        end,
        zone: zone::parse_zone(zone).unwrap_or(chrono_tz::Tz::UTC),
    };
    let before = times(row.start_date, row.end_date, &row.timezone);
    let after = times(values.start_date, values.end_date, &values.timezone);
    if before == after {
        return Ok(());
    }
    let slots = store::slots(tx, row.id).await?;
    let mut moved =
        moving::follow(before, after, &slots).map_err(|outside| left_out(&outside, after))?;
    moved.retain(|slot| !slots.contains(slot));
    store::move_slots(tx, row.id, &moved).await.map_err(|error| match violated(&error) {
        Some("sessions_room_conflict") => ErrorCode::RoomConflict.into(),
        Some("sessions_speaker_conflict" | "sessions_speaker_name_conflict") => {
            ErrorCode::SpeakerConflict.into()
        }
        _ => error.into(),
    })
}

/// Which end of the event leaves sessions out, and which sessions.
fn left_out(outside: &[Slot], event: Times) -> Failure {
    const NAMED_MAX: usize = 20;
    let ends = [
        ("start_date", outside.iter().any(|slot| slot.start < event.start)),
        ("end_date", outside.iter().any(|slot| slot.end > event.end)),
    ];
    let ends = ends.into_iter().filter(|(_, out)| *out).map(|(field, _)| field.to_owned());
    let sessions = outside.iter().take(NAMED_MAX).map(|slot| format!("sessions.{}", slot.id));
    let error = |field| FieldError { field, problem: FieldProblem::OutsideEvent, limit: None };
    Failure::fields(ends.chain(sessions).map(error).collect())
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
            let row = own_locked(tx, actor, &name, EventRight::Own).await?;
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
            Ok(owned_view(now, reread(tx, row.id).await?, locale))
        })
    })
    .await
}

/// Looks up what the input names.
async fn values(
    tx: &mut PgConnection,
    organizer: UserId,
    input: EventInput,
    before: Option<Before>,
) -> Result<Values, Error> {
    let category_id = store::category_named(tx, &input.category)
        .await?
        .ok_or_else(|| Failure::field("category", FieldProblem::NotFound))?;
    let venue_id = match &input.venue {
        Some(name) => Some(store::upsert_venue(tx, organizer, name).await?),
        None => None,
    };
    let currency = Currency::offered(&input.currency)
        .ok_or_else(|| Failure::field("currency", FieldProblem::Invalid))?;
    let status = policy::status_after(&input, before);
    let refund_before = before.map(|before| before.refund);
    let refund = input.refund_policy.or(refund_before).unwrap_or_default();
    Ok(Values {
        language: policy::language_of(&format!("{} {}", input.title, input.description)),
        // Checked to be within 1 to 1,000,000.
        max_capacity: i32::try_from(input.max_capacity).unwrap_or(i32::MAX),
        max_per_person: input.max_per_person.map(|most| i32::try_from(most).unwrap_or(i32::MAX)),
        timezone: zone::parse_zone(&input.timezone).map_or(input.timezone, |z| z.name().to_owned()),
        title: input.title,
        description: input.description,
        category_id,
        venue_id,
        location: input.location,
        online_meeting_url: input.online_meeting_url,
        start_date: input.start_date,
        end_date: input.end_date,
        price: input.price,
        currency,
        image: input.image,
        refund_full_until_hours: refund.full_until_hours,
        refund_percent_after: refund.late_percent,
        status,
    })
}

fn as_input(row: &EventRow) -> EventInput {
    let row = row.clone();
    EventInput {
        title: row.title,
        description: row.description,
        category: row.category_id.to_string(),
        location: row.location,
        venue: row.venue,
        online_meeting_url: row.online_meeting_url,
        start_date: row.start_date,
        end_date: row.end_date,
        timezone: row.timezone,
        max_capacity: row.max_capacity.into(),
        max_per_person: row.max_per_person.map(Into::into),
        price: row.price,
        currency: row.currency.to_string(),
        image: row.image,
        refund_policy: None,
        status: None,
    }
}

async fn reread(tx: &mut PgConnection, id: EventId) -> Result<EventRow, Error> {
    store::find(tx, &id.to_string()).await?.ok_or_else(|| ErrorCode::NotFound.into())
}

async fn record(
    tx: &mut PgConnection,
    actor: Actor,
    action: AuditAction,
    id: EventId,
    detail: serde_json::Value,
) -> Result<(), sqlx::Error> {
    Entry::new(actor, action, id).detail(detail).record(tx).await
}

fn owned_view(now: DateTime<Utc>, row: EventRow, locale: Locale) -> EventView {
    view::view(row, ViewOptions { now, locale, may_join: true, rendered: true })
}
