//! The message with an invitation.

use super::scope::Host;
use super::store::InvitationRow;
use crate::notifications::{self, MailKind, NewMessage};
use serde_json::json;
use sqlx::postgres::PgConnection;
use types::Locale;
use types::ids::UserId;

/// Promises the message. Its link is made when it is sent; to somebody who has proved the address it
/// also stands in their inbox.
pub(super) async fn promise(
    tx: &mut PgConnection,
    host: &Host,
    invitation: &InvitationRow,
    by: UserId,
) -> Result<(), sqlx::Error> {
    let reader: Option<(UserId, Locale)> = sqlx::query_as(
        "SELECT id, locale FROM users
         WHERE email = $1 AND email_verified_at IS NOT NULL AND NOT is_guest
           AND disabled_at IS NULL AND deleted_at IS NULL",
    )
    .bind(&invitation.email)
    .fetch_optional(&mut *tx)
    .await?;
    let (organizer, locale): (String, Locale) = sqlx::query_as(
        "SELECT o.display_name, w.locale FROM users o CROSS JOIN users w
         WHERE o.id = $1 AND w.id = $2",
    )
    .bind(host.organizer)
    .bind(by)
    .fetch_one(&mut *tx)
    .await?;
    let (user, locale) = reader.map_or((None, locale), |(user, own)| (Some(user), own));
    let message = NewMessage {
        unique_key: format!("team_invitation:{}:{}", invitation.id, invitation.sends),
        kind: MailKind::TeamInvitation,
        user_id: user,
        recipient: invitation.email.clone(),
        locale,
        booking_id: None,
        data: json!({
            "invitation": invitation.id,
            "role": invitation.role,
            "organizer": organizer,
            "event": host.title,
            "expires": invitation.expires_at,
        }),
    };
    if invitation.sends > 1 {
        return notifications::queue_again(tx, message).await;
    }
    notifications::queue(tx, message).await
}
