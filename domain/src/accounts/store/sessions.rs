//! Log-ins with all that descends from them.

use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use types::ids::UserId;
use types::people::PersonSession;
use uuid::Uuid;

pub(in crate::accounts) async fn insert_session(
    connection: &mut PgConnection,
    (id, user): (Uuid, UserId),
    (now, ends_at): (DateTime<Utc>, DateTime<Utc>),
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO login_sessions (id, user_id, started_at, ends_at) VALUES ($1, $2, $3, $4)",
    )
    .bind(id)
    .bind(user)
    .bind(now)
    .bind(ends_at)
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

/// Sessions that one person is shown to have.
const SHOWN: i64 = 100;

/// Those that have not ended, the newest first.
pub(in crate::accounts) async fn newest_sessions(
    connection: &mut PgConnection,
    user: UserId,
    now: DateTime<Utc>,
) -> Result<Vec<PersonSession>, sqlx::Error> {
    sqlx::query_as(
        "SELECT id, started_at, ends_at FROM login_sessions \
         WHERE user_id = $1 AND ended_at IS NULL AND ends_at > $2 \
         ORDER BY started_at DESC, id DESC LIMIT $3",
    )
    .bind(user)
    .bind(now)
    .bind(SHOWN)
    .fetch_all(connection)
    .await
}
