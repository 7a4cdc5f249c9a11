//! How the work behind the requests is going: what a check, a metric or a page for admins tells.

use crate::Hub;
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::postgres::PgConnection;

/// How many messages of the last day got through and how many are dead letters of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct MailHealth {
    pub dead_letters: i64,
    pub failed_today: i64,
    pub sent_today: i64,
}

/// What waits in the queue and what it gave up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueueHealth {
    /// How long the oldest job that is due has waited for a worker.
    pub lag: TimeDelta,
    /// Jobs that are not tried any more, by kind.
    pub dead: Vec<(String, i64)>,
}

impl QueueHealth {
    pub fn dead_jobs(&self) -> i64 {
        self.dead.iter().map(|(_, count)| count).sum()
    }
}

/// # Errors
/// What the database says.
pub async fn queue(hub: &Hub) -> Result<QueueHealth, sqlx::Error> {
    let mut connection = hub.db.read().await?;
    let oldest: Option<DateTime<Utc>> = sqlx::query_scalar(
        "SELECT min(run_at) FROM graphile_worker._private_jobs
         WHERE is_available AND run_at <= clock_timestamp()",
    )
    .fetch_one(&mut *connection)
    .await?;
    let now = database_time(&mut connection).await?;
    let dead = sqlx::query_as(
        "SELECT t.identifier, count(*)
         FROM graphile_worker._private_jobs j
             JOIN graphile_worker._private_tasks t ON t.id = j.task_id
         WHERE NOT j.is_available AND j.locked_at IS NULL
         GROUP BY 1 ORDER BY 1",
    )
    .fetch_all(&mut *connection)
    .await?;
    Ok(QueueHealth { lag: oldest.map_or(TimeDelta::zero(), |oldest| now - oldest), dead })
}

/// # Errors
/// What the database says.
pub async fn mail(hub: &Hub) -> Result<MailHealth, sqlx::Error> {
    sqlx::query_as(
        "SELECT count(*) FILTER (WHERE status = 'FAILED') AS dead_letters,
             count(*) FILTER (WHERE status = 'FAILED' AND created_at > $1) AS failed_today,
             count(*) FILTER (WHERE status = 'SENT') AS sent_today
         FROM mail_messages WHERE status = 'FAILED' OR created_at > $1",
    )
    .bind(hub.now() - TimeDelta::days(1))
    .fetch_one(&mut *hub.db.read().await?)
    .await
}

/// What the database takes for the time.
///
/// # Errors
/// What the database says.
pub async fn database_time(connection: &mut PgConnection) -> Result<DateTime<Utc>, sqlx::Error> {
    sqlx::query_scalar("SELECT clock_timestamp()").fetch_one(connection).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::new_id;
    use crate::testing::test_hub;
    use sqlx::Executor as _;

    #[tokio::test]
    async fn the_queue_tells_what_waits_and_what_was_given_up() {
        let (hub, _database) = test_hub().await;
        assert_eq!(queue(&hub).await.unwrap(), QueueHealth::default());
        hub.db
            .pool()
            .execute(
                "INSERT INTO graphile_worker._private_jobs
                     (task_id, run_at, attempts, max_attempts)
                 SELECT min(id), now() - made.age, made.attempts, 3
                 FROM graphile_worker._private_tasks, (VALUES
                     (interval '1 hour', 0), (interval '-1 hour', 0), (interval '2 hours', 3)
                 ) AS made (age, attempts) GROUP BY made.age, made.attempts",
            )
            .await
            .unwrap();
        let found = queue(&hub).await.unwrap();
        assert_eq!(found.lag.num_minutes(), 60, "neither what is due later nor what is dead");
        assert_eq!((found.dead_jobs(), found.dead.len()), (1, 1));
    }

    #[tokio::test]
    async fn dead_letters_are_counted_all_and_those_of_the_day() {
        let (hub, _database) = test_hub().await;
        for (status, age) in [("FAILED", 3), ("FAILED", 0), ("SENT", 3), ("SENT", 0), ("QUEUED", 0)]
        {
            sqlx::query(
                "INSERT INTO mail_messages (id, unique_key, kind, recipient, locale, status,
                     created_at, sent_at)
                 VALUES ($1, $1::text, 'test', 'ada@example.test', 'en', $2,
                     now() - $3 * interval '1 day', CASE WHEN $2 = 'SENT' THEN now() END)",
            )
            .bind(new_id())
            .bind(status)
            .bind(age)
            .execute(hub.db.pool())
            .await
            .unwrap();
        }
        let expected = MailHealth { dead_letters: 2, failed_today: 1, sent_today: 1 };
        assert_eq!(mail(&hub).await.unwrap(), expected);
    }
}
