//! The job queue's own tables, and what we add to them.

use super::{MigrateError, QUEUE_SCHEMA};
use crate::jobs::{Job as _, LapseHolds};
use graphile_worker::WorkerUtils;
use sqlx::AssertSqlSafe;
use sqlx::postgres::PgPool;

const INDEXES: [(&str, &str); 2] = [
    // The queue's own indexes begin with the priority, by which it would read all that is due later, a
    // job for every held seat, whenever it looks for what is due now.
    ("due_jobs", "(run_at) WHERE is_available"),
    // What runs and what was given up: few beside what is due later, and what admins are told of.
    ("taken_jobs", "(run_at, id) WHERE NOT is_available"),
];

pub(super) async fn migrate(own: &PgPool) -> Result<(), MigrateError> {
    let queue = WorkerUtils::new(own.clone(), QUEUE_SCHEMA);
    queue.migrate().await.map_err(|error| MigrateError::Queue(error.into()))?;
    for (name, columns) in INDEXES {
        // Asked first: IF NOT EXISTS locks the table against writing before it looks.
        let indexed: bool =
            sqlx::query_scalar("SELECT to_regclass('graphile_worker.' || $1) IS NOT NULL")
                .bind(name)
                .fetch_one(own)
                .await?;
        if !indexed {
            let sql = format!(
                "CREATE INDEX IF NOT EXISTS {name} ON graphile_worker._private_jobs {columns}"
            );
            sqlx::query(AssertSqlSafe(sql)).execute(own).await?;
        }
    }
    // What runs and what was given up: what an admin's pages look for among all that waits.
    let indexed: bool =
        sqlx::query_scalar("SELECT to_regclass('graphile_worker.unavailable_jobs') IS NOT NULL")
            .fetch_one(own)
            .await?;
    if !indexed {
        sqlx::query(
            "CREATE INDEX IF NOT EXISTS unavailable_jobs ON graphile_worker._private_jobs (run_at, id) \
             WHERE NOT is_available",
        )
        .execute(own)
        .await?;
    }
    // A booking puts its job into the queue by itself; the kind must be known before any worker is.
    sqlx::query(
        "INSERT INTO graphile_worker._private_tasks (identifier) VALUES ($1) ON CONFLICT DO NOTHING",
    )
    .bind(LapseHolds::IDENTIFIER)
    .execute(own)
    .await?;
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
