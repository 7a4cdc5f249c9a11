//! The log of what was sent.

use crate::Hub;
use chrono::{DateTime, Utc};
use serde::Serialize;
use uuid::Uuid;

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
