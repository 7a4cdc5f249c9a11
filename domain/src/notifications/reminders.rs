//! The reminder one day before an event.
//!
//! One job an event, a day before its start; an event that moves takes its job along, and the
//! sweep finds what has none. Each person is told once, however many bookings they have. Whoever
//! booked within the last day is not reminded: their confirmation is that young. Nor is who just
//! heard that the event moved into the coming day, or is about to: the reminder waits for that news.

use super::message::{MailKind, NewMessage};
use super::store::queue_each;
use crate::Hub;
use crate::jobs::{RemindEvent, enqueue};
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::postgres::PgConnection;
use types::Locale;
use types::ids::{BookingId, EventId, UserId};

const AHEAD: TimeDelta = TimeDelta::days(1);

/// What one run over an event's attendees did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    pub people: usize,
    /// Whether there may be more to tell.
    pub more: bool,
}

/// Puts the event's job where its start now is; what starts within a day needs none.
pub(crate) async fn schedule_reminder(
    tx: &mut PgConnection,
    event: EventId,
    start: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    let due = start - AHEAD;
    if due <= now {
        return Ok(());
    }
    enqueue(tx, &RemindEvent { event }, Some(due)).await
}

/// The events whose day has come and whose attendees were not all reminded of this start.
///
/// # Errors
/// What the database says.
pub async fn remind_due(hub: &Hub) -> Result<u64, sqlx::Error> {
    hub.db
        .write(|tx| {
            Box::pin(async move {
                let due: Vec<EventId> = sqlx::query_scalar(
                    "SELECT e.id FROM events e
                         LEFT JOIN event_reminders r
                             ON r.event_id = e.id AND r.start_date = e.start_date
                     WHERE e.status = 'PUBLISHED' AND r.event_id IS NULL
                       AND e.start_date > clock_timestamp() + interval '1 minute'
                       AND e.start_date <= clock_timestamp() + interval '23 hours 59 minutes'
                       AND NOT EXISTS (SELECT FROM event_changes c WHERE c.event_id = e.id
                           AND c.first_at > clock_timestamp() - interval '20 minutes')
                     ORDER BY e.start_date LIMIT 200",
                )
                .fetch_all(&mut *tx)
                .await?;
                for event in &due {
                    enqueue(tx, &RemindEvent { event: *event }, None).await?;
                }
                Ok(due.len() as u64)
            })
        })
        .await
}

#[derive(sqlx::FromRow)]
struct Person {
    booking_id: BookingId,
    user_id: UserId,
    email: String,
    locale: Locale,
}

/// Reminds the next `limit` attendees of an event that starts within a day.
///
/// # Errors
/// What the database says; then nobody of this batch was told.
pub async fn remind(hub: &Hub, event: EventId, limit: u16) -> Result<Told, sqlx::Error> {
    hub.db.write(move |tx| Box::pin(remind_in(tx, event, limit))).await
}

async fn remind_in(tx: &mut PgConnection, event: EventId, limit: u16) -> Result<Told, sqlx::Error> {
    let start: Option<DateTime<Utc>> = sqlx::query_scalar(
        "SELECT start_date FROM events
         WHERE id = $1 AND status = 'PUBLISHED' AND start_date > clock_timestamp()
           AND start_date <= clock_timestamp() + interval '1 day'
           AND NOT EXISTS (SELECT FROM event_changes c WHERE c.event_id = events.id
               AND c.first_at > clock_timestamp() - interval '20 minutes')",
    )
    .bind(event)
    .fetch_optional(&mut *tx)
    .await?;
    // It was cancelled or put off since: its new time has a job of its own; where news of it is
    // about to go out, the sweep comes back.
    let Some(start) = start else { return Ok(Told { people: 0, more: false }) };
    let occasion = format!("event_reminder:{event}:{}", start.timestamp());
    let people: Vec<Person> = sqlx::query_as(
        "SELECT DISTINCT ON (b.user_id) b.id AS booking_id, b.user_id, u.email, u.locale
         FROM bookings b JOIN users u ON u.id = b.user_id
         WHERE b.event_id = $1 AND b.status = 'CONFIRMED' AND b.confirmed_at <= $2 - interval '1 day'
           AND u.disabled_at IS NULL AND u.deleted_at IS NULL
           AND NOT EXISTS (SELECT FROM mail_messages m
               WHERE m.unique_key = $3 || ':' || b.user_id)
           AND NOT EXISTS (SELECT FROM notifications n
               WHERE n.user_id = b.user_id AND n.event_id = $1
                 AND (n.kind = 'event_reminder'
                         AND n.created_at > clock_timestamp() - interval '20 hours'
                     OR n.kind = 'event_changed' AND n.created_at >= $2 - interval '1 day'))
         ORDER BY b.user_id, b.confirmed_at, b.id LIMIT $4",
    )
    .bind(event)
    .bind(start)
    .bind(&occasion)
    .bind(i64::from(limit))
    .fetch_all(&mut *tx)
    .await?;
    let full = people.len() == usize::from(limit);
    let messages = people.into_iter().map(|person| NewMessage {
        unique_key: format!("{occasion}:{}", person.user_id),
        kind: MailKind::EventReminder,
        user_id: Some(person.user_id),
        recipient: person.email,
        locale: person.locale,
        booking_id: Some(person.booking_id),
        data: serde_json::json!({}),
    });
    let promised = queue_each(tx, messages.collect()).await?;
    // Where nobody could be told, another run would tell nobody either.
    let told = Told { people: promised, more: full && promised > 0 };
    if !told.more {
        sqlx::query(
            "INSERT INTO event_reminders (event_id, start_date) VALUES ($1, $2)
             ON CONFLICT (event_id) DO UPDATE
                 SET start_date = excluded.start_date, done_at = excluded.done_at",
        )
        .bind(event)
        .bind(start)
        .execute(tx)
        .await?;
    }
    Ok(told)
}
