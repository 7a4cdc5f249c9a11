use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;

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

/// The account's failures are forgotten; the address only gets this attempt back, so that one
/// known password does not buy guesses at others.
pub(in crate::accounts) async fn forgive(
    connection: &mut PgConnection,
    account: &str,
    address: &str,
) -> Result<(), sqlx::Error> {
    // The address first: the order in which attempts are counted.
    sqlx::query(
        "UPDATE login_throttles SET failures = greatest(failures - 1, 0), blocked_until = NULL \
         WHERE key = $1",
    )
    .bind(address)
    .execute(&mut *connection)
    .await?;
    sqlx::query("DELETE FROM login_throttles WHERE key = $1")
        .bind(account)
        .execute(connection)
        .await?;
    Ok(())
}
