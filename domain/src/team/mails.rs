//! The messages of a team: an invitation, another role, and none any more.

use super::scope::Host;
use super::store::{InvitationRow, MemberRow};
use crate::ids::new_id;
use crate::notifications::{self, MailKind, NewMessage};
use serde_json::json;
use sqlx::postgres::PgConnection;
use types::Locale;
use types::ids::UserId;
use types::team::TeamRole;

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

/// Messages of another role that a person gets a day: who changes it to and fro fills no mailbox.
const ROLES_TOLD_A_DAY: i64 = 5;

/// Promises the message that a member has another role.
pub(super) async fn role_changed(
    tx: &mut PgConnection,
    host: &Host,
    member: &MemberRow,
    role: TeamRole,
) -> Result<(), sqlx::Error> {
    let told: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM notifications
         WHERE user_id = $1 AND kind = $2 AND created_at > clock_timestamp() - interval '1 day'",
    )
    .bind(member.user_id)
    .bind(MailKind::TeamChanged)
    .fetch_one(&mut *tx)
    .await?;
    if told >= ROLES_TOLD_A_DAY {
        return Ok(());
    }
    changed(tx, host, member, Some(role)).await
}

/// Promises the message that somebody is in the team no more.
pub(super) async fn removed(
    tx: &mut PgConnection,
    host: &Host,
    member: &MemberRow,
) -> Result<(), sqlx::Error> {
    changed(tx, host, member, None).await
}

/// Nothing to an account that can follow no link any more.
async fn changed(
    tx: &mut PgConnection,
    host: &Host,
    member: &MemberRow,
    role: Option<TeamRole>,
) -> Result<(), sqlx::Error> {
    let reader: Option<(String, Locale, String)> = sqlx::query_as(
        "SELECT u.email, u.locale, o.display_name FROM users u CROSS JOIN users o
         WHERE u.id = $1 AND o.id = $2 AND u.disabled_at IS NULL AND u.deleted_at IS NULL",
    )
    .bind(member.user_id)
    .bind(host.organizer)
    .fetch_optional(&mut *tx)
    .await?;
    let Some((recipient, locale, organizer)) = reader else { return Ok(()) };
    let mut data = json!({ "organizer": organizer });
    if let Some(fields) = data.as_object_mut() {
        let named = [
            ("role", role.map(|role| json!(role))),
            ("event", host.title.as_ref().map(|title| json!(title))),
            ("event_id", host.event.map(|event| json!(event))),
        ];
        fields.extend(named.into_iter().filter_map(|(name, it)| Some((name.to_owned(), it?))));
    }
    let message = NewMessage {
        unique_key: format!("team_changed:{}:{}", member.id, new_id()),
        kind: MailKind::TeamChanged,
        user_id: Some(member.user_id),
        recipient,
        locale,
        booking_id: None,
        data,
    };
    notifications::queue(tx, message).await
}
