//! The database: its pools and the only ways to read and write.
//!
//! Writing happens in a spawned task that the request awaits: a browser that disconnects cancels
//! its handler, and a cancelled `begin()` can hand a connection with an open transaction to the
//! next one, whose writes would then be lost although they returned `Ok`.

pub(crate) mod after_commit;
mod dedicated;
mod pages;
mod public;
mod rehearsal;
#[cfg(test)]
mod tests;

use futures::future::BoxFuture;
use sqlx::pool::PoolConnection;
use sqlx::postgres::{
    PgConnectOptions, PgConnection, PgDatabaseError, PgPool, PgPoolOptions, Postgres,
};
use sqlx::{Connection as _, Executor as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::sync::Semaphore;

pub(crate) use after_commit::{Change, Changes, Pending};
pub use dedicated::Deadlines;
pub(crate) use dedicated::DedicatedConnection;
pub(crate) use pages::each_page;
pub use public::PublicRead;

/// Connections that one process opens beside its pool: one each for the account loader, the claim
/// queue, the announcer and the listener of live updates and migrations, and as many again for a
/// moment while one is replaced.
pub const BESIDE_THE_POOL: u32 = 10;

#[derive(Clone, Debug)]
pub struct Db {
    pool: PgPool,
    /// The connection that is written through instead of the pool, if any.
    dedicated: Option<DedicatedConnection>,
    /// Committed changes that wait to be announced to live subscribers.
    changes: Changes,
    version: Arc<AtomicU64>,
    deadlines: Deadlines,
    /// Whether a write raises the version that invalidates shared pages.
    seen: bool,
    /// Bounds the public reads that run at once.
    public: Arc<Semaphore>,
    /// The statement that begins a transaction.
    begin: &'static str,
}

impl Db {
    /// Opens a pool of up to `max_connections`.
    ///
    /// # Errors
    /// The server cannot be reached or the URL is wrong.
    pub async fn connect(url: &str, max_connections: u32) -> Result<Self, sqlx::Error> {
        Self::connect_within(url, max_connections, Deadlines::default()).await
    }

    /// [`Db::connect`] with other deadlines than the usual ones.
    ///
    /// # Errors
    /// Those of [`Db::connect`].
    pub async fn connect_within(
        url: &str,
        max_connections: u32,
        deadlines: Deadlines,
    ) -> Result<Self, sqlx::Error> {
        let options: PgConnectOptions = url.parse()?;
        let options = options.application_name("event-hub").options([
            ("statement_timeout", "15000"),
            ("lock_timeout", "3000"),
            ("idle_in_transaction_session_timeout", "15000"),
            // ROLLBACK outside a transaction warns, and the pool says it at every release.
            ("client_min_messages", "error"),
            ("timezone", "UTC"),
        ]);
        let pool =
            pool_options(deadlines).max_connections(max_connections).connect_with(options).await?;
        Ok(Self {
            pool,
            dedicated: None,
            changes: Changes::default(),
            version: Arc::default(),
            deadlines,
            seen: true,
            public: Arc::new(Semaphore::new(public::at_once(max_connections))),
            begin: "BEGIN",
        })
    }

    /// The same database, whose transactions begin with more than `BEGIN`.
    #[cfg(feature = "testing")]
    #[must_use]
    pub(crate) fn beginning(self, begin: &'static str) -> Self {
        Self { begin, ..self }
    }

    /// The same database without a deadline for an answer, for imports and the like: only
    /// PostgreSQL's own timeouts hold.
    #[must_use]
    pub fn unhurried(&self) -> Self {
        let deadlines = Deadlines { answer: None, ..self.deadlines };
        Self { deadlines, ..self.clone() }
    }

    /// A dedicated connection: one that is kept from statement to statement.
    pub(crate) fn dedicated_connection(&self) -> DedicatedConnection {
        DedicatedConnection::new(self.options(), self.deadlines)
    }

    /// The same database, written through a dedicated connection.
    pub(crate) fn through_dedicated_connection(&self) -> Self {
        Self { dedicated: Some(self.dedicated_connection()), ..self.clone() }
    }

    /// The same database for writes that show on no shared page: log-in attempts, sessions, links
    /// by mail. Repeating those must not invalidate the shared pages.
    #[must_use]
    pub(crate) fn unseen(&self) -> Self {
        Self { seen: false, ..self.clone() }
    }

    /// The options of every connection to this database.
    pub(crate) fn options(&self) -> PgConnectOptions {
        PgConnectOptions::clone(&self.pool.connect_options())
    }

    pub fn pool(&self) -> &PgPool {
        &self.pool
    }

    pub(crate) fn changes(&self) -> Changes {
        self.changes.clone()
    }

    /// A pool of one connection with `synchronous_commit = off`, opened when it is needed: for
    /// LISTEN and NOTIFY, whose commits must not wait for the disk and may be lost in a crash.
    pub(crate) fn background_pool(&self) -> PgPool {
        let options = self.options().options([("synchronous_commit", "off")]);
        PgPoolOptions::new()
            .max_connections(1)
            .acquire_timeout(self.deadlines.connect)
            .connect_lazy_with(options)
    }

    /// Runs `work`, which is outside [`Db::write`] and [`Db::statement`], under the deadline;
    /// without an answer in time it is dropped with what it holds.
    pub(crate) async fn in_time<T>(
        &self,
        work: impl Future<Output = Result<T, sqlx::Error>>,
    ) -> Result<T, sqlx::Error> {
        self.deadlines.alive(work).await
    }

    /// The time after which a shared batch counts as hanging: twice the time to connect, which is
    /// longer than `lock_timeout`.
    pub(crate) fn too_long(&self) -> Duration {
        self.deadlines.connect * 2
    }

    /// The pool of the job workers. Their queries are planned each time: a plan made while the
    /// queue was short would scan a long one.
    pub fn queue_pool(&self, max_connections: u32) -> PgPool {
        let options = self.options().options([("plan_cache_mode", "force_custom_plan")]);
        pool_options(self.deadlines).max_connections(max_connections).connect_lazy_with(options)
    }

    /// The version of the data: raised by every write of this process. What was read at a version
    /// holds while it is the same, but for the clock and for other processes.
    pub fn version(&self) -> u64 {
        self.version.load(Ordering::SeqCst)
    }

    /// A connection for reading.
    ///
    /// # Errors
    /// No connection came free in time.
    pub async fn read(&self) -> Result<PoolConnection<Postgres>, sqlx::Error> {
        self.pool.acquire().await
    }

    /// A connection that sees the database as it is now, until it is dropped: the pool rolls back what
    /// comes back to it.
    ///
    /// # Errors
    /// No connection came free in time.
    pub async fn snapshot(&self) -> Result<PoolConnection<Postgres>, sqlx::Error> {
        let mut connection = self.read().await?;
        connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?;
        Ok(connection)
    }

    /// Runs `work` in one transaction: commits when it answers `Ok`, rolls back otherwise.
    ///
    /// # Errors
    /// What `work` answers, or what the database says to `BEGIN` and `COMMIT`.
    pub async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: for<'c> FnOnce(&'c mut PgConnection) -> BoxFuture<'c, Result<T, E>> + Send + 'static,
        T: Send + 'static,
        E: From<sqlx::Error> + Send + 'static,
    {
        let begin = self.begin;
        self.spawn(move |connection| {
            Box::pin(async move {
                let mut tx = connection.begin_with(begin).await?;
                match work(&mut tx).await {
                    Ok(value) => {
                        tx.commit().await?;
                        Ok(value)
                    }
                    Err(error) => {
                        // Before the answer: a retry must not meet the locks of this try. What
                        // cannot be rolled back ends with its connection.
                        let _ = tx.rollback().await;
                        Err(error)
                    }
                }
            })
        })
        .await
    }

    /// Runs `work` outside a transaction: for a rule that is one statement, which then holds its
    /// locks for one round trip only.
    ///
    /// # Errors
    /// What `work` answers.
    pub async fn statement<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: for<'c> FnOnce(&'c mut PgConnection) -> BoxFuture<'c, Result<T, E>> + Send + 'static,
        T: Send + 'static,
        E: From<sqlx::Error> + Send + 'static,
    {
        self.spawn(work).await
    }

    async fn spawn<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: for<'c> FnOnce(&'c mut PgConnection) -> BoxFuture<'c, Result<T, E>> + Send + 'static,
        T: Send + 'static,
        E: From<sqlx::Error> + Send + 'static,
    {
        if let Some(dedicated) = &self.dedicated {
            // A cancelled future closes the dedicated connection, so no spawned task is needed.
            return Box::pin(self.announcing(dedicated.run(work))).await;
        }
        let db = self.clone();
        let span = tracing::Span::current();
        let task = tokio::spawn(tracing::Instrument::instrument(
            crate::network::carried(async move { db.announcing(db.on_a_connection(work)).await }),
            span,
        ));
        match task.await {
            Ok(result) => result,
            Err(error) if error.is_panic() => std::panic::resume_unwind(error.into_panic()),
            Err(_) => Err(sqlx::Error::WorkerCrashed.into()),
        }
    }

    /// Runs `work` on a pooled connection, which is closed if no answer comes in time.
    async fn on_a_connection<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: for<'c> FnOnce(&'c mut PgConnection) -> BoxFuture<'c, Result<T, E>>,
        E: From<sqlx::Error>,
    {
        let mut connection = self.pool.acquire().await?;
        match self.deadlines.limit(work(&mut connection)).await {
            Ok(answer) => answer,
            Err(lost) => {
                drop(connection.detach());
                Err(sqlx::Error::from(lost).into())
            }
        }
    }

    /// Publishes what `work` has changed once it has committed.
    async fn announcing<T, E>(&self, work: impl Future<Output = Result<T, E>>) -> Result<T, E> {
        let (answer, changed) = after_commit::collect(work).await;
        // Even after an error: a commit that lost its answer may have happened.
        if self.seen {
            self.version.fetch_add(1, Ordering::SeqCst);
        }
        if answer.is_ok() {
            self.changes.publish(changed);
        }
        answer
    }
}

/// The options of every pool: a connection is pinged before use after a pause, and rolled back
/// after.
fn pool_options(deadlines: Deadlines) -> PgPoolOptions {
    PgPoolOptions::new()
        .acquire_timeout(deadlines.connect)
        .test_before_acquire(false)
        .before_acquire(|connection, used| {
            Box::pin(async move {
                if used.idle_for > dedicated::FRESH {
                    connection.ping().await?;
                }
                Ok(true)
            })
        })
        .after_release(move |connection, _| {
            Box::pin(async move {
                // A connection that does not answer is closed and leaves the pool.
                deadlines.alive(connection.execute("ROLLBACK")).await?;
                Ok(true)
            })
        })
}

/// The detail that one of our triggers gives with its refusal.
pub(crate) fn detail<T: std::str::FromStr>(error: &sqlx::Error) -> Option<T> {
    let error = error.as_database_error()?;
    error.try_downcast_ref::<PgDatabaseError>()?.detail()?.parse().ok()
}

/// The name of the violated constraint, if the error is one: the only way from a refusal of the
/// database to a use case's error.
pub fn violated(error: &sqlx::Error) -> Option<&str> {
    error.as_database_error().and_then(|error| error.constraint())
}
