use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use types::ids::UserId;
use uuid::Uuid;

#[derive(Clone, Debug, sqlx::FromRow)]
pub(in crate::accounts) struct RefreshRow {
    pub id: Uuid,
    pub user_id: UserId,
    pub family_id: Uuid,
    pub expires_at: DateTime<Utc>,
    pub rotated_at: Option<DateTime<Utc>>,
    pub revoked_at: Option<DateTime<Utc>>,
}

pub(in crate::accounts) async fn refresh_token(
    connection: &mut PgConnection,
    hash: &[u8; 32],
) -> Result<Option<RefreshRow>, sqlx::Error> {
    sqlx::query_as(
        "SELECT id, user_id, family_id, expires_at, rotated_at, revoked_at \
         FROM refresh_tokens WHERE token_hash = $1",
    )
    .bind(&hash[..])
    .fetch_optional(connection)
    .await
}

#[derive(Clone, Debug)]
pub(in crate::accounts) struct NewRefresh {
    pub id: Uuid,
    pub user_id: UserId,
    pub family_id: Uuid,
    pub hash: [u8; 32],
    pub now: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
}

pub(in crate::accounts) async fn insert_refresh_token(
    connection: &mut PgConnection,
    token: &NewRefresh,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO refresh_tokens (id, user_id, family_id, token_hash, created_at, expires_at) \
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(token.id)
    .bind(token.user_id)
    .bind(token.family_id)
    .bind(&token.hash[..])
    .bind(token.now)
    .bind(token.expires_at)
    .execute(connection)
    .await?;
    Ok(())
}

pub(in crate::accounts) async fn spend_refresh_token(
    connection: &mut PgConnection,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE refresh_tokens SET rotated_at = $2 WHERE id = $1")
        .bind(id)
        .bind(now)
        .execute(connection)
        .await?;
    Ok(())
}

/// The token that replaced this spent one, if it was not used yet.
pub(in crate::accounts) async fn unused_successor(
    connection: &mut PgConnection,
    family: Uuid,
    spent: DateTime<Utc>,
) -> Result<Option<Uuid>, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT id FROM refresh_tokens WHERE family_id = $1 AND created_at = $2 \
         AND rotated_at IS NULL AND revoked_at IS NULL",
    )
    .bind(family)
    .bind(spent)
    .fetch_optional(connection)
    .await
}
