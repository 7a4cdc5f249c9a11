//! Credentials: what gives access to an account, and which changes revoke it.
//!
//! | credential                    | password | address | disabled |
//! |-------------------------------|----------|---------|----------|
//! | access and refresh tokens     | ends     |         | ends     |
//! | known devices                 | ends     |         | ends     |
//! | links that set a password     | ends     | ends    | ends     |
//! | links to the next address     | ends     | ends    | ends     |
//! | links for the account's own   |          | ends    | ends     |
//! | the private calendar's address| ends     |         | ends     |
//! | the first step of a log-in    | ends     |         | ends     |
//!
//! The second factor outlives them all: it is what an attacker with the mailbox does not have.
//!
//! An attacker may have registered or entered the account: once its owner sets a new password,
//! nothing that the attacker holds works any more.

use super::{calendar, store};
use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use types::ids::UserId;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// By its owner, or by a link.
    Password,
    /// The account has another address.
    Email,
    /// By an admin.
    Disabled,
}

/// Ends every credential that dies with the change. The account is locked.
pub(super) async fn end(
    tx: &mut PgConnection,
    user: UserId,
    change: Change,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    store::spend_resets(tx, user, now).await?;
    match change {
        Change::Email => store::spend_links(tx, user, None, now).await,
        Change::Password => {
            store::spend_links(tx, user, Some(true), now).await?;
            store::end_sessions(tx, user, now).await?;
            calendar::forget(tx, user).await
        }
        Change::Disabled => {
            store::spend_links(tx, user, None, now).await?;
            store::end_sessions(tx, user, now).await?;
            calendar::forget(tx, user).await
        }
    }
}

#[cfg(test)]
mod tests;
