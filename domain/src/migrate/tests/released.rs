//! A database that released versions made and this one upgrades has the tables of a fresh one.

use crate::migrate::{MIGRATIONS, migrate, queue};
use crate::testing::TestDatabase;
use sha2::{Digest as _, Sha256};
use sqlx::migrate::Migrate as _;
use sqlx::postgres::{PgConnection, PgPool, PgPoolOptions};
use sqlx::{AssertSqlSafe, Connection as _, Executor as _};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// As `sha256sum` writes them, in the order in which released databases ran them.
const RELEASED: &str = include_str!("../../../../migrations/released.txt");

/// The name and the checksum of each.
fn released() -> Vec<(&'static str, &'static str)> {
    let lines = RELEASED.lines().map(|line| line.split_once("  ").expect("a checksum and a name"));
    lines.map(|(checksum, name)| (name, checksum)).collect()
}

#[test]
fn what_was_released_is_there_as_it_was() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../migrations");
    for (name, checksum) in released() {
        let sql = fs::read(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        let found = Sha256::digest(sql)
            .iter()
            .fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
        assert_eq!(found, checksum, "{name} was released: change tables by another migration");
    }
    let names: BTreeSet<&str> = released().into_iter().map(|(name, _)| name).collect();
    assert_eq!(names.len(), released().len(), "one of them stands twice");
    assert!(names.len() >= 50, "nothing is taken back");
}

async fn pool(database: &TestDatabase) -> PgPool {
    PgPoolOptions::new().max_connections(2).connect(&database.url()).await.unwrap()
}

/// What this version makes of an empty database.
async fn fresh(database: &TestDatabase) -> PgPool {
    let pool = pool(database).await;
    migrate(&pool).await.unwrap();
    pool
}

/// What this version makes of one that ran these migrations, one after the other as they came.
async fn upgraded(database: &TestDatabase, order: &[i64]) -> PgPool {
    let pool = pool(database).await;
    let mut connection = pool.acquire().await.unwrap();
    let table = &MIGRATIONS.table_name;
    connection.ensure_migrations_table(table).await.unwrap();
    for version in order {
        let migration = MIGRATIONS.iter().find(|known| known.version == *version);
        let migration = migration.unwrap_or_else(|| panic!("there is no migration {version}"));
        let applied = connection.apply(table, migration).await;
        applied.unwrap_or_else(|error| panic!("{version}: {error}"));
    }
    drop(connection);
    queue::migrate(&pool).await.unwrap();
    migrate(&pool).await.unwrap();
    pool
}

/// All that the database is made of, and how many rows the migrations have put into each table.
async fn schema(connection: &mut PgConnection) -> BTreeSet<String> {
    let lines: Vec<String> =
        sqlx::query_scalar(include_str!("schema.sql")).fetch_all(&mut *connection).await.unwrap();
    let tables: Vec<String> = sqlx::query_scalar(
        "SELECT c.oid::regclass::text FROM pg_class c
         WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'",
    )
    .fetch_all(&mut *connection)
    .await
    .unwrap();
    let mut all: BTreeSet<String> = lines.into_iter().collect();
    for table in tables {
        let count = AssertSqlSafe(format!("SELECT count(*) FROM {table}"));
        let rows: i64 = sqlx::query_scalar(count).fetch_one(&mut *connection).await.unwrap();
        all.insert(format!("rows of {table}: {rows}"));
    }
    all
}

#[tokio::test]
async fn an_upgraded_database_has_the_schema_of_a_fresh_one() {
    let versions: Vec<i64> = released()
        .iter()
        .map(|(name, _)| name.split('_').next().unwrap().parse().unwrap())
        .collect();
    let (old, new) = (TestDatabase::empty().await, TestDatabase::empty().await);
    let (upgraded, fresh) = (upgraded(&old, &versions).await, fresh(&new).await);
    let upgraded = schema(&mut upgraded.acquire().await.unwrap()).await;
    let fresh = schema(&mut fresh.acquire().await.unwrap()).await;
    assert!(fresh.len() > 500, "there is a schema");
    let only_upgraded: Vec<_> = upgraded.difference(&fresh).collect();
    let only_fresh: Vec<_> = fresh.difference(&upgraded).collect();
    assert!(
        only_upgraded.is_empty() && only_fresh.is_empty(),
        "the effect of a migration depends on the order\nonly upgraded: {only_upgraded:#?}\nonly \
         fresh: {only_fresh:#?}"
    );
}

#[tokio::test]
async fn the_comparison_sees_whatever_a_migration_can_change() {
    let database = TestDatabase::create().await;
    let pool = pool(&database).await;
    let mut connection = pool.acquire().await.unwrap();
    let before = schema(&mut connection).await;
    for change in [
        "ALTER TABLE users ADD COLUMN more integer",
        "ALTER TABLE users ALTER COLUMN bio DROP NOT NULL",
        "ALTER TABLE users ALTER COLUMN bio SET DEFAULT 'x'",
        "ALTER TABLE setup_steps ALTER COLUMN step TYPE varchar(9)",
        "ALTER TABLE setup_steps ALTER COLUMN step TYPE text COLLATE \"C\"",
        "ALTER TABLE setup_steps ADD CHECK (step <> '')",
        "ALTER TABLE setup_steps ADD CONSTRAINT later CHECK (step <> '') NOT VALID",
        "ALTER TABLE setup_steps SET (fillfactor = 50)",
        "CREATE INDEX ON setup_steps (done_at)",
        "DROP TRIGGER audit_log_append_only ON audit_log",
        "ALTER TABLE audit_log DISABLE TRIGGER audit_log_append_only",
        "CREATE OR REPLACE FUNCTION audit_log_is_append_only() RETURNS trigger LANGUAGE plpgsql
             AS 'BEGIN RETURN NEW; END'",
        "CREATE DOMAIN more AS text",
        "CREATE TYPE more AS ENUM ('one')",
        "CREATE VIEW more AS SELECT 1 AS one",
        "CREATE SEQUENCE more",
        "CREATE SCHEMA more CREATE TABLE more ()",
        "DROP EXTENSION unaccent CASCADE",
        "INSERT INTO setup_steps (step) VALUES ('more')",
    ] {
        let mut tx = connection.begin().await.unwrap();
        tx.execute(change).await.unwrap_or_else(|error| panic!("{change}: {error}"));
        assert_ne!(schema(&mut tx).await, before, "{change}");
        tx.rollback().await.unwrap();
    }
    assert_eq!(schema(&mut connection).await, before, "and nothing else");
}
