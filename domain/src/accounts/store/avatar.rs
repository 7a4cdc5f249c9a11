//! The SQL of pictures: which one counts for an account.

use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use std::collections::HashSet;
use types::ids::UserId;

/// Writes another avatar; answers the one before it.
pub(in crate::accounts) async fn swap_avatar(
    connection: &mut PgConnection,
    user: UserId,
    avatar: Option<&str>,
    now: DateTime<Utc>,
) -> Result<Option<String>, sqlx::Error> {
    sqlx::query_scalar(
        "UPDATE users SET avatar = $2, updated_at = $3
         FROM (SELECT avatar FROM users WHERE id = $1) AS before
         WHERE id = $1 RETURNING before.avatar",
    )
    .bind(user)
    .bind(avatar)
    .bind(now)
    .fetch_one(connection)
    .await
}

pub(in crate::accounts) async fn avatar(
    connection: &mut PgConnection,
    user: UserId,
) -> Result<Option<String>, sqlx::Error> {
    sqlx::query_scalar("SELECT avatar FROM users WHERE id = $1")
        .bind(user)
        .fetch_one(connection)
        .await
}

/// The folders among these that an account's picture is in.
pub(in crate::accounts) async fn named_pictures(
    connection: &mut PgConnection,
    folders: &[String],
) -> Result<HashSet<String>, sqlx::Error> {
    let named: Vec<String> = sqlx::query_scalar(
        "SELECT split_part(avatar, '/', 4) FROM users
         WHERE avatar LIKE '/media/avatars/%' AND split_part(avatar, '/', 4) = ANY($1)",
    )
    .bind(folders)
    .fetch_all(connection)
    .await?;
    Ok(named.into_iter().collect())
}
