//! Brings a database to this version's shape.
//!
//! Migrations run on a connection of their own, beside the pool: a statement takes as long as it
//! needs, but waits for a lock only briefly, since every request that comes queues up behind it.

mod error;
mod patience;
mod queue;
#[cfg(test)]
mod tests;

pub use error::MigrateError;
pub use patience::Patience;

use sqlx::migrate::{Migrate as _, Migration, Migrator};
use sqlx::postgres::{PgConnection, PgPool, PgPoolOptions};
use sqlx::{AssertSqlSafe, Executor as _};
use std::collections::BTreeSet;
use std::time::Duration;

static MIGRATIONS: Migrator = sqlx::migrate!("../migrations");

/// The schema that the job queue keeps its own tables in.
pub const QUEUE_SCHEMA: &str = "graphile_worker";

/// To connect; the pool has just done so.
const CONNECT: Duration = Duration::from_secs(10);

/// Runs every missing migration, ours and the queue's, one process at a time (advisory lock).
///
/// # Errors
/// A migration failed or never got its lock, or the database was migrated by a newer version.
pub async fn migrate(pool: &PgPool) -> Result<(), MigrateError> {
    let patience = Patience::default();
    let own = own_connection(pool, patience);
    let migrated = async {
        wait_for_turn(&own).await?;
        run(&own, &MIGRATIONS, patience).await?;
        patience.retry("the job queue's tables", &own, || Box::pin(queue::migrate(&own))).await
    }
    .await;
    // Closing it also lets go of the advisory lock.
    own.close().await;
    migrated
}

/// The migrations that the database lacks.
///
/// # Errors
/// What the database says, for instance that it has never been migrated.
pub async fn missing(connection: &mut PgConnection) -> Result<Vec<i64>, MigrateError> {
    let applied = applied(connection, &MIGRATIONS).await?;
    Ok(MIGRATIONS.iter().map(|known| known.version).filter(|it| !applied.contains(it)).collect())
}

/// A pool of exactly one connection, which keeps the advisory lock from its first use to its end.
fn own_connection(pool: &PgPool, patience: Patience) -> PgPool {
    let lock = patience.lock.as_millis().to_string();
    let options = pool.connect_options().as_ref().clone().options([
        ("statement_timeout", "0"),
        ("idle_in_transaction_session_timeout", "0"),
        ("lock_timeout", lock.as_str()),
    ]);
    PgPoolOptions::new()
        .max_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .acquire_timeout(CONNECT)
        .connect_lazy_with(options)
}

/// Waits for another process that migrates the same database, however long it takes.
async fn wait_for_turn(own: &PgPool) -> Result<(), MigrateError> {
    // An arbitrary key that no other lock of ours uses.
    const LOCK: i64 = 0x4556_4e54_4855_4201;
    let mut connection = own.acquire().await?;
    let free: bool = sqlx::query_scalar("SELECT pg_try_advisory_lock($1)")
        .bind(LOCK)
        .fetch_one(&mut *connection)
        .await?;
    if free {
        return Ok(());
    }
    tracing::info!("another process migrates this database: waiting for it");
    let (lifted, wait, limited) =
        ("SET lock_timeout = 0", "SELECT pg_advisory_lock($1)", "RESET lock_timeout");
    connection.execute(lifted).await?;
    sqlx::query(wait).bind(LOCK).execute(&mut *connection).await?;
    connection.execute(limited).await?;
    Ok(())
}

async fn run(own: &PgPool, migrator: &Migrator, patience: Patience) -> Result<(), MigrateError> {
    // The turn is ours already, and a lock that is left by an error would be ours twice.
    let mut migrator = Migrator {
        migrations: migrator.migrations.clone(),
        table_name: migrator.table_name.clone(),
        ..Migrator::DEFAULT
    };
    migrator.set_locking(false);
    let applied = {
        let mut connection = own.acquire().await?;
        connection.ensure_migrations_table(&migrator.table_name).await?;
        applied(&mut connection, &migrator).await?
    };
    for migration in migrator.iter().filter(|it| !applied.contains(&it.version)) {
        tracing::info!(version = migration.version, name = %migration.description, "migrating");
        let what = format!("migration {} ({})", migration.version, migration.description);
        patience.retry(&what, own, || Box::pin(apply(own, &migrator, migration))).await?;
    }
    // Also refuses what a newer version, or another history, has applied.
    migrator.run_direct(None, &mut *own.acquire().await?, false).await?;
    Ok(())
}

async fn apply(own: &PgPool, all: &Migrator, one: &Migration) -> Result<(), MigrateError> {
    let mut connection = own.acquire().await?;
    if one.no_tx {
        // CREATE INDEX CONCURRENTLY blocks no writes while it waits for old transactions, and
        // leaves an invalid index behind when it is interrupted.
        connection.execute("SET lock_timeout = 0").await?;
    }
    let applied = all.run_direct(Some(one.version), &mut *connection, false).await;
    connection.execute("RESET lock_timeout").await?;
    Ok(applied?)
}

async fn applied(
    connection: &mut PgConnection,
    migrator: &Migrator,
) -> Result<BTreeSet<i64>, MigrateError> {
    let sql = format!("SELECT version FROM {} WHERE success", migrator.table_name);
    let versions: Vec<i64> = sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(connection).await?;
    Ok(versions.into_iter().collect())
}
