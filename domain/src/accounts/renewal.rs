//! Links of messages that are sent late, or again: the secret has left the row by then, or has lapsed
//! while the mail server was away.

use super::policy::{LINK_VALID, RESET_VALID};
use super::store::{self, NewLink};
use crate::ids;
use crate::notifications::MailKind;
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::postgres::PgConnection;
use types::ids::UserId;

/// How long the link in a message works; none for a kind without one.
pub(crate) const fn link_valid(kind: MailKind) -> Option<TimeDelta> {
    match kind {
        MailKind::PasswordReset => Some(RESET_VALID),
        MailKind::VerifyEmail => Some(LINK_VALID),
        _ => None,
    }
}

/// A new secret for the link in a message, which works from now on as long as the first would have.
/// `None` where the address is not the account's (a change of address is asked for anew), where it
/// is verified already, or where the secret before was used or ended by a change.
///
/// # Errors
/// What the database says.
pub(crate) async fn renew_link(
    tx: &mut PgConnection,
    (kind, before): (MailKind, Option<&str>),
    (user, recipient): (UserId, &str),
    now: DateTime<Utc>,
) -> Result<Option<String>, sqlx::Error> {
    if store::lock_account(tx, user).await?.is_none() {
        return Ok(None);
    }
    let account = store::user(tx, user).await?;
    let Some(account) = account.filter(|account| account.email == recipient) else {
        return Ok(None);
    };
    let ended: bool = sqlx::query_scalar(
        "SELECT EXISTS (SELECT FROM password_resets
                 WHERE token_hash = $1 AND used_at IS NOT NULL)
             OR EXISTS (SELECT FROM email_verifications
                 WHERE token_hash = $1 AND used_at IS NOT NULL)",
    )
    .bind(before.map(|token| ids::token_hash(token).to_vec()))
    .fetch_one(&mut *tx)
    .await?;
    if ended {
        return Ok(None);
    }
    let (id, token) = (ids::new_id(), ids::secret_token());
    let hash = ids::token_hash(&token);
    match kind {
        MailKind::PasswordReset => {
            store::insert_reset(tx, (id, user), &hash, (now, now + RESET_VALID)).await?;
        }
        MailKind::VerifyEmail if account.email_verified_at.is_none() => {
            let link = NewLink {
                id,
                user_id: user,
                email: recipient,
                changes: false,
                hash,
                now,
                expires_at: now + LINK_VALID,
            };
            store::insert_link(tx, &link).await?;
        }
        _ => return Ok(None),
    }
    Ok(Some(token))
}
