//! How a migration waits for its locks: briefly, again and again, up to a bound.

use super::MigrateError;
use futures::future::BoxFuture;
use sqlx::postgres::PgPool;
use std::time::{Duration, Instant};

#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For a lock: as long as every request that comes meanwhile queues up behind it. Shorter than
    /// what a request waits for a lock.
    pub lock: Duration,
    /// Between two tries, for what has queued up.
    pub pause: Duration,
    /// In all.
    pub bound: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            lock: Duration::from_secs(2),
            pause: Duration::from_secs(3),
            bound: Duration::from_mins(30),
        }
    }
}

impl Patience {
    /// Retries `work` until it gets its locks, and logs who holds them.
    pub(super) async fn retry<'w>(
        self,
        what: &str,
        own: &PgPool,
        work: impl Fn() -> BoxFuture<'w, Result<(), MigrateError>>,
    ) -> Result<(), MigrateError> {
        let began = Instant::now();
        loop {
            match work().await {
                Err(error) if error.is_contention() => {
                    let holders = holders(own).await?;
                    let waited = began.elapsed();
                    if waited >= self.bound {
                        return Err(MigrateError::Held { what: what.to_owned(), waited, holders });
                    }
                    tracing::warn!(%error, "{what} waits for a lock held by {holders}");
                    tokio::time::sleep(self.pause).await;
                }
                outcome => return outcome,
            }
        }
    }
}

/// The sessions that have had a table of this database the longest.
async fn holders(own: &PgPool) -> Result<String, MigrateError> {
    let sessions: Vec<String> = sqlx::query_scalar(
        "SELECT format('process %s (%s, %s for %s s)', a.pid,
             coalesce(nullif(a.application_name, ''), 'unnamed'), a.state,
             extract(epoch FROM clock_timestamp() - a.xact_start)::bigint)
         FROM pg_stat_activity a
         WHERE a.pid <> pg_backend_pid() AND EXISTS (
             SELECT FROM pg_locks l
             WHERE l.pid = a.pid AND l.granted AND l.locktype = 'relation' AND l.database =
                 (SELECT oid FROM pg_database WHERE datname = current_database()))
         ORDER BY a.xact_start LIMIT 3",
    )
    .fetch_all(own)
    .await?;
    Ok(if sessions.is_empty() { "nobody any more".to_owned() } else { sessions.join(", ") })
}
