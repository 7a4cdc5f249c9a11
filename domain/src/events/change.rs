//! Changing an event: one way for the API, for its form and for a draft that is kept as it is typed.

use super::moving::{self, Slot, Times};
use super::open::may_open_another;
use super::policy::{self, Before};
use super::rights::{EventRight, own_locked};
use super::service::{acting, can_be_sold, may_be, owned_shown, reread};
use super::store::{self, EventRow, Values};
use super::{entries, slug, uploads, venues, zone};
use crate::db::violated;
use crate::jobs::Arrangement;
use crate::notifications::{schedule_reminder, tell_change};
use crate::surveys;
use crate::{Actor, Error, Hub, Settings, ticket_types, waitlist};
use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use types::events::{EventInput, EventPatch, EventStatus, EventView};
use types::ids::UserId;
use types::{Currency, ErrorCode, Failure, FieldError, FieldProblem, Locale};

/// An event as somebody wants it, and what of it is not chosen yet.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Wish {
    pub input: EventInput,
    /// Fields whose values are stand-ins; only a draft has any.
    pub unset: Vec<String>,
}

/// Who changes an event, and when.
#[derive(Clone, Debug)]
pub(super) struct Change<'a> {
    pub actor: Actor,
    /// The caller's address is verified.
    pub verified: bool,
    pub now: DateTime<Utc>,
    pub settings: &'a Settings,
    /// Whether the audit log is told.
    pub audited: bool,
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
    update_matching(hub, actor, id_or_slug, &Matching::Any, input, locale).await
}

/// [`update`], if the event is still of one of these versions.
///
/// # Errors
/// As [`update`]; `changed_meanwhile`.
pub async fn update_matching(
    hub: &Hub,
    actor: Actor,
    id_or_slug: &str,
    versions: &Matching,
    input: EventInput,
    locale: Locale,
) -> Result<EventView, Error> {
    let wish = move |_: &EventRow| Wish { input, unset: Vec::new() };
    change(hub, actor, id_or_slug, versions, locale, wish).await
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
    patch_matching(hub, actor, id_or_slug, &Matching::Any, patch, locale).await
}

/// [`patch`](patch()), if the event is still of one of these versions.
///
/// # Errors
/// As [`update_matching`].
pub async fn patch_matching(
    hub: &Hub,
    actor: Actor,
    id_or_slug: &str,
    versions: &Matching,
    patch: EventPatch,
    locale: Locale,
) -> Result<EventView, Error> {
    let wish = move |row: &EventRow| {
        let named = policy::named(&patch);
        let unset = row.unset_fields.iter().filter(|field| !named.contains(&field.as_str()));
        Wish { unset: unset.cloned().collect(), input: policy::patched(as_input(row), patch) }
    };
    change(hub, actor, id_or_slug, versions, locale, wish).await
}

/// The versions that a change was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matching {
    Any,
    OneOf(Vec<i32>),
}

impl Matching {
    pub(crate) fn has(&self, version: i32) -> bool {
        match self {
            Self::Any => true,
            Self::OneOf(versions) => versions.contains(&version),
        }
    }
}

async fn change(
    hub: &Hub,
    actor: Actor,
    id_or_slug: &str,
    versions: &Matching,
    locale: Locale,
    wish: impl FnOnce(&EventRow) -> Wish + Send + 'static,
) -> Result<EventView, Error> {
    let user = actor.require_user()?;
    let (now, key, versions) = (hub.now(), id_or_slug.to_owned(), versions.clone());
    let settings = hub.settings.clone();
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                let verified = acting(tx, user).await?;
                let row = own_locked(tx, actor, &key, EventRight::Edit).await?;
                // Asked under the lock: of two changes from one version, the second sees the first.
                if !versions.has(row.version) {
                    return Err(ErrorCode::ChangedMeanwhile.into());
                }
                let wish = wish(&row);
                let how = Change { actor, verified, now, settings: &settings, audited: true };
                let row = apply(tx, &how, row, wish).await?;
                Ok(owned_shown(tx, now, row, locale).await?)
            })
        })
        .await
}

/// Writes the wish over a locked event, with all that follows from it; answers with the row after.
pub(super) async fn apply(
    tx: &mut PgConnection,
    how: &Change<'_>,
    row: EventRow,
    wish: Wish,
) -> Result<EventRow, Error> {
    let Change { actor, verified, now, settings, audited } = *how;
    let before = Before::of(&row);
    if before.status == EventStatus::Cancelled {
        return Err(ErrorCode::EventCancelled.into());
    }
    let Wish { mut input, unset } = wish;
    policy::check(&mut input, &unset, Some(before), now)?;
    if input.image != row.image {
        uploads::may_show(tx, actor, row.organizer_id, input.image.as_deref()).await?;
    }
    let slug = input.slug.take();
    let values = values(tx, (actor, row.organizer_id), input, unset, Some(before)).await?;
    may_be(values.status, verified)?;
    if values.status == EventStatus::Published && before.status != EventStatus::Published {
        may_open_another(tx, row.organizer_id).await?;
    }
    if !store::update(tx, row.id, &values).await? {
        return Err(refusal(&row, &values));
    }
    // Its price is that of its types, whatever was sent.
    if row.typed {
        ticket_types::refresh(tx, row.id).await?;
        if values.status == EventStatus::Published && before.status != EventStatus::Published {
            can_be_sold(tx, row.id).await?;
        }
    }
    slug::change(tx, &row, slug, &values.title).await?;
    move_sessions(tx, &row, &values).await?;
    surveys::schedule(tx, row.id, values.status, values.end_date).await?;
    waitlist::event_changed(tx, row.id, settings).await?;
    let after = reread(tx, row.id).await?;
    if audited {
        entries::updated(actor, &row, &after).record(tx).await?;
    }
    follow_change(tx, &row, &after, now).await?;
    Ok(after)
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

pub(super) fn arrangement(row: &EventRow) -> Arrangement {
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
    store::move_slots(tx, row.id, &moved).await.map_err(clash)
}

/// A room or a speaker that two sessions would have at once.
pub(super) fn clash(error: sqlx::Error) -> Error {
    match violated(&error) {
        Some("sessions_room_conflict") => ErrorCode::RoomConflict.into(),
        Some("sessions_speaker_conflict" | "sessions_speaker_name_conflict") => {
            ErrorCode::SpeakerConflict.into()
        }
        _ => error.into(),
    }
}

/// Which end of the event leaves sessions out, and which sessions.
pub(super) fn left_out(outside: &[Slot], event: Times) -> Failure {
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

/// Looks up what the input names.
pub(super) async fn values(
    tx: &mut PgConnection,
    by: (Actor, UserId),
    input: EventInput,
    unset_fields: Vec<String>,
    before: Option<Before>,
) -> Result<Values, Error> {
    let category_id = store::hold_category(tx, &input.category)
        .await?
        .ok_or_else(|| Failure::field("category", FieldProblem::NotFound))?;
    let venue_id = match &input.venue {
        Some(name) => Some(venues::named(tx, by, name).await?),
        None => None,
    };
    let currency = Currency::offered(&input.currency)
        .ok_or_else(|| Failure::field("currency", FieldProblem::Invalid))?;
    let status = policy::status_after(&input, before);
    let refund_before = before.map(|before| before.refund);
    let refund = input.refund_policy.or(refund_before).unwrap_or_default();
    Ok(Values {
        language: input
            .language
            .unwrap_or_else(|| policy::language_of_both(&input.title, &input.description)),
        // Checked to be within 1 to 1,000,000.
        max_capacity: i32::try_from(input.max_capacity).unwrap_or(i32::MAX),
        waitlist_open: input
            .waitlist_open
            .or(before.map(|before| before.waitlist_open))
            .unwrap_or(true),
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
        unset_fields,
    })
}

/// The event as it would be sent. A language that its text shows by itself counts as not chosen: it
/// follows the text.
pub(super) fn as_input(row: &EventRow) -> EventInput {
    let row = row.clone();
    let shown = policy::language_of_both(&row.title, &row.description);
    EventInput {
        slug: None,
        language: (row.language != shown).then_some(row.language),
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
        waitlist_open: Some(row.waitlist_open),
        price: row.price,
        ticket_types: Vec::new(),
        currency: row.currency.to_string(),
        image: row.image,
        refund_policy: Some(row.refund_policy),
        status: None,
    }
}
