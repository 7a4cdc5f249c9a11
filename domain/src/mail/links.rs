//! Messages with a link that works only so long.

use super::draft::Draft;
use crate::notifications::MailKind;
use crate::{Hub, accounts, bookings, roles};
use chrono::{DateTime, Utc};
use types::ids::{InvitationId, TicketId, UserId};

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

/// A message about a ticket that was handed on to its reader: its link leads to that, with an account or
/// without. It says so: they can neither cancel nor exchange it.
pub(super) async fn with_link_of(
    hub: &Hub,
    mut draft: Draft,
    ticket: TicketId,
) -> Result<Draft, sqlx::Error> {
    let token = bookings::handed_on_secret(hub, ticket).await?;
    if let (Some(token), Some(data)) = (token, draft.data.as_object_mut()) {
        data.insert("token".into(), token.into());
        data.insert("handed_on".into(), true.into());
    }
    Ok(draft)
}

/// An invitation to a team with the link that accepts it; without, where it was answered, withdrawn or
/// sent again meanwhile. The secret is never stored.
pub(super) async fn with_invitation_link(
    hub: &Hub,
    mut draft: Draft,
) -> Result<Draft, sqlx::Error> {
    if draft.kind != MailKind::TeamInvitation {
        return Ok(draft);
    }
    let of_message = draft.data.get("invitation").and_then(|id| id.as_str()?.parse().ok());
    let Some::<InvitationId>(invitation) = of_message else { return Ok(draft) };
    let sends: Option<i32> = sqlx::query_scalar(
        "SELECT i.sends FROM team_invitations i JOIN mail_messages m
             ON m.unique_key = 'team_invitation:' || i.id || ':' || i.sends
         WHERE i.id = $1 AND m.id = $2 AND i.ended_at IS NULL AND i.expires_at > $3",
    )
    .bind(invitation)
    .bind(draft.id)
    .bind(hub.now())
    .fetch_optional(&mut *hub.db.read().await?)
    .await?;
    if let (Some(sends), Some(data)) = (sends, draft.data.as_object_mut()) {
        let token = roles::invitation_token(&hub.settings, invitation, sends);
        data.insert("token".into(), token.into());
    }
    Ok(draft)
}
