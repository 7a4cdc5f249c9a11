use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use types::ids::UserId;
use uuid::Uuid;

pub(in crate::accounts) async fn count_resets_since(
    connection: &mut PgConnection,
    user: UserId,
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
    (id, user): (Uuid, UserId),
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
) -> Result<Option<UserId>, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT user_id FROM password_resets \
         WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2",
    )
    .bind(&hash[..])
    .bind(now)
    .fetch_optional(connection)
    .await
}

/// The account's open links that set a password work no more.
pub(in crate::accounts) async fn spend_resets(
    connection: &mut PgConnection,
    user: UserId,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE password_resets SET used_at = $2 WHERE user_id = $1 AND used_at IS NULL")
        .bind(user)
        .bind(now)
        .execute(connection)
        .await?;
    Ok(())
}

/// The new password; false for an account that is disabled or gone.
pub(in crate::accounts) async fn set_password(
    connection: &mut PgConnection,
    user: UserId,
    password_hash: &str,
    now: DateTime<Utc>,
) -> Result<bool, sqlx::Error> {
    let set = sqlx::query(
        "UPDATE users SET password_hash = $2, updated_at = $3, is_guest = false \
         WHERE id = $1 AND disabled_at IS NULL AND deleted_at IS NULL",
    )
    .bind(user)
    .bind(password_hash)
    .bind(now)
    .execute(connection)
    .await?;
    Ok(set.rows_affected() == 1)
}
