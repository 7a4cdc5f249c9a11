//! Surveys: asking attendees for a review once the event is over.
//!
//! The job waits for the event's end and moves with it; a run that stops halfway is taken up by
//! the next one, and no person is asked twice (one message a person and event, by its unique key).

use crate::Hub;
use crate::jobs::{SurveyEvent, enqueue};
use crate::notifications::{Audience, MailKind, Progress, tell_attendees};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use sqlx::postgres::PgConnection;
use types::events::EventStatus;
use types::ids::EventId;

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

#[derive(sqlx::FromRow)]
struct Due {
    status: EventStatus,
    end_date: DateTime<Utc>,
    surveyed_at: Option<DateTime<Utc>>,
}

/// The attendees without a review.
const TO_ASK: &str =
    "SELECT b.user_id, b.id AS booking_id, b.booked_at AS since, NULL::jsonb AS data,
         b.event_id || ':' || b.user_id AS occasion
     FROM bookings b
     WHERE b.event_id = $1 AND b.status = 'CONFIRMED' AND NOT EXISTS (
         SELECT FROM reviews r WHERE r.event_id = b.event_id AND r.user_id = b.user_id)";

/// Promises the question to the next `limit` people who were at the event and have not reviewed it.
/// `None` where the event ends later than the job thought: the sweep comes back to it.
///
/// # Errors
/// What the database says; then this run did nothing.
pub async fn survey(
    hub: &Hub,
    event: EventId,
    limit: u16,
) -> Result<Option<Progress>, sqlx::Error> {
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
                let Some(due) = due else { return Ok(Some(Progress::default())) };
                if due.status != EventStatus::Published || due.surveyed_at.is_some() {
                    return Ok(Some(Progress::default()));
                }
                if now < due.end_date {
                    return Ok(None);
                }
                let guests = Audience::new(TO_ASK).bind(event)?;
                let kind = MailKind::EventSurvey;
                let asked = tell_attendees(tx, guests, kind, json!({}), limit).await?;
                if asked.more {
                    return Ok(Some(asked));
                }
                sqlx::query("UPDATE events SET surveyed_at = clock_timestamp() WHERE id = $1")
                    .bind(event)
                    .execute(tx)
                    .await?;
                Ok(Some(asked))
            })
        })
        .await
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
