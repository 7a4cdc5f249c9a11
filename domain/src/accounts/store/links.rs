//! Links that prove an address.

use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use types::ids::UserId;
use uuid::Uuid;

#[derive(Clone, Debug)]
pub(in crate::accounts) struct NewLink<'a> {
    pub id: Uuid,
    pub user_id: UserId,
    pub email: &'a str,
    /// The account is to have another address.
    pub changes: bool,
    pub hash: [u8; 32],
    pub now: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
}

pub(in crate::accounts) async fn insert_link(
    connection: &mut PgConnection,
    link: &NewLink<'_>,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO email_verifications \
             (id, user_id, email, changes, token_hash, created_at, expires_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(link.id)
    .bind(link.user_id)
    .bind(link.email)
    .bind(link.changes)
    .bind(&link.hash[..])
    .bind(link.now)
    .bind(link.expires_at)
    .execute(connection)
    .await?;
    Ok(())
}

/// Whose link it is, and which address it proves.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(in crate::accounts) struct Link {
    pub user_id: UserId,
    pub email: String,
}

/// The link, if it can still be used.
pub(in crate::accounts) async fn open_link(
    connection: &mut PgConnection,
    hash: &[u8; 32],
    now: DateTime<Utc>,
) -> Result<Option<Link>, sqlx::Error> {
    sqlx::query_as(
        "SELECT user_id, email FROM email_verifications \
         WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2",
    )
    .bind(&hash[..])
    .bind(now)
    .fetch_optional(connection)
    .await
}

/// The account's open links work no more: those to another address, those for its own, or all.
pub(in crate::accounts) async fn spend_links(
    connection: &mut PgConnection,
    user: UserId,
    changes: Option<bool>,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE email_verifications SET used_at = $3 \
         WHERE user_id = $1 AND used_at IS NULL AND changes = coalesce($2, changes)",
    )
    .bind(user)
    .bind(changes)
    .bind(now)
    .execute(connection)
    .await?;
    Ok(())
}
