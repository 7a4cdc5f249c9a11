//! The reminder one day before an event.
//!
//! One job an event, a day before its start; an event that moves takes its job along, and the sweep
//! finds what has none. Each person is told once, however many bookings they have. An attendee who
//! booked within the last day, or was just told that the event moved into it, is not reminded;
//! where such news is about to go out, the reminder waits for it.

use super::attendees::{Audience, Progress, tell_attendees};
use super::holders::holders;
use super::message::MailKind;
use crate::Hub;
use crate::jobs::{RemindEvent, enqueue};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use sqlx::postgres::PgConnection;
use types::ids::EventId;

const AHEAD: TimeDelta = TimeDelta::days(1);

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

/// The attendees confirmed a day before the start who were not just told of this event's time.
const TO_REMIND: &str = concat!(
    "SELECT b.user_id, b.id AS booking_id, b.confirmed_at AS since, NULL::jsonb AS data,
         b.event_id || ':' || $3 || ':' || b.user_id AS occasion
     FROM ",
    holders!(),
    " WHERE b.confirmed_at <= $2 - interval '1 day'
       AND NOT EXISTS (SELECT FROM notifications n
           WHERE n.user_id = b.user_id AND n.event_id = $1
             AND (n.kind = 'event_reminder'
                     AND n.created_at > clock_timestamp() - interval '20 hours'
                 OR n.kind = 'event_changed' AND n.created_at >= $2 - interval '1 day'))",
);

/// Reminds the next `limit` attendees of an event that starts within a day.
///
/// # Errors
/// What the database says; then no message of this batch was promised.
pub async fn remind(hub: &Hub, event: EventId, limit: u16) -> Result<Progress, sqlx::Error> {
    hub.db.write(move |tx| Box::pin(remind_in(tx, event, limit))).await
}

async fn remind_in(
    tx: &mut PgConnection,
    event: EventId,
    limit: u16,
) -> Result<Progress, sqlx::Error> {
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
    let Some(start) = start else { return Ok(Progress::default()) };
    let attendees =
        Audience::new(TO_REMIND).bind(event)?.bind(start)?.bind(start.timestamp().to_string())?;
    let told = tell_attendees(tx, attendees, MailKind::EventReminder, json!({}), limit).await?;
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
