//! Log-ins with all that descends from them.

use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use types::ids::{LoginSessionId, UserId};
use uuid::Uuid;

pub(in crate::accounts) async fn insert_session(
    connection: &mut PgConnection,
    (id, user): (Uuid, UserId),
    (now, ends_at): (DateTime<Utc>, DateTime<Utc>),
    device: Option<&str>,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO login_sessions (id, user_id, started_at, ends_at, device)
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(id)
    .bind(user)
    .bind(now)
    .bind(ends_at)
    .bind(device)
    .execute(connection)
    .await?;
    Ok(())
}

/// When the session ends at the latest, if it has not ended.
pub(in crate::accounts) async fn session_end(
    connection: &mut PgConnection,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT ends_at FROM login_sessions WHERE id = $1 AND ended_at IS NULL AND ends_at > $2",
    )
    .bind(id)
    .bind(now)
    .fetch_optional(connection)
    .await
}

/// Ends the session: neither its refresh tokens nor its access tokens work any more.
pub(in crate::accounts) async fn end_session(
    connection: &mut PgConnection,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE login_sessions SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL")
        .bind(id)
        .bind(now)
        .execute(&mut *connection)
        .await?;
    sqlx::query(
        "UPDATE refresh_tokens SET revoked_at = $2 WHERE family_id = $1 AND revoked_at IS NULL",
    )
    .bind(id)
    .bind(now)
    .execute(connection)
    .await?;
    Ok(())
}

/// Notes that the session is in use; nothing where that was noted since `before`.
pub(in crate::accounts) async fn see_session(
    connection: &mut PgConnection,
    id: Uuid,
    (now, before): (DateTime<Utc>, DateTime<Utc>),
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE login_sessions SET last_seen_at = $2
         WHERE id = $1 AND coalesce(last_seen_at, started_at) <= $3",
    )
    .bind(id)
    .bind(now)
    .bind(before)
    .execute(connection)
    .await?;
    Ok(())
}

#[derive(Clone, Debug, sqlx::FromRow)]
pub(in crate::accounts) struct SessionRow {
    pub id: LoginSessionId,
    pub device: Option<String>,
    pub started_at: DateTime<Utc>,
    pub last_seen_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
}

/// The newest that are shown; an account has seldom more than a few.
const SHOWN: i64 = 100;

/// Those of the account that have not ended, the last used first.
pub(in crate::accounts) async fn open_sessions(
    connection: &mut PgConnection,
    user: UserId,
    now: DateTime<Utc>,
) -> Result<Vec<SessionRow>, sqlx::Error> {
    sqlx::query_as(
        "SELECT id, device, started_at, coalesce(last_seen_at, started_at) AS last_seen_at,
             ends_at
         FROM login_sessions WHERE user_id = $1 AND ended_at IS NULL AND ends_at > $2
         ORDER BY 4 DESC, id DESC LIMIT $3",
    )
    .bind(user)
    .bind(now)
    .bind(SHOWN)
    .fetch_all(connection)
    .await
}

/// Whether it is one of the account's, ended or not.
pub(in crate::accounts) async fn has_session(
    connection: &mut PgConnection,
    user: UserId,
    id: LoginSessionId,
) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar("SELECT EXISTS (SELECT FROM login_sessions WHERE id = $2 AND user_id = $1)")
        .bind(user)
        .bind(id)
        .fetch_one(connection)
        .await
}

/// Ends every session of the account but one.
pub(in crate::accounts) async fn end_other_sessions(
    connection: &mut PgConnection,
    user: UserId,
    but: Option<LoginSessionId>,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    for end in [
        "UPDATE login_sessions SET ended_at = $3
         WHERE user_id = $1 AND ended_at IS NULL AND id IS DISTINCT FROM $2",
        "UPDATE refresh_tokens SET revoked_at = $3
         WHERE user_id = $1 AND revoked_at IS NULL AND family_id IS DISTINCT FROM $2",
    ] {
        sqlx::query(end).bind(user).bind(but).bind(now).execute(&mut *connection).await?;
    }
    Ok(())
}

/// Ends every session of the account.
pub(in crate::accounts) async fn end_sessions(
    connection: &mut PgConnection,
    user: UserId,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE users SET token_version = token_version + 1 WHERE id = $1")
        .bind(user)
        .execute(&mut *connection)
        .await?;
    for end in [
        "UPDATE login_sessions SET ended_at = $2 WHERE user_id = $1 AND ended_at IS NULL",
        "UPDATE refresh_tokens SET revoked_at = $2 WHERE user_id = $1 AND revoked_at IS NULL",
    ] {
        sqlx::query(end).bind(user).bind(now).execute(&mut *connection).await?;
    }
    Ok(())
}
