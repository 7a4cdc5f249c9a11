//! Writing a message, for now or for later.

use super::{limits, store};
use crate::audit::Entry;
use crate::events::{self, EventRight, EventRow, owned};
use crate::idempotency::{Answer, IdempotencyKey, Refusal, Request, once};
use crate::ids::new_id;
use crate::jobs::{SendMessage, enqueue};
use crate::{Actor, Error, Hub, accounts};
use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use types::ErrorCode;
use types::history::{AuditAction, ChangedValue};
use types::ids::{MessageId, UserId};
use types::messages::{WriteMessage, WrittenMessage};

/// Writes a message; the same key does so once.
///
/// # Errors
/// Not found or denied; invalid by field; `email_not_verified` of the caller;
/// `nobody_to_write_to`, `audience_too_large`; `message_limit` for an organizer whom no admin trusts;
/// `too_many_requests` where the event has had enough messages today, or has enough that wait; what
/// an idempotency key can say.
pub async fn write(
    hub: &Hub,
    actor: Actor,
    event: &str,
    mut input: WriteMessage,
    key: Option<IdempotencyKey>,
) -> Result<Answer<WrittenMessage>, Refusal> {
    let user = actor.require_user()?;
    let now = hub.now();
    let operation = format!("write_message:{event}");
    let request = key.map(|key| Request::new(hub, user, key, &operation, &input));
    if let Err(failure) = input.check(now) {
        events::may(hub, actor, event, EventRight::Bookings).await?;
        return Err(failure.into());
    }
    let event = event.to_owned();
    once(hub, request.map(|it| it.waiting().until_done()), move |tx| {
        Box::pin(async move {
            accounts::acting(tx, actor).await?;
            let event = owned(tx, actor, &event, EventRight::Bookings).await?;
            proved(tx, user).await?;
            limits::one_after_the_other(tx, event.organizer_id).await?;
            limits::may_add(tx, event.id, now).await?;
            let recipients = allowed(tx, &event, &input, now).await?;
            let id = MessageId(new_id());
            let send_at = input.send_at.unwrap_or(now);
            store::insert(tx, (id, event.id, Some(user)), &input, send_at).await?;
            enqueue(tx, &SendMessage { message: id }, input.send_at).await?;
            Entry::new(actor, AuditAction::MessageWritten, id)
                .event(event.id)
                .change("subject", ChangedValue::Nothing, input.subject.as_str())
                .change("send_at", ChangedValue::Nothing, send_at)
                .record(tx)
                .await?;
            Ok::<_, Error>(WrittenMessage { id, recipients })
        })
    })
    .await
}

/// How many people the message would go to now, if it may.
pub(super) async fn allowed(
    tx: &mut PgConnection,
    event: &EventRow,
    input: &WriteMessage,
    now: DateTime<Utc>,
) -> Result<i64, Error> {
    let recipients = store::reach(tx, event, (&input.audience, input.news)).await?.recipients;
    limits::may_write(tx, event, (recipients, input.send_at.is_some()), now).await?;
    Ok(recipients)
}

/// Strangers are written to in the name of who has proved their address.
pub(super) async fn proved(tx: &mut PgConnection, user: UserId) -> Result<(), Error> {
    match accounts::stays_verified(tx, user).await? {
        Some(true) => Ok(()),
        Some(false) => Err(ErrorCode::EmailNotVerified.into()),
        None => Err(ErrorCode::Unauthenticated.into()),
    }
}
