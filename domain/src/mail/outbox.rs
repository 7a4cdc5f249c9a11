//! The outbox: what the worker reads before it sends a message, and records after.

use super::admission::{has_room, withhold};
use super::dead_letters::store as dead_letters_store;
use super::draft::{Draft, Letter};
use super::links::{with_guest_link, with_invitation_link, with_link_of, with_live_link};
use super::organizer_message::with_organizer_message;
use super::policy::{Reach, Withheld};
use crate::Hub;
use crate::bookings::{Reader, former_guest, reader_of};
use crate::notifications::MailKind;
use chrono::{DateTime, Utc};
use types::Locale;
use types::ids::{BookingId, UserId};
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    kind: MailKind,
    recipient: String,
    locale: Locale,
    display_name: Option<String>,
    timezone: Option<String>,
    booking_id: Option<BookingId>,
    data: serde_json::Value,
    verified: bool,
    user_id: Option<UserId>,
    guest: bool,
    created_at: DateTime<Utc>,
}

/// A message that is still to be sent, as it may go to its recipient; `None` where it was sent or
/// given up, or is withheld, which this writes down.
///
/// # Errors
/// What the database says.
pub async fn letter(hub: &Hub, id: Uuid) -> Result<Option<Letter>, sqlx::Error> {
    let Some((draft, verified)) = draft(hub, id).await? else { return Ok(None) };
    let (kind, recipient) = (draft.kind, draft.recipient.clone());
    let withheld = match draft.addressed(verified) {
        Ok(letter) if verified || kind.reach() == Reach::Account => return Ok(Some(letter)),
        Ok(letter) if has_room(hub, id, recipient).await? => return Ok(Some(letter)),
        Ok(_) => Withheld::EnoughToday,
        Err(withheld) => withheld,
    };
    tracing::info!(message = %id, kind = kind.as_str(), %withheld, "mail withheld");
    withhold(hub, id, withheld).await?;
    Ok(None)
}

/// The message and whether its address is verified. Of a deleted account only that is still known.
async fn draft(hub: &Hub, id: Uuid) -> Result<Option<(Draft, bool)>, sqlx::Error> {
    let mut connection = hub.db.read().await?;
    let row: Option<Row> = sqlx::query_as(
        "SELECT m.kind, m.recipient, m.locale, u.display_name, u.timezone, m.booking_id, m.data,
             coalesce(u.email_verified_at IS NOT NULL
                 AND (u.email = m.recipient OR u.deleted_at IS NOT NULL), false) AS verified,
             m.user_id, coalesce(u.is_guest, false) AS guest, m.created_at
         FROM mail_messages m LEFT JOIN users u ON u.id = m.user_id
         WHERE m.id = $1 AND m.status = 'QUEUED'",
    )
    .bind(id)
    .fetch_optional(&mut *connection)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let (mut name, mut booking, mut handed_on) = (row.display_name, None, None);
    let taken_back = row.kind == MailKind::TicketTakenBack;
    if let (Some(of), true) = (row.booking_id, taken_back) {
        booking = former_guest(&mut connection, of, row.user_id).await?;
    } else if let Some(of) = row.booking_id {
        let ticket = row.data.get("ticket").and_then(|id| id.as_str()?.parse().ok());
        match reader_of(&mut connection, of, row.user_id, ticket).await? {
            Reader::Buyer(details) => booking = details.map(|it| *it),
            Reader::Guest(ticket, details) => {
                name = details.tickets.first().map(|it| it.attendee_name.clone());
                (booking, handed_on) = (Some(*details), Some(ticket));
            }
            Reader::Nobody => {
                drop(connection);
                withhold(hub, id, Withheld::TakenBack).await?;
                return Ok(None);
            }
        }
    }
    let draft = Draft {
        id,
        kind: row.kind,
        recipient: row.recipient,
        locale: row.locale,
        name,
        timezone: row.timezone,
        booking,
        data: row.data,
        message: None,
    };
    let draft = with_organizer_message(hub, &mut connection, draft, row.user_id).await?;
    drop(connection);
    let draft = match handed_on {
        Some(ticket) => with_link_of(hub, draft, ticket).await?,
        // The booking's own link is for another, whoever that is.
        None if row.guest && !taken_back => with_guest_link(hub, draft).await?,
        None => draft,
    };
    let draft = with_invitation_link(hub, draft).await?;
    let draft = with_live_link(hub, draft, row.user_id, row.created_at).await?;
    Ok(Some((draft, row.verified)))
}

/// What was sent, as it is kept.
#[derive(Clone, Debug)]
pub struct SentMail {
    pub subject: String,
    pub text: String,
    pub html: String,
    pub attachments: Vec<String>,
}

/// QUEUED → SENT. Secrets leave the row.
///
/// # Errors
/// What the database says.
pub async fn mark_sent(hub: &Hub, id: Uuid, sent: SentMail) -> Result<(), sqlx::Error> {
    hub.db
        .statement(move |connection| {
            Box::pin(async move {
                sqlx::query(
                    "UPDATE mail_messages SET status = 'SENT', sent_at = clock_timestamp(),
                         attempts = attempts + 1, last_error = NULL, subject = $2, body_text = $3,
                         body_html = $4, attachments = $5, data = data - 'token'
                     WHERE id = $1 AND status = 'QUEUED'",
                )
                .bind(id)
                .bind(sent.subject)
                .bind(sent.text)
                .bind(sent.html)
                .bind(sqlx::types::Json(sent.attachments))
                .execute(connection)
                .await
                .map(|_| ())
            })
        })
        .await
}

/// Writes down a try that failed and will be repeated.
///
/// # Errors
/// What the database says.
pub async fn note_failure(hub: &Hub, id: Uuid, error: String) -> Result<(), sqlx::Error> {
    set_failure(hub, id, error, false).await
}

/// QUEUED → FAILED: it will not be tried again by itself. Secrets leave the row.
///
/// # Errors
/// What the database says.
pub async fn mark_failed(hub: &Hub, id: Uuid, error: String) -> Result<(), sqlx::Error> {
    set_failure(hub, id, error, true).await
}

async fn set_failure(
    hub: &Hub,
    id: Uuid,
    error: String,
    for_good: bool,
) -> Result<(), sqlx::Error> {
    let error = error.replace('\0', "");
    hub.db
        .statement(move |connection| {
            Box::pin(async move {
                sqlx::query(
                    "UPDATE mail_messages SET attempts = attempts + 1, last_error = left($2, 2000),
                         status = CASE WHEN $3 THEN 'FAILED' ELSE status END,
                         data = CASE WHEN $3 THEN data - 'token' ELSE data END
                     WHERE id = $1 AND status = 'QUEUED'",
                )
                .bind(id)
                .bind(error)
                .bind(for_good)
                .execute(connection)
                .await
                .map(|_| ())
            })
        })
        .await
}

/// The safety net: queues messages again whose job was lost, and gives those up whose job died
/// before it could say so. Answers how many there were.
///
/// # Errors
/// What the database says.
pub async fn mail_due(hub: &Hub) -> Result<u64, sqlx::Error> {
    let forsaken = hub
        .db
        .write(|tx| {
            Box::pin(async move {
                let forsaken = dead_letters_store::forsaken(tx, 500).await?;
                let lost: Vec<_> = forsaken.iter().filter(|(_, error)| error.is_none()).collect();
                let lost: Vec<Uuid> = lost.into_iter().map(|(id, _)| *id).collect();
                dead_letters_store::requeue(tx, &lost).await?;
                Ok::<_, sqlx::Error>(forsaken)
            })
        })
        .await?;
    let count = forsaken.len() as u64;
    for (id, error) in forsaken {
        if let Some(error) = error {
            mark_failed(hub, id, error).await?;
        }
    }
    Ok(count)
}

/// Those of these messages of which nothing is kept in the database any more: they were deleted, or
/// their reader has left.
///
/// # Errors
/// What the database says.
pub async fn forgotten(hub: &Hub, messages: &[Uuid]) -> Result<Vec<Uuid>, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT kept.id FROM unnest($1) AS kept(id)
         WHERE NOT EXISTS (SELECT FROM mail_messages m
             WHERE m.id = kept.id AND m.recipient NOT LIKE 'deleted-%@deleted.invalid')",
    )
    .bind(messages)
    .fetch_all(&mut *hub.db.read().await?)
    .await
}
