//! Second factors and their recovery codes.

use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use types::ids::UserId;
use uuid::Uuid;

#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub(in crate::accounts) struct FactorRow {
    pub nonce: Uuid,
    pub started_at: DateTime<Utc>,
    pub confirmed_at: Option<DateTime<Utc>>,
}

pub(in crate::accounts) async fn second_factor(
    connection: &mut PgConnection,
    user: UserId,
) -> Result<Option<FactorRow>, sqlx::Error> {
    sqlx::query_as("SELECT nonce, started_at, confirmed_at FROM second_factors WHERE user_id = $1")
        .bind(user)
        .fetch_optional(connection)
        .await
}

/// Whether the account is asked for it.
pub(in crate::accounts) async fn second_factor_on(
    connection: &mut PgConnection,
    user: UserId,
) -> Result<bool, sqlx::Error> {
    let factor = second_factor(connection, user).await?;
    Ok(factor.is_some_and(|factor| factor.confirmed_at.is_some()))
}

/// Begins to set it up, also where that was begun before; `false` where it is on.
pub(in crate::accounts) async fn start_second_factor(
    connection: &mut PgConnection,
    user: UserId,
    nonce: Uuid,
    now: DateTime<Utc>,
) -> Result<bool, sqlx::Error> {
    let started = sqlx::query(
        "INSERT INTO second_factors AS f (user_id, nonce, started_at) VALUES ($1, $2, $3)
         ON CONFLICT (user_id) DO UPDATE SET nonce = $2, started_at = $3, last_step = 0
         WHERE f.confirmed_at IS NULL",
    )
    .bind(user)
    .bind(nonce)
    .bind(now)
    .execute(connection)
    .await?;
    Ok(started.rows_affected() == 1)
}

/// The recovery codes of the account are these and no others.
pub(in crate::accounts) async fn set_recovery_codes(
    connection: &mut PgConnection,
    user: UserId,
    hashes: &[Vec<u8>],
) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM recovery_codes WHERE user_id = $1")
        .bind(user)
        .execute(&mut *connection)
        .await?;
    sqlx::query("INSERT INTO recovery_codes (user_id, code_hash) SELECT $1, unnest($2::bytea[])")
        .bind(user)
        .bind(hashes)
        .execute(connection)
        .await?;
    Ok(())
}

/// Turns it on; the code that showed it is used.
pub(in crate::accounts) async fn confirm_second_factor(
    connection: &mut PgConnection,
    user: UserId,
    step: i64,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE second_factors SET confirmed_at = $3, last_step = $2 WHERE user_id = $1")
        .bind(user)
        .bind(step)
        .bind(now)
        .execute(connection)
        .await?;
    Ok(())
}

/// Uses the code of a step, and with it those of the steps before; `false` where that was done already.
pub(in crate::accounts) async fn use_step(
    connection: &mut PgConnection,
    user: UserId,
    step: i64,
) -> Result<bool, sqlx::Error> {
    let taken = sqlx::query(
        "UPDATE second_factors SET last_step = $2 WHERE user_id = $1 AND last_step < $2",
    )
    .bind(user)
    .bind(step)
    .execute(connection)
    .await?;
    Ok(taken.rows_affected() == 1)
}

/// `false` where there is no such code, or it was used.
pub(in crate::accounts) async fn use_recovery_code(
    connection: &mut PgConnection,
    user: UserId,
    hash: &[u8; 32],
    now: DateTime<Utc>,
) -> Result<bool, sqlx::Error> {
    let taken = sqlx::query(
        "UPDATE recovery_codes SET used_at = $3
         WHERE user_id = $1 AND code_hash = $2 AND used_at IS NULL",
    )
    .bind(user)
    .bind(&hash[..])
    .bind(now)
    .execute(connection)
    .await?;
    Ok(taken.rows_affected() == 1)
}

pub(in crate::accounts) async fn recovery_codes_left(
    connection: &mut PgConnection,
    user: UserId,
) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar("SELECT count(*) FROM recovery_codes WHERE user_id = $1 AND used_at IS NULL")
        .bind(user)
        .fetch_one(connection)
        .await
}

/// With its recovery codes; `false` where the account has none.
pub(in crate::accounts) async fn delete_second_factor(
    connection: &mut PgConnection,
    user: UserId,
) -> Result<bool, sqlx::Error> {
    let deleted = sqlx::query("DELETE FROM second_factors WHERE user_id = $1")
        .bind(user)
        .execute(connection)
        .await?;
    Ok(deleted.rows_affected() == 1)
}
