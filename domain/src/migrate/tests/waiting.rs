//! Migrations beside people who use the tables.

use crate::Hub;
use crate::migrate::{MigrateError, Patience, own_connection, run};
use crate::testing::{TestDatabase, somebody_waits, test_hub};
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::postgres::{PgConnection, PgPool, PgPoolOptions};
use sqlx::{Connection as _, Executor as _, SqlSafeStr as _};
use std::time::Duration;

const QUICK: Patience = Patience {
    lock: Duration::from_millis(50),
    pause: Duration::from_millis(10),
    bound: Duration::from_mins(2),
};

fn migrations(each: &[&'static str]) -> Migrator {
    let each = each.iter().zip(1..).map(|(sql, version)| {
        Migration::new(version, "test".into(), MigrationType::Simple, sql.into_sql_str(), false)
    });
    let mut migrator = Migrator::with_migrations(each.collect());
    migrator.dangerous_set_table_name("test_migrations");
    migrator
}

/// A pool whose statements and waits for locks end early, as those of requests do.
async fn requests(database: &TestDatabase) -> PgPool {
    let options: sqlx::postgres::PgConnectOptions = database.url().parse().unwrap();
    let options = options.options([("statement_timeout", "300"), ("lock_timeout", "200")]);
    PgPoolOptions::new().max_connections(2).connect_with(options).await.unwrap()
}

async fn hold(hub: &Hub) -> PgConnection {
    let mut holder = PgConnection::connect_with(&hub.db.options()).await.unwrap();
    // Longer than any of the waits of this test.
    holder.execute("SET idle_in_transaction_session_timeout = 0").await.unwrap();
    holder.execute("BEGIN").await.unwrap();
    holder.execute("SELECT FROM kept").await.unwrap();
    holder
}

async fn migrate_with(
    pool: &PgPool,
    all: &Migrator,
    patience: Patience,
) -> Result<(), MigrateError> {
    let own = own_connection(pool, patience);
    let migrated = run(&own, all, patience).await;
    own.close().await;
    migrated
}

#[tokio::test]
async fn a_migration_lets_requests_pass_while_it_waits_and_takes_as_long_as_it_needs() {
    let (hub, database) = test_hub().await;
    let pool = requests(&database).await;
    migrate_with(&pool, &migrations(&["CREATE TABLE kept ()"]), QUICK).await.unwrap();
    let mut holder = hold(&hub).await;
    let all = migrations(&[
        "CREATE TABLE kept ()",
        "ALTER TABLE kept ADD COLUMN word text; SELECT pg_sleep(0.6);",
    ]);
    let migrating = {
        let pool = pool.clone();
        tokio::spawn(async move { migrate_with(&pool, &all, QUICK).await })
    };
    for _ in 0..5 {
        somebody_waits(&hub).await;
        // Comes after the one that wants the table for itself, and is served all the same.
        pool.execute("SELECT FROM kept").await.unwrap();
        assert!(!migrating.is_finished());
    }
    holder.execute("COMMIT").await.unwrap();
    migrating.await.unwrap().unwrap();
    pool.execute("SELECT word FROM kept").await.unwrap();
    let slept = pool.execute("SELECT pg_sleep(0.6)").await.unwrap_err();
    assert!(slept.to_string().contains("statement timeout"), "the control: {slept}");
}

#[tokio::test]
async fn a_migration_that_never_gets_its_lock_ends_and_says_who_has_it() {
    let (hub, database) = test_hub().await;
    let pool = requests(&database).await;
    migrate_with(&pool, &migrations(&["CREATE TABLE kept ()"]), QUICK).await.unwrap();
    let mut holder = hold(&hub).await;
    let pid: i32 =
        sqlx::query_scalar("SELECT pg_backend_pid()").fetch_one(&mut holder).await.unwrap();
    let all = migrations(&["CREATE TABLE kept ()", "ALTER TABLE kept ADD COLUMN word text"]);
    let patience = Patience { bound: Duration::ZERO, ..QUICK };
    let error = migrate_with(&pool, &all, patience).await.unwrap_err();
    assert!(matches!(error, MigrateError::Held { .. }), "{error}");
    let text = error.to_string();
    assert!(text.contains("migration 2 (test)"), "{text}");
    assert!(text.contains(&format!("process {pid} (event-hub, idle in transaction")), "{text}");
    holder.execute("ROLLBACK").await.unwrap();
    migrate_with(&pool, &all, patience).await.unwrap();
}

#[tokio::test]
async fn what_a_newer_version_has_migrated_is_left_alone() {
    let (_hub, database) = test_hub().await;
    let pool = requests(&database).await;
    let newer = migrations(&["CREATE TABLE kept ()", "CREATE TABLE newer ()"]);
    migrate_with(&pool, &newer, QUICK).await.unwrap();
    let older = migrate_with(&pool, &migrations(&["CREATE TABLE kept ()"]), QUICK).await;
    assert!(matches!(older, Err(MigrateError::Tables(_))), "{older:?}");
}

#[tokio::test]
async fn two_processes_migrate_one_after_the_other() {
    let (hub, _database) = test_hub().await;
    let first = own_connection(hub.db.pool(), QUICK);
    super::super::wait_for_turn(&first).await.unwrap();
    let pool = hub.db.pool().clone();
    let second = tokio::spawn(async move { crate::migrate::migrate(&pool).await });
    somebody_waits(&hub).await;
    assert!(!second.is_finished());
    first.close().await;
    second.await.unwrap().unwrap();
}
