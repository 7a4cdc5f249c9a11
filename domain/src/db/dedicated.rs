//! A dedicated connection: kept from statement to statement, with warm caches, for work that is
//! always under way. A pool would roll back after each.

use futures::future::BoxFuture;
use sqlx::Connection as _;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How long to wait for the database. PostgreSQL's own timeouts come first while it answers at all;
/// these are for a peer that has vanished, which TCP reports after a quarter of an hour.
#[derive(Clone, Copy, Debug)]
pub struct Deadlines {
    /// To connect, to ping, or to get a connection from the pool.
    pub(super) connect: Duration,
    /// For one piece of work; `None` waits without an end.
    pub(super) answer: Option<Duration>,
    /// For each statement of a public read.
    pub(super) public: Duration,
}

impl Deadlines {
    pub const fn new(connect: Duration, answer: Duration) -> Self {
        Self { connect, answer: Some(answer), public: Duration::from_millis(1500) }
    }

    /// The same with another time for public reads.
    #[must_use]
    pub const fn with_public(self, public: Duration) -> Self {
        Self { public, ..self }
    }

    /// Runs `work` under the deadline. Without an answer in time its effect is unknown, and the
    /// connection must be closed.
    pub(super) async fn limit<T, E: From<sqlx::Error>>(
        self,
        work: impl Future<Output = Result<T, E>>,
    ) -> Result<Result<T, E>, NoAnswer> {
        match self.answer {
            Some(answer) => tokio::time::timeout(answer, work).await.map_err(|_| NoAnswer),
            None => Ok(work.await),
        }
    }

    /// Runs a ping or a connect under its deadline.
    pub(super) async fn alive<T>(
        self,
        asked: impl Future<Output = Result<T, sqlx::Error>>,
    ) -> Result<T, sqlx::Error> {
        tokio::time::timeout(self.connect, asked).await.unwrap_or_else(|_| Err(NoAnswer.into()))
    }
}

impl Default for Deadlines {
    fn default() -> Self {
        Self::new(Duration::from_secs(5), Duration::from_secs(20))
    }
}

/// The database did not answer in time.
#[derive(Clone, Copy, Debug)]
pub(super) struct NoAnswer;

impl From<NoAnswer> for sqlx::Error {
    fn from(_: NoAnswer) -> Self {
        tracing::warn!("the database did not answer in time; the connection is closed");
        Self::Io(std::io::Error::new(std::io::ErrorKind::TimedOut, "the database did not answer"))
    }
}

/// The few statements of a dedicated connection are planned once. They bear arrays, which tell the planner
/// nothing, and to plan a claim takes longer than to make it. A plan that is kept must stay good while the
/// tables grow: what has a key is looked up by it, however small its table was at first.
const PLANNED_ONCE: [(&str, &str); 3] =
    [("plan_cache_mode", "force_generic_plan"), ("enable_seqscan", "off"), ("jit", "off")];

/// A connection used within this time is not pinged before use.
pub(super) const FRESH: Duration = Duration::from_secs(1);

/// Opened when it is needed. A second caller at the same time gets another connection.
#[derive(Clone)]
pub(crate) struct DedicatedConnection {
    options: Arc<PgConnectOptions>,
    deadlines: Deadlines,
    kept: Arc<Mutex<Option<Idle>>>,
}

struct Idle {
    connection: PgConnection,
    /// When it last answered.
    worked: Instant,
}

impl fmt::Debug for DedicatedConnection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DedicatedConnection").finish_non_exhaustive()
    }
}

impl DedicatedConnection {
    pub(super) fn new(options: PgConnectOptions, deadlines: Deadlines) -> Self {
        let options = Arc::new(options.options(PLANNED_ONCE));
        Self { options, deadlines, kept: Arc::default() }
    }

    /// Runs `work`. If it panics, is cancelled or gets no answer in time, its connection is closed
    /// and the database rolls back.
    pub(crate) async fn run<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: for<'c> FnOnce(&'c mut PgConnection) -> BoxFuture<'c, Result<T, E>>,
        E: From<sqlx::Error>,
    {
        let mut connection = self.take().await?;
        let answer = match self.deadlines.limit(work(&mut connection)).await {
            Ok(answer) => answer,
            Err(lost) => return Err(sqlx::Error::from(lost).into()),
        };
        // After an error a ROLLBACK may still wait to be sent: a retry must not meet its locks.
        if answer.is_ok() || self.deadlines.alive(connection.ping()).await.is_ok() {
            *self.kept() = Some(Idle { connection, worked: Instant::now() });
        }
        answer
    }

    async fn take(&self) -> Result<PgConnection, sqlx::Error> {
        let kept = self.kept().take();
        if let Some(Idle { mut connection, worked }) = kept
            && (worked.elapsed() < FRESH || self.deadlines.alive(connection.ping()).await.is_ok())
        {
            return Ok(connection);
        }
        self.deadlines.alive(PgConnection::connect_with(&self.options)).await
    }

    fn kept(&self) -> MutexGuard<'_, Option<Idle>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::test_hub;
    use tokio::sync::Notify;

    async fn process(dedicated: &DedicatedConnection) -> Result<i32, sqlx::Error> {
        dedicated
            .run(|connection| {
                Box::pin(async move {
                    sqlx::query_scalar("SELECT pg_backend_pid()").fetch_one(connection).await
                })
            })
            .await
    }

    #[tokio::test]
    async fn one_connection_serves_what_comes_one_after_another() {
        let (hub, _database) = test_hub().await;
        let own = hub.db.dedicated_connection();
        let first = process(&own).await.unwrap();
        assert_eq!(process(&own).await.unwrap(), first);
    }

    #[tokio::test]
    async fn a_connection_that_breaks_is_replaced_after_one_error() {
        let (hub, _database) = test_hub().await;
        let own = hub.db.dedicated_connection();
        let first = process(&own).await.unwrap();
        sqlx::query("SELECT pg_terminate_backend($1, 5000)")
            .bind(first)
            .execute(hub.db.pool())
            .await
            .unwrap();
        process(&own).await.unwrap_err();
        assert_ne!(process(&own).await.unwrap(), first);
    }

    #[tokio::test]
    async fn what_is_cancelled_leaves_no_transaction_behind() {
        let (hub, _database) = test_hub().await;
        let (own, written) = (hub.db.dedicated_connection(), Arc::new(Notify::new()));
        let told = written.clone();
        let forever = own.run::<(), sqlx::Error, _>(|connection| {
            Box::pin(async move {
                let mut tx = connection.begin().await?;
                sqlx::query("CREATE TABLE half_done ()").execute(&mut *tx).await?;
                told.notify_one();
                std::future::pending().await
            })
        });
        tokio::select! {
            _ = forever => unreachable!("it waits for nothing"),
            () = written.notified() => {}
        }
        let seen: Option<String> = own
            .run(|connection| {
                let seen = sqlx::query_scalar("SELECT to_regclass('half_done')::text");
                Box::pin(async move { seen.fetch_one(connection).await })
            })
            .await
            .unwrap();
        assert_eq!(seen, None);
    }
}
