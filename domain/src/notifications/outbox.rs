//! What the worker reads before it sends a message, and writes down after.

use super::message::MailKind;
use crate::Hub;
use crate::bookings::{Details, load_details};
use chrono::{DateTime, Utc};
use serde::Serialize;
use types::Locale;
use types::ids::BookingId;
use uuid::Uuid;

/// A promised message with everything it may speak of.
#[derive(Clone, Debug)]
pub struct Letter {
    pub id: Uuid,
    pub kind: MailKind,
    pub recipient: String,
    pub locale: Locale,
    /// The person's name, if they still have an account.
    pub name: Option<String>,
    /// The person's own time zone.
    pub timezone: Option<String>,
    pub booking: Option<Details>,
    pub data: serde_json::Value,
}

#[derive(sqlx::FromRow)]
struct Row {
    kind: String,
    recipient: String,
    locale: String,
    display_name: Option<String>,
    timezone: Option<String>,
    booking_id: Option<Uuid>,
    data: serde_json::Value,
}

/// A message that is still to be sent; `None` where it was sent or given up.
///
/// # Errors
/// What the database says.
pub async fn letter(hub: &Hub, id: Uuid) -> Result<Option<Letter>, sqlx::Error> {
    let mut connection = hub.db.read().await?;
    let row: Option<Row> = sqlx::query_as(
        "SELECT m.kind, m.recipient, m.locale, u.display_name, u.timezone, m.booking_id, m.data
         FROM mail_messages m LEFT JOIN users u ON u.id = m.user_id
         WHERE m.id = $1 AND m.status = 'QUEUED'",
    )
    .bind(id)
    .fetch_optional(&mut *connection)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let booking = match row.booking_id {
        Some(booking) => load_details(&mut connection, BookingId(booking)).await?,
        None => None,
    };
    let kind = MailKind::parse(&row.kind)
        .ok_or_else(|| sqlx::Error::Decode(format!("mail kind {}", row.kind).into()))?;
    Ok(Some(Letter {
        id,
        kind,
        recipient: row.recipient,
        locale: Locale::from_tag(&row.locale).unwrap_or_default(),
        name: row.display_name,
        timezone: row.timezone,
        booking,
        data: row.data,
    }))
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

/// A message in the list of what was sent.
#[derive(Clone, Debug, Serialize, sqlx::FromRow)]
pub struct ListedMail {
    pub id: Uuid,
    #[sqlx(rename = "recipient")]
    pub to: String,
    pub subject: String,
    pub kind: String,
    pub sent_at: DateTime<Utc>,
    #[sqlx(rename = "body_text")]
    pub text: String,
    #[sqlx(rename = "body_html")]
    pub html: String,
    #[sqlx(json)]
    pub attachments: Vec<String>,
}

/// One message that was sent.
///
/// # Errors
/// What the database says.
pub async fn sent(hub: &Hub, id: Uuid) -> Result<Option<ListedMail>, sqlx::Error> {
    let mut connection = hub.db.read().await?;
    sqlx::query_as(
        "SELECT id, recipient, subject, kind, sent_at, body_text, body_html, attachments
         FROM mail_messages WHERE id = $1 AND status = 'SENT'",
    )
    .bind(id)
    .fetch_optional(&mut *connection)
    .await
}

/// The newest messages that were sent, to one address or to all.
///
/// # Errors
/// What the database says.
pub async fn recent(hub: &Hub, to: Option<&str>) -> Result<Vec<ListedMail>, sqlx::Error> {
    let mut connection = hub.db.read().await?;
    sqlx::query_as(
        "SELECT id, recipient, subject, kind, sent_at, body_text, body_html, attachments
         FROM mail_messages
         WHERE status = 'SENT' AND ($1::text IS NULL OR recipient = $1)
         ORDER BY sent_at DESC, id DESC LIMIT 200",
    )
    .bind(to)
    .fetch_all(&mut *connection)
    .await
}
