//! The SQL of accounts.

mod admin;
mod leaving;
mod links;
mod refresh_tokens;
mod resets;
mod sessions;
mod throttles;
mod users;

pub(super) use admin::*;
pub(super) use leaving::*;
pub(super) use links::*;
pub(super) use refresh_tokens::*;
pub(super) use resets::*;
pub(super) use sessions::*;
pub(super) use throttles::*;
pub(super) use users::*;

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::postgres::PgConnection;

pub(super) async fn purge_lapsed(
    connection: &mut PgConnection,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM refresh_tokens WHERE expires_at < $1")
        .bind(now)
        .execute(&mut *connection)
        .await?;
    sqlx::query("DELETE FROM login_sessions WHERE ends_at < $1 OR ended_at < $1")
        .bind(now - TimeDelta::days(1))
        .execute(&mut *connection)
        .await?;
    sqlx::query("DELETE FROM password_resets WHERE expires_at < $1")
        .bind(now - TimeDelta::days(1))
        .execute(&mut *connection)
        .await?;
    sqlx::query("DELETE FROM email_verifications WHERE expires_at < $1")
        .bind(now - TimeDelta::days(1))
        .execute(&mut *connection)
        .await?;
    sqlx::query("DELETE FROM login_throttles WHERE last_failure < $1")
        .bind(now - TimeDelta::days(1))
        .execute(&mut *connection)
        .await?;
    forget_farewells(connection).await
}
