//! Whether an account's e-mail address is known to be its owner's.

use super::store;
use crate::Hub;
use sqlx::postgres::PgConnection;
use types::ids::UserId;

/// Whether the account's address was verified: what others wrote goes into no mail to one that was
/// not, and nothing is published in its name.
///
/// # Errors
/// What the database says.
pub async fn email_verified(
    connection: &mut PgConnection,
    user: UserId,
) -> Result<bool, sqlx::Error> {
    store::email_verified(connection, user.0).await
}

/// Takes the address as verified, where whoever runs the service vouches for it: demo accounts, and
/// the people of tests.
///
/// # Errors
/// What the database says.
pub async fn vouch_for_email(hub: &Hub, user: UserId) -> Result<(), sqlx::Error> {
    let now = hub.now();
    hub.db
        .statement(move |connection| Box::pin(store::set_email_verified(connection, user.0, now)))
        .await
}
