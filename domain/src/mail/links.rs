//! Messages with a link that works only so long.

use super::draft::Draft;
use crate::{Hub, accounts, bookings};
use chrono::{DateTime, Utc};
use types::ids::UserId;

/// The message with a link that works: a new one where the secret has left the row, since the message
/// failed, or has lapsed, since the mail server was away. Where there can be none it has none, and
/// is not rendered.
pub(super) async fn with_live_link(
    hub: &Hub,
    mut draft: Draft,
    user: Option<UserId>,
    promised_at: DateTime<Utc>,
) -> Result<Draft, sqlx::Error> {
    let Some(valid) = accounts::link_valid(draft.kind) else { return Ok(draft) };
    let now = hub.now();
    let Some(data) = draft.data.as_object_mut() else { return Ok(draft) };
    let (Some(user), true) = (user, !data.contains_key("token") || promised_at + valid <= now)
    else {
        return Ok(draft);
    };
    let before = data.remove("token").and_then(|token| token.as_str().map(str::to_owned));
    let kind = draft.kind;
    let (id, recipient) = (draft.id, draft.recipient.clone());
    let token = hub
        .db
        .write(move |tx| {
            Box::pin(async move {
                let token =
                    accounts::renew_link(tx, (kind, before.as_deref()), (user, &recipient), now)
                        .await?;
                sqlx::query(
                    "UPDATE mail_messages
                     SET data = CASE WHEN $2::text IS NULL THEN data - 'token'
                         ELSE data || jsonb_build_object('token', $2) END
                     WHERE id = $1",
                )
                .bind(id)
                .bind(&token)
                .execute(tx)
                .await?;
                Ok::<_, sqlx::Error>(token)
            })
        })
        .await?;
    if let Some(token) = token {
        data.insert("token".into(), token.into());
    }
    Ok(draft)
}

/// A message about a booking to somebody without an account: its link leads to the ticket, whose
/// address is its secret. It is never stored.
pub(super) async fn with_guest_link(hub: &Hub, mut draft: Draft) -> Result<Draft, sqlx::Error> {
    let Some(booking) = &draft.booking else { return Ok(draft) };
    let token = bookings::guest_secret(hub, booking.id).await?;
    if let Some(data) = draft.data.as_object_mut() {
        data.insert("token".into(), token.into());
    }
    Ok(draft)
}
