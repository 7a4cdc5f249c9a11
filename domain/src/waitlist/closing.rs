//! Closing a waitlist: the event was cancelled, or has started.

use super::ending::end_waiting;
use super::log::Move;
use super::store::Ending;
use crate::db::after_commit::person_changed;
use crate::notifications::{Audience, MailKind, tell_attendees};
use crate::sweep::{Run, SweepError};
use crate::{Actor, Hub};
use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::postgres::PgConnection;
use types::ids::{EventId, UserId};

/// Entries that end in one transaction.
const BATCH: u16 = 100;

/// Closes a cancelled event's waitlist and tells those who waited, in batches of a transaction
/// each: a run that stops halfway is taken up by the next one. Says how many.
///
/// # Errors
/// What the database says; what was done before it stays done.
pub async fn close_for_event(hub: &Hub, event: EventId) -> Result<usize, sqlx::Error> {
    let mut closed = 0;
    loop {
        let ended: Result<usize, sqlx::Error> =
            hub.db.write(move |tx| Box::pin(close_batch(tx, event))).await;
        match ended? {
            0 => return Ok(closed),
            ended => closed += ended,
        }
    }
}

#[derive(sqlx::FromRow)]
struct Cancelled {
    slug: String,
    title: String,
    start_date: DateTime<Utc>,
    timezone: String,
    cancel_reason: Option<String>,
}

async fn close_batch(tx: &mut PgConnection, event: EventId) -> Result<usize, sqlx::Error> {
    let cancelled: Option<Cancelled> = sqlx::query_as(
        "SELECT slug, title, start_date, timezone, cancel_reason FROM events
         WHERE id = $1 AND status = 'CANCELLED' FOR NO KEY UPDATE",
    )
    .bind(event)
    .fetch_optional(&mut *tx)
    .await?;
    let Some(cancelled) = cancelled else { return Ok(0) };
    let by = Actor::Anonymous;
    let ended = end_waiting(tx, by, event, Ending::All, BATCH, Move::EventCancelled).await?;
    let users: Vec<UserId> = ended.into_iter().map(|(_, user)| user).collect();
    for user in &users {
        person_changed(*user, Some(event));
    }
    let waited = Audience::new(WAITED).bind(event)?.bind(&users)?;
    let data = json!({
        "event_id": event,
        "title": cancelled.title,
        "slug": cancelled.slug,
        "starts": cancelled.start_date,
        "timezone": cancelled.timezone,
        "reason": cancelled.cancel_reason,
    });
    tell_attendees(tx, waited, MailKind::EventCancelled, data, BATCH).await?;
    Ok(users.len())
}

/// The parties whose wait has just ended; they have no booking.
const WAITED: &str = "SELECT user_id, NULL::uuid AS booking_id, NULL::timestamptz AS since,
         NULL::jsonb AS data, $1::uuid || ':' || user_id AS occasion
     FROM unnest($2::uuid[]) AS waited (user_id)";

/// Ends the wait for events that have started. Says how many. An event that fails keeps no other
/// from it: they are taken in an order that is another one in every run.
///
/// # Errors
/// Some failed; the others are done.
pub async fn close_started(hub: &Hub) -> Result<u64, SweepError> {
    let mut run = Run::default();
    match started(hub).await {
        Ok(events) => {
            for event in events {
                let closed = close_one_started(hub, event).await.map(|closed| closed as u64);
                run.note(format_args!("event {event}"), None, closed);
            }
        }
        Err(error) => run.note("the events", None, Err(error)),
    }
    run.finish()
}

async fn started(hub: &Hub) -> Result<Vec<EventId>, sqlx::Error> {
    let mut connection = hub.db.read().await?;
    sqlx::query_scalar(
        "SELECT id FROM events WHERE waitlist_count > 0 AND start_date <= clock_timestamp()
         ORDER BY random() LIMIT 100",
    )
    .fetch_all(&mut *connection)
    .await
}

async fn close_one_started(hub: &Hub, event: EventId) -> Result<usize, sqlx::Error> {
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                // Asked again under the lock: the event may have been moved meanwhile.
                let started: Option<EventId> = sqlx::query_scalar(
                    "SELECT id FROM events WHERE id = $1 AND start_date <= clock_timestamp()
                     FOR NO KEY UPDATE",
                )
                .bind(event)
                .fetch_optional(&mut *tx)
                .await?;
                let Some(event) = started else { return Ok(0) };
                let (by, started) = (Actor::Anonymous, Move::EventStarted);
                Ok(end_waiting(tx, by, event, Ending::All, BATCH, started).await?.len())
            })
        })
        .await
}
