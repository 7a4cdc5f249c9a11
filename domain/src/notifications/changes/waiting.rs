//! What changes of events and of their sessions share while they wait to be told.

use crate::Hub;
use crate::jobs::{Job, enqueue};
use chrono::{DateTime, Utc};
use sqlx::AssertSqlSafe;
use sqlx::postgres::PgConnection;
use types::ids::EventId;

/// What became of the changes of an event that waited to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gathered {
    /// A job tells them now.
    Told,
    /// They are due later: a job comes back then.
    NotYet,
    /// Nothing to tell, or nobody to tell it to.
    Nothing,
}

/// Whether the event is public and not over: nobody is told of another.
pub(super) async fn takes_place(
    tx: &mut PgConnection,
    event: EventId,
    now: DateTime<Utc>,
) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar("SELECT status = 'PUBLISHED' AND end_date > $2 FROM events WHERE id = $1")
        .bind(event)
        .bind(now)
        .fetch_one(tx)
        .await
}

/// The safety net: queues the job again of every event that has rows of the table which wait, by this
/// condition, and no job that comes for them. Answers how many there were.
pub(super) async fn queue_again<J: Job + Send + Sync + 'static>(
    hub: &Hub,
    table: &'static str,
    waiting: &'static str,
    job: fn(EventId) -> J,
) -> Result<u64, sqlx::Error> {
    let sql = format!(
        "SELECT event_id FROM {table}
         WHERE {waiting} AND first_at < clock_timestamp() - interval '16 minutes'
             AND NOT EXISTS (SELECT FROM graphile_worker._private_jobs j
                 WHERE j.key = $1 || ':' || event_id AND j.attempts < j.max_attempts)
         GROUP BY event_id ORDER BY min(first_at) LIMIT 200"
    );
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                let events: Vec<EventId> = sqlx::query_scalar(AssertSqlSafe(sql))
                    .bind(J::IDENTIFIER)
                    .fetch_all(&mut *tx)
                    .await?;
                for event in &events {
                    enqueue(tx, &job(*event), None).await?;
                }
                Ok(events.len() as u64)
            })
        })
        .await
}
