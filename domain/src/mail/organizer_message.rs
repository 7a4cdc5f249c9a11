//! What an organizer wrote, put into the mail to one of its readers when it is sent: it stands once,
//! however many get it.

use super::draft::{Draft, OrganizerMessage};
use crate::Hub;
use crate::notifications::{MailKind, opt_out_secret};
use serde_json::Value;
use sqlx::postgres::PgConnection;
use types::ids::{EventId, MessageId, UserId};

#[derive(sqlx::FromRow)]
struct Row {
    subject: String,
    body: String,
    news: bool,
    title: String,
    slug: String,
    organizer_id: UserId,
    organizer: String,
    reply_to: Option<String>,
}

/// The mail with the message; without, where that is gone.
pub(super) async fn with_organizer_message(
    hub: &Hub,
    connection: &mut PgConnection,
    mut draft: Draft,
    reader: Option<UserId>,
) -> Result<Draft, sqlx::Error> {
    if draft.kind != MailKind::OrganizerMessage {
        return Ok(draft);
    }
    let text = |name: &str| draft.data.get(name).and_then(Value::as_str);
    let id: Option<MessageId> = text("message").and_then(|id| id.parse().ok());
    let is_test = id.is_none();
    let event: Option<EventId> = text("event_id").and_then(|id| id.parse().ok());
    let row: Option<Row> = sqlx::query_as(
        "SELECT coalesce(m.subject, $3, '') AS subject, coalesce(m.body, $4, '') AS body,
             coalesce(m.news, $5) AS news, e.title, e.slug::text, o.id AS organizer_id,
             o.display_name AS organizer,
             CASE WHEN o.email_verified_at IS NOT NULL AND o.deleted_at IS NULL
                 THEN o.email END AS reply_to
         FROM events e JOIN users o ON o.id = e.organizer_id
             LEFT JOIN messages m ON m.id = $1 AND m.event_id = e.id
         WHERE e.id = $2 AND ($1::uuid IS NULL OR m.id IS NOT NULL)",
    )
    .bind(id)
    .bind(event)
    .bind(text("subject"))
    .bind(text("body"))
    .bind(draft.data.get("news").and_then(Value::as_bool).unwrap_or_default())
    .fetch_optional(connection)
    .await?;
    draft.message = row.map(|row| OrganizerMessage {
        opt_out: reader
            .filter(|_| row.news)
            .map(|reader| opt_out_secret(&hub.settings, row.organizer_id, reader)),
        subject: row.subject,
        body: row.body,
        organizer: row.organizer,
        title: row.title,
        slug: row.slug,
        reply_to: row.reply_to,
        is_test,
    });
    Ok(draft)
}
