//! Links of messages that are sent late, or again: the secret has left the row by then, or has lapsed
//! while the mail server was away.

use super::policy::RESET_VALID;
use super::store;
use crate::ids;
use crate::notifications::MailKind;
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::postgres::PgConnection;
use types::ids::UserId;

/// How long the link in a message works; none for a kind without one that could be renewed.
pub(crate) const fn link_valid(kind: MailKind) -> Option<TimeDelta> {
    match kind {
        MailKind::PasswordReset => Some(RESET_VALID),
        _ => None,
    }
}

/// A new secret for the link in a message of this kind, which works from now on as long as the
/// first would have; `None` where the address is no account's any more.
///
/// # Errors
/// What the database says.
pub(crate) async fn renew_link(
    tx: &mut PgConnection,
    user: UserId,
    recipient: &str,
    now: DateTime<Utc>,
) -> Result<Option<String>, sqlx::Error> {
    if store::lock_account(tx, user.0).await?.is_none() {
        return Ok(None);
    }
    let account = store::user(tx, user.0).await?;
    if account.is_none_or(|account| account.email != recipient) {
        return Ok(None);
    }
    let token = ids::secret_token();
    let hash = ids::token_hash(&token);
    store::insert_reset(tx, (ids::new_id(), user.0), &hash, (now, now + RESET_VALID)).await?;
    Ok(Some(token))
}
