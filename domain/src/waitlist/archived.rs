//! The end of a wait for ticket types that are archived: none of them is ever sold again.

use super::ending::end_waiting;
use super::log::Move;
use super::store::{Ending, in_vain};
use crate::db::after_commit::person_changed;
use crate::notifications::{Audience, MailKind, tell_attendees};
use crate::sweep::{Run, SweepError};
use crate::{Actor, Hub};
use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::postgres::PgConnection;
use types::ids::EventId;
use uuid::Uuid;

/// Entries that end in one transaction.
const BATCH: u16 = 100;

/// Ends the waits of parties that would take archived types alone, and tells them; says how many. Until the
/// next look a type that was archived by mistake can be brought back. An event that fails keeps no other
/// from it: they are taken in an order that is another one in every run.
///
/// # Errors
/// Some failed; the others are done.
pub async fn end_for_archived(hub: &Hub) -> Result<u64, SweepError> {
    let mut run = Run::default();
    match concerned(hub).await {
        Ok(events) => {
            for event in events {
                let ended = end_all(hub, event).await;
                run.note(format_args!("event {event}"), None, ended);
            }
        }
        Err(error) => run.note("the events", None, Err(error)),
    }
    run.finish()
}

/// Events with an archived type and a party that waits for such alone.
async fn concerned(hub: &Hub) -> Result<Vec<EventId>, sqlx::Error> {
    let mut connection = hub.db.read().await?;
    sqlx::query_scalar(concat!(
        "SELECT e.id FROM events e
         WHERE e.waitlist_count > 0 AND e.typed AND e.status = 'PUBLISHED'
           AND EXISTS (
               SELECT FROM ticket_types t WHERE t.event_id = e.id AND t.offering = 'ARCHIVED'
           ) AND EXISTS (
               SELECT FROM waitlist_entries w
               WHERE w.event_id = e.id AND w.status = 'WAITING' AND ",
        in_vain!(),
        ")
         ORDER BY random() LIMIT 100"
    ))
    .fetch_all(&mut *connection)
    .await
}

async fn end_all(hub: &Hub, event: EventId) -> Result<u64, sqlx::Error> {
    let mut all = 0;
    loop {
        let ended: Result<usize, sqlx::Error> =
            hub.db.write(move |tx| Box::pin(end_batch(tx, event))).await;
        match ended? {
            0 => return Ok(all),
            ended => all += ended as u64,
        }
    }
}

#[derive(sqlx::FromRow)]
struct Waited {
    slug: String,
    title: String,
    start_date: DateTime<Utc>,
    timezone: String,
}

async fn end_batch(tx: &mut PgConnection, event: EventId) -> Result<usize, sqlx::Error> {
    // Who is told of the event's cancellation is told nothing of its types.
    let waited: Option<Waited> = sqlx::query_as(
        "SELECT slug, title, start_date, timezone FROM events
         WHERE id = $1 AND status = 'PUBLISHED' FOR NO KEY UPDATE",
    )
    .bind(event)
    .fetch_optional(&mut *tx)
    .await?;
    let Some(waited) = waited else { return Ok(0) };
    let by = Actor::Anonymous;
    let ended = end_waiting(tx, by, event, Ending::InVain, BATCH, Move::TypesArchived).await?;
    for (_, user) in &ended {
        person_changed(*user, Some(event));
    }
    let entries: Vec<Uuid> = ended.iter().map(|(entry, _)| *entry).collect();
    let data = json!({
        "event_id": event,
        "title": waited.title,
        "slug": waited.slug,
        "starts": waited.start_date,
        "timezone": waited.timezone,
    });
    let people = Audience::new(ENDED).bind(entries)?;
    tell_attendees(tx, people, MailKind::WaitlistEnded, data, BATCH).await?;
    Ok(ended.len())
}

/// The parties whose wait has just ended, each with the types that it waited for.
const ENDED: &str = "SELECT w.user_id, NULL::uuid AS booking_id, w.joined_at AS since,
         jsonb_build_object('kinds', (
             SELECT string_agg(t.name, ', ' ORDER BY t.position, t.created_at, t.id)
             FROM ticket_types t WHERE t.id = ANY (w.ticket_types)
         )) AS data, w.id::text AS occasion
     FROM waitlist_entries w WHERE w.id = ANY ($1::uuid[])";
