//! Surveys: asking attendees for a review once the event is over.
//!
//! The job waits for the event's end and moves with it; a run that stops halfway is taken up by
//! the next one, and nobody is asked twice (one message a person and event, by its unique key).

use crate::Hub;
use crate::jobs::{SurveyEvent, enqueue};
use crate::notifications::{MailKind, NewMessage, queue_each};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use sqlx::postgres::PgConnection;
use types::Locale;
use types::events::EventStatus;
use types::ids::{BookingId, EventId, UserId};

/// How long after its end an event without a job is still asked about.
const REMEMBERED: TimeDelta = TimeDelta::days(7);

/// Puts the job where a published event's end is now.
pub(crate) async fn schedule(
    tx: &mut PgConnection,
    event: EventId,
    status: EventStatus,
    end_date: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    if status == EventStatus::Published {
        enqueue(tx, &SurveyEvent { event }, Some(end_date)).await?;
    }
    Ok(())
}

/// What one run did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Surveyed {
    /// Everybody has been asked, now or before, or there is nothing to ask.
    Done { asked: usize },
    /// There may be more people to ask.
    More { asked: usize },
    /// The event ends later than the job thought: the sweep comes back to it.
    NotYet,
}

#[derive(sqlx::FromRow)]
struct Due {
    status: EventStatus,
    end_date: DateTime<Utc>,
    surveyed_at: Option<DateTime<Utc>>,
}

#[derive(sqlx::FromRow)]
struct Guest {
    id: UserId,
    email: String,
    locale: Locale,
    booking: BookingId,
}

/// Promises the question to the next `limit` people who were at the event and have not reviewed it.
///
/// # Errors
/// What the database says; then this run did nothing.
pub async fn survey(hub: &Hub, event: EventId, limit: u16) -> Result<Surveyed, sqlx::Error> {
    let now = hub.now();
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                let due: Option<Due> = sqlx::query_as(
                    "SELECT status, end_date, surveyed_at FROM events
                     WHERE id = $1 FOR NO KEY UPDATE",
                )
                .bind(event)
                .fetch_optional(&mut *tx)
                .await?;
                let Some(due) = due else { return Ok(Surveyed::Done { asked: 0 }) };
                if due.status != EventStatus::Published || due.surveyed_at.is_some() {
                    return Ok(Surveyed::Done { asked: 0 });
                }
                if now < due.end_date {
                    return Ok(Surveyed::NotYet);
                }
                let guests = unasked(tx, event, limit).await?;
                let questions = guests.iter().map(|guest| question(event, guest)).collect();
                let asked = queue_each(tx, questions).await?;
                // Where nobody could be asked, another run would ask nobody either.
                if guests.len() == usize::from(limit) && asked > 0 {
                    return Ok(Surveyed::More { asked });
                }
                sqlx::query("UPDATE events SET surveyed_at = clock_timestamp() WHERE id = $1")
                    .bind(event)
                    .execute(tx)
                    .await?;
                Ok(Surveyed::Done { asked })
            })
        })
        .await
}

/// Each person once, however many bookings they have.
async fn unasked(
    tx: &mut PgConnection,
    event: EventId,
    limit: u16,
) -> Result<Vec<Guest>, sqlx::Error> {
    sqlx::query_as(
        "SELECT DISTINCT ON (u.id) u.id, u.email, u.locale, b.id AS booking
         FROM bookings b JOIN users u ON u.id = b.user_id
         WHERE b.event_id = $1 AND b.status = 'CONFIRMED' AND u.deleted_at IS NULL
             AND u.disabled_at IS NULL
             AND NOT EXISTS (
                 SELECT FROM reviews r WHERE r.event_id = b.event_id AND r.user_id = b.user_id)
             AND NOT EXISTS (
                 SELECT FROM mail_messages m
                 WHERE m.unique_key = 'event_survey:' || b.event_id || ':' || u.id)
         ORDER BY u.id, b.booked_at LIMIT $2",
    )
    .bind(event)
    .bind(i64::from(limit))
    .fetch_all(tx)
    .await
}

fn question(event: EventId, guest: &Guest) -> NewMessage {
    let kind = MailKind::EventSurvey;
    NewMessage {
        unique_key: format!("{kind}:{event}:{}", guest.id),
        kind,
        user_id: Some(guest.id),
        recipient: guest.email.clone(),
        locale: guest.locale,
        booking_id: Some(guest.booking),
        data: json!({}),
    }
}

/// The safety net: puts a job for every event that is over, was not asked about and has none that
/// is alive, such as those that were imported. Answers how many there were.
///
/// # Errors
/// What the database says.
pub async fn survey_due(hub: &Hub) -> Result<u64, sqlx::Error> {
    let now = hub.now();
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                let events: Vec<EventId> = sqlx::query_scalar(
                    "SELECT id FROM events
                     WHERE status = 'PUBLISHED' AND surveyed_at IS NULL AND end_date <= $1
                         AND end_date > $2 AND seats_confirmed > 0
                         AND NOT EXISTS (SELECT FROM graphile_worker._private_jobs
                             WHERE key = 'survey_event:' || events.id
                                 AND attempts < max_attempts)
                     ORDER BY end_date LIMIT 100",
                )
                .bind(now)
                .bind(now - REMEMBERED)
                .fetch_all(&mut *tx)
                .await?;
                for event in &events {
                    let job = SurveyEvent { event: *event };
                    enqueue(tx, &job, None).await?;
                }
                Ok::<_, sqlx::Error>(events.len() as u64)
            })
        })
        .await
}

#[cfg(test)]
mod tests;
