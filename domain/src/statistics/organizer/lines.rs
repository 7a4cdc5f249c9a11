//! Lines of an organizer's events with what was sold of each.

use super::WEEK;
use crate::Actor;
use crate::events::phase::in_phase;
use crate::events::{self, Checked};
use crate::roles::Workload;
use crate::statistics::money;
use crate::ticket_types::sellable;
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use sqlx::postgres::PgConnection;
use std::collections::{HashMap, HashSet};
use types::events::EventStatus;
use types::ids::EventId;
use types::organizer::{EventLine, EventPhase, EventRef};
use types::statistics::SeatCounts;
use types::{Currency, FieldError};

/// Which of an organizer's events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventsWanted {
    /// All of them, where it is none.
    pub phase: Option<EventPhase>,
    /// A part of the title.
    pub search: Option<String>,
}

#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Row {
    id: EventId,
    slug: String,
    title: String,
    image: Option<String>,
    status: EventStatus,
    start_date: DateTime<Utc>,
    end_date: DateTime<Utc>,
    timezone: String,
    max_capacity: i32,
    seats_confirmed: i32,
    seats_held: i32,
    seats_offered: i32,
    waitlist_count: i32,
    price: Decimal,
    currency: Currency,
    unset_fields: Vec<String>,
    sellable: bool,
}

/// The fields that keep a draft from being published.
pub(super) fn missing(event: Checked<'_>, verified: bool, now: DateTime<Utc>) -> Vec<String> {
    fields(events::missing_of(event, verified, now))
}

pub(in crate::statistics) fn fields(errors: Vec<FieldError>) -> Vec<String> {
    errors.into_iter().map(|error| error.field).collect()
}

/// Whether the caller's address is verified: without it nothing is published.
pub(in crate::statistics) async fn is_verified(
    snapshot: &mut PgConnection,
    caller: Actor,
) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar("SELECT email_verified_at IS NOT NULL FROM users WHERE id = $1")
        .bind(caller.user_id())
        .fetch_one(snapshot)
        .await
}

/// The rows of a phase at `$2`, and of a title that holds `$4`.
macro_rules! wanted {
    () => {
        concat!(
            "id = ANY($1) AND ",
            in_phase!("$3", "$2"),
            " AND ($4::text IS NULL OR title ILIKE $4)"
        )
    };
}

fn title(wanted: &EventsWanted) -> Option<String> {
    let text = wanted.search.as_deref()?.trim();
    let literal = types::text::like(text);
    (!text.is_empty()).then(|| format!("%{literal}%"))
}

pub(super) async fn count(
    snapshot: &mut PgConnection,
    events: &[EventId],
    wanted: &EventsWanted,
    now: DateTime<Utc>,
) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar(concat!("SELECT count(*) FROM events WHERE ", wanted!()))
        .bind(events)
        .bind(now)
        .bind(wanted.phase.map(EventPhase::as_str))
        .bind(title(wanted))
        .fetch_one(snapshot)
        .await
}

/// What is to come by its start, what runs by its end, drafts by their last change, anything else
/// the latest first.
pub(super) async fn rows(
    snapshot: &mut PgConnection,
    events: &[EventId],
    wanted: &EventsWanted,
    (limit, offset): (i64, i64),
    now: DateTime<Utc>,
) -> Result<Vec<Row>, sqlx::Error> {
    if limit == 0 {
        return Ok(Vec::new());
    }
    sqlx::query_as(concat!(
        "SELECT id, slug, title, image, status, start_date, end_date, timezone, max_capacity,
             seats_confirmed, seats_held, seats_offered, waitlist_count, price, currency,
             unset_fields, status <> 'DRAFT' OR ",
        sellable!(),
        " AS sellable
         FROM events e WHERE ",
        wanted!(),
        " ORDER BY CASE $3 WHEN 'upcoming' THEN start_date WHEN 'running' THEN end_date END,
             CASE $3 WHEN 'draft' THEN updated_at ELSE start_date END DESC, id
         LIMIT $5 OFFSET $6"
    ))
    .bind(events)
    .bind(now)
    .bind(wanted.phase.map(EventPhase::as_str))
    .bind(title(wanted))
    .bind(limit)
    .bind(offset)
    .fetch_all(snapshot)
    .await
}

/// The lines of these rows, in their order: one query for the trend of all, and one for the money of
/// those where the caller may know of it.
pub(super) async fn with_sales(
    snapshot: &mut PgConnection,
    actor: Actor,
    work: &Workload,
    rows: Vec<Row>,
    now: DateTime<Utc>,
) -> Result<Vec<EventLine>, sqlx::Error> {
    let verified = is_verified(snapshot, actor).await?;
    let ids: Vec<EventId> = rows.iter().map(|row| row.id).collect();
    let weeks = weeks(snapshot, &ids, now).await?;
    let booked: HashSet<EventId> = work.booked.iter().copied().collect();
    let known: Vec<EventId> = ids.into_iter().filter(|id| booked.contains(id)).collect();
    let sales = money::of_events(snapshot, &known).await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let (recent, before) = weeks.get(&row.id).copied().unwrap_or_default();
            let taken = row.seats_confirmed + row.seats_held + row.seats_offered;
            let checked = Checked {
                status: row.status,
                unset_fields: &row.unset_fields,
                start_date: row.start_date,
                sellable: row.sellable,
            };
            let missing = missing(checked, verified, now);
            EventLine {
                phase: EventPhase::of(row.status, row.start_date, row.end_date, now),
                span: events::span(row.start_date, row.end_date, &row.timezone),
                seats: SeatCounts {
                    capacity: row.max_capacity,
                    confirmed: row.seats_confirmed,
                    held: row.seats_held,
                    offered: row.seats_offered,
                    available: (row.max_capacity - taken).max(0),
                },
                revenue: money::revenue_of(&sales, row.id),
                event: EventRef { id: row.id, slug: row.slug, title: row.title },
                image: row.image,
                start_date: row.start_date,
                end_date: row.end_date,
                waiting: row.waitlist_count,
                price: row.price,
                currency: row.currency,
                seats_last_7_days: recent,
                seats_7_days_before: before,
                missing,
            }
        })
        .collect())
}

/// Confirmed seats of each event that were booked within a week, and in the week before. Of each event
/// only the end of its part of an index is read; one sum for each week is three times as quick as two
/// sums with a filter.
pub(in crate::statistics) async fn weeks(
    snapshot: &mut PgConnection,
    events: &[EventId],
    now: DateTime<Utc>,
) -> Result<HashMap<EventId, (i64, i64)>, sqlx::Error> {
    let rows: Vec<(EventId, i64, i64)> = sqlx::query_as(
        "SELECT event.id, coalesce(recent.seats, 0), coalesce(before.seats, 0)
         FROM unnest($1::uuid[]) AS event (id) CROSS JOIN LATERAL (
             SELECT sum(quantity) AS seats FROM bookings
             WHERE event_id = event.id AND status = 'CONFIRMED' AND booked_at > $2
         ) AS recent CROSS JOIN LATERAL (
             SELECT sum(quantity) AS seats FROM bookings
             WHERE event_id = event.id AND status = 'CONFIRMED' AND booked_at > $3
               AND booked_at <= $2
         ) AS before WHERE recent.seats > 0 OR before.seats > 0",
    )
    .bind(events)
    .bind(now - WEEK)
    .bind(now - WEEK * 2)
    .fetch_all(snapshot)
    .await?;
    Ok(rows.into_iter().map(|(id, recent, before)| (id, (recent, before))).collect())
}
