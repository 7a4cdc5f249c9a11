//! A copy of a message to whoever writes it.

use super::write::proved;
use crate::events::{self, EventRight, owned};
use crate::ids::new_id;
use crate::notifications::{self, MailKind, NewMessage};
use crate::{Actor, Error, Hub, accounts};
use chrono::TimeDelta;
use serde_json::json;
use types::messages::{TESTS_A_DAY, WriteMessage};
use types::{ErrorCode, Locale};

/// What the keys of such copies begin with.
const KEY: &str = "organizer_message:test:";

/// Sends the message to the caller's own address, as its readers would get it.
///
/// # Errors
/// Not found or denied; invalid by field; `email_not_verified`; `too_many_requests` after twenty
/// within a day.
pub async fn send_to_oneself(
    hub: &Hub,
    actor: Actor,
    event: &str,
    mut input: WriteMessage,
) -> Result<(), Error> {
    let user = actor.require_user()?;
    let now = hub.now();
    // When it is to be sent is of no account.
    input.send_at = None;
    if let Err(failure) = input.check(now) {
        events::may(hub, actor, event, EventRight::Bookings).await?;
        return Err(failure.into());
    }
    let key = event.to_owned();
    hub.db
        .unseen()
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                let event = owned(tx, actor, &key, EventRight::Bookings).await?;
                proved(tx, user).await?;
                if !accounts::lock_account(tx, user).await? {
                    return Err(ErrorCode::Unauthenticated.into());
                }
                let (recipient, locale, sent): (String, Locale, i64) = sqlx::query_as(
                    "SELECT u.email, u.locale, (SELECT count(*) FROM mail_messages m
                         WHERE m.recipient = u.email AND m.created_at > $2
                           AND starts_with(m.unique_key, $3))
                     FROM users u WHERE u.id = $1",
                )
                .bind(user)
                .bind(now - TimeDelta::days(1))
                .bind(KEY)
                .fetch_one(&mut *tx)
                .await?;
                if sent >= TESTS_A_DAY {
                    return Err(ErrorCode::TooManyRequests.into());
                }
                let message = NewMessage {
                    unique_key: format!("{KEY}{}", new_id()),
                    kind: MailKind::OrganizerMessage,
                    user_id: Some(user),
                    recipient,
                    locale,
                    booking_id: None,
                    data: json!({
                        "event_id": event.id, "subject": input.subject, "body": input.body,
                        "news": input.news,
                    }),
                };
                // Nothing for the inbox: it is a trial.
                notifications::queue_again(tx, message).await?;
                Ok(())
            })
        })
        .await
}
