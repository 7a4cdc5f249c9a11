//! Brings a database to this version's shape.

use crate::jobs::{Job as _, LapseBooking};
use graphile_worker::WorkerUtils;
use sqlx::Connection as _;
use sqlx::postgres::{PgConnection, PgPool};

static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("../migrations");

/// The schema that the job queue keeps its own tables in.
pub const QUEUE_SCHEMA: &str = "graphile_worker";

#[derive(Debug, thiserror::Error)]
pub enum MigrateError {
    #[error("the tables could not be brought up to date: {0}")]
    Tables(#[from] sqlx::migrate::MigrateError),
    #[error("the job queue could not be brought up to date: {0}")]
    Queue(String),
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

/// Runs every missing migration, ours and the queue's, one process at a time (advisory lock).
///
/// # Errors
/// A migration failed, or the database was migrated by a newer version.
pub async fn migrate(pool: &PgPool) -> Result<(), MigrateError> {
    // An arbitrary key that no other lock of ours uses.
    const LOCK: i64 = 0x4556_4e54_4855_4201;
    let mut guard = PgConnection::connect_with(&pool.connect_options()).await?;
    sqlx::query("SET lock_timeout = 0; ").execute(&mut guard).await?;
    sqlx::query("SET statement_timeout = 0").execute(&mut guard).await?;
    sqlx::query("SELECT pg_advisory_lock($1)").bind(LOCK).execute(&mut guard).await?;
    MIGRATIONS.run(pool).await?;
    WorkerUtils::new(pool.clone(), QUEUE_SCHEMA)
        .migrate()
        .await
        .map_err(|error| MigrateError::Queue(error.to_string()))?;
    // A booking puts its job into the queue by itself; the kind must be known before any worker is.
    sqlx::query(
        "INSERT INTO graphile_worker._private_tasks (identifier) VALUES ($1) ON CONFLICT DO NOTHING",
    )
    .bind(LapseBooking::IDENTIFIER)
    .execute(pool)
    .await?;
    guard.close().await?;
    Ok(())
}
