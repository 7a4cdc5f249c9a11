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
    let event: Option<EventId> = text("event_id").and_then(|id| id.parse().ok());
    let wanted = Wanted {
        id: text("message").and_then(|id| id.parse().ok()),
        subject: text("subject"),
        body: text("body"),
        news: draft.data.get("news").and_then(Value::as_bool).unwrap_or_default(),
    };
    draft.message = message_for(hub, connection, (event, wanted), reader).await?;
    Ok(draft)
}

/// A message by its id, or what a copy of one has of it.
#[derive(Clone, Copy, Default)]
pub(crate) struct Wanted<'a> {
    pub(crate) id: Option<MessageId>,
    pub(crate) subject: Option<&'a str>,
    pub(crate) body: Option<&'a str>,
    pub(crate) news: bool,
}

/// A message of an event as this reader gets it; none where it is gone.
pub(crate) async fn message_for(
    hub: &Hub,
    connection: &mut PgConnection,
    (event, wanted): (Option<EventId>, Wanted<'_>),
    reader: Option<UserId>,
) -> Result<Option<OrganizerMessage>, sqlx::Error> {
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
    .bind(wanted.id)
    .bind(event)
    .bind(wanted.subject)
    .bind(wanted.body)
    .bind(wanted.news)
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|row| OrganizerMessage {
        opt_out: reader
            .filter(|_| row.news)
            .map(|reader| opt_out_secret(&hub.settings, row.organizer_id, reader)),
        subject: row.subject,
        body: row.body,
        organizer: row.organizer,
        title: row.title,
        slug: row.slug,
        reply_to: row.reply_to,
        is_test: wanted.id.is_none(),
    }))
}
