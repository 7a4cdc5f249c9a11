//! Effect of a change: what saving a form would bring about, worked out by the rules that do it.

use super::change::{arrangement, as_input};
use super::form;
use super::rights::{EventRight, owned};
use super::service::owned_view;
use super::store::EventRow;
use crate::bookings::policy::is_move;
use crate::notifications::to_tell;
use crate::waitlist::{Promised, would_promise};
use crate::{Actor, Error, Hub};
use sqlx::postgres::PgConnection;
use types::Locale;
use types::effects::ChangeEffect;
use types::event_form::EventForm;
use types::events::{EventInput, EventStatus, EventView};
use types::ids::EventId;

/// What saving this form would do to those who have booked and to those who wait.
///
/// # Errors
/// Not found or denied.
pub async fn change_effect(
    hub: &Hub,
    actor: Actor,
    id_or_slug: &str,
    form: EventForm,
) -> Result<ChangeEffect, Error> {
    let now = hub.now();
    let mut connection = hub.db.read().await?;
    let row = owned(&mut connection, actor, id_or_slug, EventRight::Edit).await?;
    let read = form::read(&form, as_input(&row), &row.unset_fields, Some(&row));
    let after = after(&row, read.wish.input);
    let taken = row.seats_taken();
    let mut effect = ChangeEffect {
        seats_taken: taken,
        below_taken: after.max_capacity < taken,
        problems: read.problems,
        ..ChangeEffect::default()
    };
    if row.status != EventStatus::Published {
        return Ok(effect);
    }
    if row.start_date > now || after.start_date > now {
        let shown = row.hidden_at.is_none();
        let free = if shown && after.start_date > now { after.max_capacity - taken } else { 0 };
        let Promised { parties, seats, left } =
            would_promise(&mut connection, row.id, free).await?;
        effect.parties_offered = parties;
        effect.seats_offered = seats;
        effect.parties_left = left;
    }
    effect.told_of = told_of(&row, &after);
    if after.end_date > now && !effect.told_of.is_empty() {
        effect.people_told = to_tell(&mut connection, row.id).await?;
    }
    if is_move(row.start_date, after.start_date) {
        effect.may_cancel = confirmed(&mut connection, row.id).await?;
    }
    Ok(effect)
}

/// How the page of a form would look: nothing is saved.
///
/// # Errors
/// Not found or denied.
pub async fn preview(
    hub: &Hub,
    actor: Actor,
    id_or_slug: &str,
    form: EventForm,
    locale: Locale,
) -> Result<EventView, Error> {
    let mut connection = hub.db.read().await?;
    let row = owned(&mut connection, actor, id_or_slug, EventRight::Edit).await?;
    let read = form::read(&form, as_input(&row), &row.unset_fields, Some(&row));
    Ok(owned_view(hub.now(), after(&row, read.wish.input), locale))
}

/// The row as it would be, as far as people see it.
fn after(row: &EventRow, input: EventInput) -> EventRow {
    let mut after = row.clone();
    after.max_capacity = i32::try_from(input.max_capacity).unwrap_or(i32::MAX);
    after.title = input.title;
    after.description = input.description;
    after.location = input.location;
    if input.venue != after.venue {
        (after.venue_address, after.venue_notes) = (None, None);
    }
    after.venue = input.venue;
    after.is_online = input.online_meeting_url.is_some();
    after.online_meeting_url = input.online_meeting_url;
    after.start_date = input.start_date;
    after.end_date = input.end_date;
    after.timezone = input.timezone;
    after.price = input.price;
    after.image = input.image;
    if let Some(currency) = types::Currency::offered(&input.currency) {
        after.currency = currency;
    }
    if let Some(policy) = input.refund_policy {
        after.refund_policy = policy;
    }
    after
}

fn told_of(before: &EventRow, after: &EventRow) -> Vec<String> {
    let (before, after) = (arrangement(before), arrangement(after));
    let times = |it: &crate::jobs::Arrangement| (it.starts, it.ends, it.timezone.clone());
    let places = |it: &crate::jobs::Arrangement| (it.location.clone(), it.venue.clone());
    let changed = [
        ("time", times(&before) != times(&after)),
        ("place", places(&before) != places(&after)),
        ("online", before.online_meeting_url != after.online_meeting_url),
    ];
    changed.into_iter().filter(|(_, changed)| *changed).map(|(what, _)| what.to_owned()).collect()
}

async fn confirmed(connection: &mut PgConnection, event: EventId) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar("SELECT count(*) FROM bookings WHERE event_id = $1 AND status = 'CONFIRMED'")
        .bind(event)
        .fetch_one(connection)
        .await
}
