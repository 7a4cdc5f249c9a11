//! Sending a message, batch by batch: a run that breaks off anywhere is taken up by the next, and
//! each of the audience gets it once.

use super::begin::begin;
use super::limits;
use crate::Hub;
use crate::audit::Entry;
use crate::jobs::{SendMessage, enqueue};
use crate::notifications::{Audience, MailKind, Progress, tell_attendees};
use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::postgres::PgConnection;
use types::history::AuditAction;
use types::ids::{EventId, MessageId, UserId};

/// Those of the batch, each for the booking that they are written to about.
const BATCH: &str = "SELECT user_id, booking_id, added_at AS since, NULL::jsonb AS data,
         message_id || ':' || user_id AS occasion
     FROM message_recipients WHERE message_id = $1 AND user_id = ANY($2)";

#[derive(sqlx::FromRow)]
struct Sending {
    event_id: EventId,
    organizer_id: UserId,
    subject: String,
    news: bool,
    /// Whether its organizer may still do anything.
    may: bool,
}

/// Begins the message if its time has come, and promises it to the next `limit` of its audience.
/// Beyond what an organizer may send a day it waits for another.
///
/// # Errors
/// What the database says; then no mail of this batch was promised.
pub async fn send(hub: &Hub, id: MessageId, limit: u16) -> Result<Progress, sqlx::Error> {
    begin(hub, id).await?;
    let now = hub.now();
    hub.db.unseen().write(move |tx| Box::pin(next_batch(tx, id, limit, now))).await
}

pub(super) async fn next_batch(
    tx: &mut PgConnection,
    id: MessageId,
    limit: u16,
    now: DateTime<Utc>,
) -> Result<Progress, sqlx::Error> {
    // Held until the end: of two runs one comes second, and finds the next batch.
    let sending: Option<Sending> = sqlx::query_as(
        "SELECT m.event_id, e.organizer_id, m.subject, m.news,
             o.disabled_at IS NULL AND o.deleted_at IS NULL AS may
         FROM messages m JOIN events e ON e.id = m.event_id JOIN users o ON o.id = e.organizer_id
         WHERE m.id = $1 AND m.state = 'SENDING' FOR UPDATE OF m",
    )
    .bind(id)
    .fetch_optional(&mut *tx)
    .await?;
    let Some(sending) = sending.filter(|it| it.may) else { return Ok(Progress::default()) };
    limits::one_after_the_other(tx, sending.organizer_id).await?;
    let turns = limits::turns(tx, sending.organizer_id, now, limit).await?;
    let batch = waiting(tx, id, turns.max(1)).await?;
    if batch.is_empty() {
        return finish(tx, id, sending.event_id, now).await;
    }
    if turns == 0 {
        return Ok(Progress::default());
    }
    leave_out(tx, id, &batch, &sending).await?;
    let staying = still_waiting(tx, id, &batch).await?;
    let audience = Audience::new(BATCH).bind(id)?.bind(staying)?;
    let data = json!({ "message": id, "event_id": sending.event_id, "subject": sending.subject });
    tell_attendees(tx, audience, MailKind::OrganizerMessage, data, limit).await?;
    mark(tx, id, &batch, now).await?;
    Ok(Progress { done: batch.len(), more: true })
}

/// SENDING → SENT.
async fn finish(
    tx: &mut PgConnection,
    id: MessageId,
    event: EventId,
    now: DateTime<Utc>,
) -> Result<Progress, sqlx::Error> {
    sqlx::query("UPDATE messages SET state = 'SENT', sent_at = $2 WHERE id = $1")
        .bind(id)
        .bind(now)
        .execute(&mut *tx)
        .await?;
    Entry::by_system(AuditAction::MessageSent, id).event(event).record(tx).await?;
    Ok(Progress::default())
}

async fn waiting(
    tx: &mut PgConnection,
    id: MessageId,
    limit: u16,
) -> Result<Vec<UserId>, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT user_id FROM message_recipients
         WHERE message_id = $1 AND queued_at IS NULL AND left_out IS NULL
         ORDER BY user_id LIMIT $2",
    )
    .bind(id)
    .bind(i64::from(limit))
    .fetch_all(tx)
    .await
}

async fn still_waiting(
    tx: &mut PgConnection,
    id: MessageId,
    batch: &[UserId],
) -> Result<Vec<UserId>, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT user_id FROM message_recipients
         WHERE message_id = $1 AND user_id = ANY($2) AND queued_at IS NULL AND left_out IS NULL",
    )
    .bind(id)
    .bind(batch)
    .fetch_all(tx)
    .await
}

/// Who may not be written to: whose account is closed, and of news, who wants none.
async fn leave_out(
    tx: &mut PgConnection,
    id: MessageId,
    batch: &[UserId],
    sending: &Sending,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE message_recipients r SET left_out = CASE
             WHEN u.id IS NULL OR u.disabled_at IS NOT NULL OR u.deleted_at IS NOT NULL
             THEN 'disabled' ELSE 'opted_out' END
         FROM unnest($2::uuid[]) AS batch (user_id) LEFT JOIN users u ON u.id = batch.user_id
             LEFT JOIN news_opt_outs o ON o.user_id = batch.user_id AND o.organizer_id = $3
         WHERE r.message_id = $1 AND r.user_id = batch.user_id
           AND (u.id IS NULL OR u.disabled_at IS NOT NULL OR u.deleted_at IS NOT NULL
             OR $4 AND o.user_id IS NOT NULL)",
    )
    .bind(id)
    .bind(batch)
    .bind(sending.organizer_id)
    .bind(sending.news)
    .execute(tx)
    .await?;
    Ok(())
}

/// Writes down whose mail was promised; one that could not be is named in the log.
async fn mark(
    tx: &mut PgConnection,
    id: MessageId,
    batch: &[UserId],
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE message_recipients r SET queued_at = CASE WHEN made.is THEN $3 END,
             left_out = CASE WHEN made.is THEN NULL ELSE 'failed' END
         FROM (SELECT w.user_id, EXISTS (SELECT FROM mail_messages m
                 WHERE m.unique_key = $4 || ':' || w.message_id || ':' || w.user_id) AS is
             FROM message_recipients w WHERE w.message_id = $1 AND w.user_id = ANY($2)
         ) AS made
         WHERE r.message_id = $1 AND r.user_id = made.user_id
           AND r.queued_at IS NULL AND r.left_out IS NULL",
    )
    .bind(id)
    .bind(batch)
    .bind(now)
    .bind(MailKind::OrganizerMessage)
    .execute(tx)
    .await?;
    Ok(())
}

/// The safety net: enqueues messages again whose time has come and of which some are still to go
/// out, be it that a job was lost or that their organizer had sent enough for a day. Answers how
/// many there are.
///
/// # Errors
/// What the database says.
pub async fn messages_due(hub: &Hub) -> Result<u64, sqlx::Error> {
    let now = hub.now();
    hub.db
        .unseen()
        .write(move |tx| {
            Box::pin(async move {
                let due: Vec<MessageId> = sqlx::query_scalar(
                    "SELECT m.id FROM messages m
                     WHERE m.state IN ('SCHEDULED', 'SENDING') AND m.send_at <= $1
                       AND NOT EXISTS (SELECT FROM graphile_worker._private_jobs j
                           WHERE j.key = 'send_message:' || m.id AND j.attempts < j.max_attempts)
                     ORDER BY m.send_at LIMIT 100",
                )
                .bind(now)
                .fetch_all(&mut *tx)
                .await?;
                for message in &due {
                    enqueue(tx, &SendMessage { message: *message }, None).await?;
                }
                Ok(due.len() as u64)
            })
        })
        .await
}
