//! Accounts as admins see them.

use crate::accounts::admin::UserFilter;
use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, Postgres, QueryBuilder};
use types::accounts::{AdminUser, ChangeUser, Role};
use types::ids::UserId;
use types::page::LIST_MAX;
use types::{Locale, PageRequest};

const COLUMNS: &str = "id, email, display_name, role, disabled_at IS NOT NULL AS disabled, \
     trusted_at IS NOT NULL AS trusted, created_at";

/// What of an account is looked at before it is changed.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(in crate::accounts) struct Managed {
    pub email: String,
    pub role: Role,
    pub locale: Locale,
    pub disabled: bool,
}

/// Locks the account, disabled or not, until the transaction ends.
pub(in crate::accounts) async fn lock_any(
    connection: &mut PgConnection,
    id: UserId,
) -> Result<Option<Managed>, sqlx::Error> {
    sqlx::query_as(
        "SELECT email, role, locale, disabled_at IS NOT NULL AS disabled FROM users \
         WHERE id = $1 AND deleted_at IS NULL FOR NO KEY UPDATE",
    )
    .bind(id)
    .fetch_optional(connection)
    .await
}

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
    page: PageRequest,
) -> Result<(i64, Vec<AdminUser>), sqlx::Error> {
    let mut count = QueryBuilder::<Postgres>::new("SELECT count(*) FROM (SELECT FROM users WHERE ");
    matching(&mut count, filter);
    count.push(" LIMIT ").push_bind(LIST_MAX).push(") AS found");
    let count = count.build_query_scalar().persistent(false).fetch_one(&mut *connection).await?;
    let (limit, offset) = page.counted_rows();
    let mut sql = QueryBuilder::<Postgres>::new(format!("SELECT {COLUMNS} FROM users WHERE "));
    matching(&mut sql, filter);
    // Ids are made in the order of time.
    sql.push(" ORDER BY id DESC LIMIT ").push_bind(limit);
    sql.push(" OFFSET ").push_bind(offset);
    let users = sql.build_query_as().persistent(false).fetch_all(connection).await?;
    Ok((count, users))
}

/// Only what is asked for, so that each condition finds its index.
fn matching(sql: &mut QueryBuilder<Postgres>, filter: &UserFilter) {
    sql.push("deleted_at IS NULL");
    if let Some(search) = &filter.search {
        let pattern = format!("%{}%", types::text::like(search));
        sql.push(" AND (email ILIKE ").push_bind(pattern.clone());
        sql.push(" OR display_name ILIKE ").push_bind(pattern).push(")");
    }
    if let Some(role) = filter.role {
        sql.push(" AND role = ").push_bind(role);
    }
    match filter.disabled {
        Some(true) => sql.push(" AND disabled_at IS NOT NULL"),
        Some(false) => sql.push(" AND disabled_at IS NULL"),
        None => sql,
    };
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
