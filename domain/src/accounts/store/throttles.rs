use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use types::people::SignInProblem;

/// Counts one more failure ahead of its outcome; `None` while the key is blocked.
pub(in crate::accounts) async fn count_attempt(
    connection: &mut PgConnection,
    key: &str,
    now: DateTime<Utc>,
    faded: DateTime<Utc>,
) -> Result<Option<i32>, sqlx::Error> {
    sqlx::query_scalar(
        "INSERT INTO login_throttles AS t (key, failures, last_failure) VALUES ($1, 1, $2) \
         ON CONFLICT (key) DO UPDATE SET last_failure = $2, \
             failures = CASE WHEN t.last_failure < $3 THEN 1 \
                             ELSE least(t.failures, 1000000) + 1 END \
         WHERE t.blocked_until IS NULL OR t.blocked_until <= $2 RETURNING failures",
    )
    .bind(key)
    .bind(now)
    .bind(faded)
    .fetch_optional(connection)
    .await
}

pub(in crate::accounts) async fn blocked_until(
    connection: &mut PgConnection,
    key: &str,
) -> Result<Option<DateTime<Utc>>, sqlx::Error> {
    let until: Option<Option<DateTime<Utc>>> =
        sqlx::query_scalar("SELECT blocked_until FROM login_throttles WHERE key = $1")
            .bind(key)
            .fetch_optional(connection)
            .await?;
    Ok(until.flatten())
}

pub(in crate::accounts) async fn block_until(
    connection: &mut PgConnection,
    key: &str,
    until: Option<DateTime<Utc>>,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE login_throttles SET blocked_until = $2 WHERE key = $1")
        .bind(key)
        .bind(until)
        .execute(connection)
        .await?;
    Ok(())
}

/// Counts one more of what may happen `most` times until none happened for a while (from `faded`
/// on); answers when the last one was where it happened that often.
pub(in crate::accounts) async fn count_allowed(
    connection: &mut PgConnection,
    key: &str,
    (now, faded): (DateTime<Utc>, DateTime<Utc>),
    most: i32,
) -> Result<Option<DateTime<Utc>>, sqlx::Error> {
    let counted = sqlx::query(
        "INSERT INTO login_throttles AS t (key, failures, last_failure) VALUES ($1, 1, $2) \
         ON CONFLICT (key) DO UPDATE SET last_failure = $2, \
             failures = CASE WHEN t.last_failure < $3 THEN 1 ELSE t.failures + 1 END \
         WHERE t.last_failure < $3 OR t.failures < $4",
    )
    .bind(key)
    .bind(now)
    .bind(faded)
    .bind(most)
    .execute(&mut *connection)
    .await?;
    if counted.rows_affected() == 1 {
        return Ok(None);
    }
    sqlx::query_scalar("SELECT last_failure FROM login_throttles WHERE key = $1")
        .bind(key)
        .fetch_optional(connection)
        .await
}

/// One attempt less, and no more waiting.
pub(in crate::accounts) async fn give_back(
    connection: &mut PgConnection,
    key: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE login_throttles SET failures = greatest(failures - 1, 0), blocked_until = NULL \
         WHERE key = $1",
    )
    .bind(key)
    .execute(connection)
    .await?;
    Ok(())
}

pub(in crate::accounts) async fn forget_failures(
    connection: &mut PgConnection,
    key: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM login_throttles WHERE key = $1").bind(key).execute(connection).await?;
    Ok(())
}

/// Deletes the failures counted against the account, but not the links it was sent. Rows locked by
/// an attempt that is being counted are skipped, which avoids a deadlock with it.
pub(in crate::accounts) async fn forget_failures_of(
    connection: &mut PgConnection,
    account: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "DELETE FROM login_throttles WHERE key IN (SELECT key FROM login_throttles \
             WHERE split_part(key, ':', 2) = $1 AND split_part(key, ':', 1) <> 'links' \
             ORDER BY key FOR UPDATE SKIP LOCKED)",
    )
    .bind(account)
    .execute(connection)
    .await?;
    Ok(())
}

/// Failed log-ins counted against the account, the latest first.
pub(in crate::accounts) async fn failures_of(
    connection: &mut PgConnection,
    account: &str,
    now: DateTime<Utc>,
) -> Result<Vec<SignInProblem>, sqlx::Error> {
    // A network of IPv6 has colons of its own.
    sqlx::query_as(
        "SELECT split_part(key, ':', 1) AS counted_by, failures, last_failure, \
             CASE WHEN key LIKE 'account:%' \
                 THEN substr(key, length('account:' || $1 || ':') + 1) END AS network, \
             CASE WHEN blocked_until > $2 THEN blocked_until END AS blocked_until \
         FROM login_throttles WHERE split_part(key, ':', 2) = $1 AND failures > 0 \
             AND split_part(key, ':', 1) IN ('account', 'everywhere', 'device', 'session') \
         ORDER BY last_failure DESC, key LIMIT 20",
    )
    .bind(account)
    .bind(now)
    .fetch_all(connection)
    .await
}
