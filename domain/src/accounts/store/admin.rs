//! Accounts as admins see them.

use crate::accounts::admin::UserFilter;
use chrono::{DateTime, Utc};
use sqlx::AssertSqlSafe;
use sqlx::postgres::PgConnection;
use types::accounts::{AdminUser, ChangeUser};
use types::ids::UserId;

const COLUMNS: &str = "id, email, display_name, role, disabled_at IS NOT NULL AS disabled, \
     trusted_at IS NOT NULL AS trusted, created_at";

const MATCHING: &str = "deleted_at IS NULL \
    AND ($1::text IS NULL OR position(lower($1) IN lower(email)) > 0 \
        OR position(lower($1) IN lower(display_name)) > 0) \
    AND ($2::text IS NULL OR role = $2) \
    AND ($3::boolean IS NULL OR (disabled_at IS NOT NULL) = $3)";

/// Whether there is such an account, disabled or not.
pub(in crate::accounts) async fn is_there(
    connection: &mut PgConnection,
    id: UserId,
) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar("SELECT EXISTS (SELECT FROM users WHERE id = $1 AND deleted_at IS NULL)")
        .bind(id)
        .fetch_one(connection)
        .await
}

/// One page, and how many there are.
pub(in crate::accounts) async fn list_users(
    connection: &mut PgConnection,
    filter: &UserFilter,
    limit: i64,
    offset: i64,
) -> Result<(i64, Vec<AdminUser>), sqlx::Error> {
    let (search, role) = (filter.search.as_deref(), filter.role);
    let count =
        sqlx::query_scalar(AssertSqlSafe(format!("SELECT count(*) FROM users WHERE {MATCHING}")))
            .bind(search)
            .bind(role)
            .bind(filter.disabled)
            .fetch_one(&mut *connection)
            .await?;
    let users = sqlx::query_as(AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM users WHERE {MATCHING} \
         ORDER BY created_at DESC, id DESC LIMIT $4 OFFSET $5"
    )))
    .bind(search)
    .bind(role)
    .bind(filter.disabled)
    .bind(limit)
    .bind(offset)
    .fetch_all(connection)
    .await?;
    Ok((count, users))
}

/// Locks every enabled admin, so that two admins cannot disable each other at once.
pub(in crate::accounts) async fn lock_admins(
    connection: &mut PgConnection,
) -> Result<Vec<UserId>, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT id FROM users WHERE role = 'admin' AND disabled_at IS NULL \
         AND deleted_at IS NULL ORDER BY id FOR NO KEY UPDATE",
    )
    .fetch_all(connection)
    .await
}

pub(in crate::accounts) async fn change_user(
    connection: &mut PgConnection,
    user: UserId,
    change: ChangeUser,
    now: DateTime<Utc>,
) -> Result<Option<AdminUser>, sqlx::Error> {
    sqlx::query_as(AssertSqlSafe(format!(
        "UPDATE users SET role = coalesce($2, role), updated_at = $4, disabled_at = CASE \
             WHEN $3 THEN coalesce(disabled_at, $4) WHEN NOT $3 THEN NULL ELSE disabled_at END \
         WHERE id = $1 AND deleted_at IS NULL RETURNING {COLUMNS}"
    )))
    .bind(user)
    .bind(change.role)
    .bind(change.disabled)
    .bind(now)
    .fetch_optional(connection)
    .await
}

/// None where there is no such account.
pub(in crate::accounts) async fn set_trusted(
    connection: &mut PgConnection,
    user: UserId,
    trusted: bool,
    now: DateTime<Utc>,
) -> Result<Option<AdminUser>, sqlx::Error> {
    sqlx::query_as(AssertSqlSafe(format!(
        "UPDATE users SET trusted_at = CASE WHEN $2 THEN coalesce(trusted_at, $3) END \
         WHERE id = $1 AND deleted_at IS NULL RETURNING {COLUMNS}"
    )))
    .bind(user)
    .bind(trusted)
    .bind(now)
    .fetch_optional(connection)
    .await
}

pub(in crate::accounts) async fn set_open_events_max(
    connection: &mut PgConnection,
    user: UserId,
    most: Option<i32>,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE users SET open_events_max = $2 WHERE id = $1")
        .bind(user)
        .bind(most)
        .execute(connection)
        .await?;
    Ok(())
}
