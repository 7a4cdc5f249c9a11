//! Changing and cancelling a message that waits for its time.

use super::limits;
use super::store::{self, MessageRow};
use super::write::{allowed, proved};
use crate::audit::Entry;
use crate::events::{self, EventRight, EventRow, owned};
use crate::jobs::{SendMessage, enqueue};
use crate::{Actor, Error, Hub, accounts};
use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use types::ErrorCode;
use types::history::AuditAction;
use types::ids::MessageId;
use types::messages::{Message, MessageState, WriteMessage, WrittenMessage};

/// Replaces what a message says, to whom it goes and when.
///
/// # Errors
/// Not found or denied; invalid by field; `message_begun` once its time has come; and as
/// [`super::write`].
pub async fn change(
    hub: &Hub,
    actor: Actor,
    event: &str,
    id: MessageId,
    mut input: WriteMessage,
) -> Result<WrittenMessage, Error> {
    let user = actor.require_user()?;
    let now = hub.now();
    if let Err(failure) = input.check(now) {
        events::may(hub, actor, event, EventRight::Bookings).await?;
        return Err(failure.into());
    }
    let key = event.to_owned();
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                let event = owned(tx, actor, &key, EventRight::Bookings).await?;
                proved(tx, user).await?;
                limits::one_after_the_other(tx, event.organizer_id).await?;
                let before = waiting(tx, &event, id, now).await?;
                let recipients = allowed(tx, &event, &input, now).await?;
                let send_at = input.send_at.unwrap_or(now);
                store::update(tx, id, &input, send_at).await?;
                enqueue(tx, &SendMessage { message: id }, input.send_at).await?;
                let mut entry = Entry::new(actor, AuditAction::MessageChanged, id)
                    .event(event.id)
                    .change("subject", before.subject.as_str(), input.subject.as_str())
                    .change("send_at", before.send_at, send_at)
                    .change("news", before.news, input.news);
                if before.body != input.body {
                    entry = entry.changed("body");
                }
                if before.audience.0 != input.audience {
                    entry = entry.changed("audience");
                }
                entry.record(tx).await?;
                Ok(WrittenMessage { id, recipients })
            })
        })
        .await
}

/// Cancels a message that waits; cancelling it again changes nothing.
///
/// # Errors
/// Not found or denied; `message_begun` once its time has come.
pub async fn cancel(hub: &Hub, actor: Actor, event: &str, id: MessageId) -> Result<Message, Error> {
    let (now, key) = (hub.now(), event.to_owned());
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                let event = owned(tx, actor, &key, EventRight::Bookings).await?;
                let row = store::of_event(tx, event.id, id, true).await?;
                let row = row.ok_or(ErrorCode::NotFound)?;
                match row.state {
                    MessageState::Cancelled => return Ok(row.into()),
                    MessageState::Sending | MessageState::Sent => {
                        return Err(ErrorCode::MessageBegun.into());
                    }
                    MessageState::Scheduled => {}
                }
                store::cancel(tx, id, now).await?;
                let entry = Entry::new(actor, AuditAction::MessageCancelled, id);
                entry.event(event.id).record(tx).await?;
                let row = store::of_event(tx, event.id, id, false).await?;
                Ok(row.ok_or(ErrorCode::NotFound)?.into())
            })
        })
        .await
}

/// A message of the event that has not begun.
async fn waiting(
    tx: &mut PgConnection,
    event: &EventRow,
    id: MessageId,
    now: DateTime<Utc>,
) -> Result<MessageRow, Error> {
    let row = store::of_event(tx, event.id, id, true).await?.ok_or(ErrorCode::NotFound)?;
    // Its time has come although no worker has taken it up yet: who wrote it believes it sent.
    if row.state != MessageState::Scheduled || row.send_at <= now {
        return Err(ErrorCode::MessageBegun.into());
    }
    Ok(row)
}
