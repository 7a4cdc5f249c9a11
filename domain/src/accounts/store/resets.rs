use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use uuid::Uuid;

pub(in crate::accounts) async fn count_resets_since(
    connection: &mut PgConnection,
    user: Uuid,
    since: DateTime<Utc>,
) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT count(*) FROM password_resets WHERE user_id = $1 AND created_at > $2",
    )
    .bind(user)
    .bind(since)
    .fetch_one(connection)
    .await
}

pub(in crate::accounts) async fn insert_reset(
    connection: &mut PgConnection,
    (id, user): (Uuid, Uuid),
    hash: &[u8; 32],
    (now, expires_at): (DateTime<Utc>, DateTime<Utc>),
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO password_resets (id, user_id, token_hash, created_at, expires_at) \
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(id)
    .bind(user)
    .bind(&hash[..])
    .bind(now)
    .bind(expires_at)
    .execute(connection)
    .await?;
    Ok(())
}

/// Whose token this is, if it can still be used.
pub(in crate::accounts) async fn open_reset(
    connection: &mut PgConnection,
    hash: &[u8; 32],
    now: DateTime<Utc>,
) -> Result<Option<Uuid>, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT user_id FROM password_resets \
         WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2",
    )
    .bind(&hash[..])
    .bind(now)
    .fetch_optional(connection)
    .await
}

/// Spends the token and with it every other one of its owner; answers whose it was, once.
pub(in crate::accounts) async fn spend_reset(
    connection: &mut PgConnection,
    hash: &[u8; 32],
    now: DateTime<Utc>,
) -> Result<Option<Uuid>, sqlx::Error> {
    let user: Option<Uuid> = sqlx::query_scalar(
        "UPDATE password_resets SET used_at = $2 \
         WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2 RETURNING user_id",
    )
    .bind(&hash[..])
    .bind(now)
    .fetch_optional(&mut *connection)
    .await?;
    sqlx::query("UPDATE password_resets SET used_at = $2 WHERE user_id = $1 AND used_at IS NULL")
        .bind(user)
        .bind(now)
        .execute(connection)
        .await?;
    Ok(user)
}

/// The new password; every session of the account ends. `None` for a disabled account.
pub(in crate::accounts) async fn change_password(
    connection: &mut PgConnection,
    user: Uuid,
    password_hash: &str,
    now: DateTime<Utc>,
) -> Result<Option<String>, sqlx::Error> {
    let email = sqlx::query_scalar(
        "UPDATE users SET password_hash = $2, token_version = token_version + 1, updated_at = $3 \
         WHERE id = $1 AND disabled_at IS NULL AND deleted_at IS NULL RETURNING email",
    )
    .bind(user)
    .bind(password_hash)
    .bind(now)
    .fetch_optional(&mut *connection)
    .await?;
    sqlx::query(
        "UPDATE refresh_tokens SET revoked_at = $2 WHERE user_id = $1 AND revoked_at IS NULL",
    )
    .bind(user)
    .bind(now)
    .execute(connection)
    .await?;
    Ok(email)
}
