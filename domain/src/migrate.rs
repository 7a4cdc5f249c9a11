//! Brings a database to this version's shape.

use crate::jobs::{Job as _, LapseHolds};
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
    // The queue's own indexes begin with the priority, by which it would read all that is due later,
    // a job for every held seat, whenever it looks for what is due now.
    sqlx::query(
        "CREATE INDEX IF NOT EXISTS due_jobs ON graphile_worker._private_jobs (run_at) \
         WHERE is_available",
    )
    .execute(pool)
    .await?;
    // A booking puts its job into the queue by itself; the kind must be known before any worker is.
    sqlx::query(
        "INSERT INTO graphile_worker._private_tasks (identifier) VALUES ($1) ON CONFLICT DO NOTHING",
    )
    .bind(LapseHolds::IDENTIFIER)
    .execute(pool)
    .await?;
    guard.close().await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::testing::test_hub;
    use sqlx::PgPool;

    /// How the database finds what is due, by the order in which the queue asks for it.
    async fn plan(queue: &PgPool) -> String {
        let lines: Vec<String> = sqlx::query_scalar(
            "EXPLAIN SELECT id FROM graphile_worker._private_jobs \
             WHERE is_available AND run_at <= now() \
             ORDER BY priority, run_at LIMIT 1 FOR UPDATE SKIP LOCKED",
        )
        .fetch_all(queue)
        .await
        .unwrap();
        lines.join("\n")
    }

    #[tokio::test]
    async fn looking_for_due_work_reads_nothing_that_is_due_later() {
        let (hub, _database) = test_hub().await;
        let queue = hub.db.queue_pool(1);
        sqlx::query(
            "INSERT INTO graphile_worker._private_jobs (task_id, run_at) \
             SELECT tasks.id, now() + n * interval '1 second' \
             FROM generate_series(900, 20900) AS n, graphile_worker._private_tasks AS tasks",
        )
        .execute(&queue)
        .await
        .unwrap();
        sqlx::query("ANALYZE graphile_worker._private_jobs").execute(&queue).await.unwrap();
        let plan = plan(&queue).await;
        assert!(plan.contains("due_jobs"), "{plan}");
        assert!(plan.contains("Index Cond: (run_at <= now())"), "{plan}");
    }
}
