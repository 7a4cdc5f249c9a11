//! A database per test, copied from a template that is migrated once.

use super::audited;
use crate::clock::SystemClock;
use crate::db::{Db, Deadlines};
use crate::hub::Hub;
use crate::ids::new_id;
use crate::migrate::migrate;
use crate::settings::Settings;
use sqlx::postgres::{PgConnectOptions, PgConnection, PgPoolOptions};
use sqlx::{AssertSqlSafe, Connection as _, Executor as _};
use std::path::Path;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

const TEMPLATE: &str = "event_hub_template";

/// A database of one test's own; dropped with it.
#[derive(Debug)]
pub struct TestDatabase {
    name: String,
    admin: PgConnectOptions,
}

impl TestDatabase {
    /// # Panics
    /// No server can be had: the test cannot run.
    pub async fn create() -> Self {
        Self::copied(TEMPLATE).await
    }

    /// One without any table.
    ///
    /// # Panics
    /// No server can be had: the test cannot run.
    pub async fn empty() -> Self {
        Self::copied("template0").await
    }

    #[expect(clippy::expect_used, reason = "a test without its database cannot go on")]
    async fn copied(template: &str) -> Self {
        let admin = admin_options();
        let name = format!("test_{}", new_id().simple());
        let mut connection =
            PgConnection::connect_with(&admin).await.expect("the test server answers");
        ensure_template(&mut connection, &admin).await.expect("the template is migrated");
        connection
            .execute(AssertSqlSafe(format!("CREATE DATABASE {name} TEMPLATE {template}")))
            .await
            .expect("the template is copied");
        connection.close().await.expect("the connection closes");
        Self { name, admin }
    }

    pub fn url(&self) -> String {
        use sqlx::ConnectOptions as _;
        self.admin.clone().database(&self.name).to_url_lossy().to_string()
    }

    /// # Panics
    /// The database does not answer.
    pub async fn connect(&self) -> Db {
        self.connect_unwatched().await.beginning(audited::BEGIN)
    }

    #[expect(clippy::expect_used, reason = "a test without its database cannot go on")]
    async fn connect_unwatched(&self) -> Db {
        // A busy machine is no fault of what is tested.
        let deadlines = Deadlines::default().with_public(Duration::from_secs(15));
        let connected = Db::connect_within(&self.url(), 20, deadlines).await;
        connected.expect("the test's database answers")
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let (name, admin) = (self.name.clone(), self.admin.clone());
        // A drop cannot await, and the test's own runtime may be ending.
        let dropper = std::thread::spawn(move || {
            let runtime =
                tokio::runtime::Builder::new_current_thread().enable_all().build().ok()?;
            runtime.block_on(async {
                let mut connection = PgConnection::connect_with(&admin).await.ok()?;
                let drop = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
                connection.execute(AssertSqlSafe(drop)).await.ok()
            })
        });
        // What could not be dropped is dropped with the whole test cluster.
        let _ = dropper.join();
    }
}

/// A hub on a database of its own, with the documented settings. Keep the database alive as long
/// as the hub.
///
/// # Panics
/// No server can be had: the test cannot run.
pub async fn test_hub() -> (Hub, TestDatabase) {
    let database = TestDatabase::create().await;
    (hub_on(database.connect().await), database)
}

/// The same for rows that are written as a whole, as the demo's are: no entry has to tell of them.
///
/// # Panics
/// As [`test_hub`].
pub async fn unwatched_hub() -> (Hub, TestDatabase) {
    let database = TestDatabase::create().await;
    (hub_on(database.connect_unwatched().await), database)
}

fn hub_on(db: Db) -> Hub {
    let settings =
        Settings::new("test-secret-test-secret-test-secret-1234", "http://localhost:3000");
    Hub::new(db, settings).with_clock(Arc::new(SystemClock))
}

#[expect(clippy::expect_used, reason = "a test without its database cannot go on")]
#[expect(clippy::disallowed_methods, reason = "the tests' only variable")]
fn admin_options() -> PgConnectOptions {
    static CLUSTER: OnceLock<embedded_postgres::Cluster> = OnceLock::new();
    let url = std::env::var("TEST_DATABASE_URL").unwrap_or_else(|_| {
        let cluster = CLUSTER.get_or_init(|| {
            let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/test-postgres");
            embedded_postgres::Cluster::attach_or_start(&embedded_postgres::Options {
                data_dir: target,
                bin_dir: None,
                settings: vec![("fsync".into(), "off".into())],
            })
            .expect("PostgreSQL starts")
        });
        cluster.url("postgres")
    });
    url.parse::<PgConnectOptions>()
        .expect("TEST_DATABASE_URL is a PostgreSQL URL")
        .database("postgres")
}

/// Makes the template once, however many test processes ask for it at the same time.
async fn ensure_template(
    connection: &mut PgConnection,
    admin: &PgConnectOptions,
) -> Result<(), Box<dyn std::error::Error>> {
    static DONE: tokio::sync::OnceCell<()> = tokio::sync::OnceCell::const_new();
    DONE.get_or_try_init(|| async {
        connection.execute("SELECT pg_advisory_lock(4711)").await?;
        let exists: bool =
            sqlx::query_scalar("SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)")
                .bind(TEMPLATE)
                .fetch_one(&mut *connection)
                .await?;
        if !exists {
            connection.execute(AssertSqlSafe(format!("CREATE DATABASE {TEMPLATE}"))).await?;
        }
        let migrated = async {
            let pool = PgPoolOptions::new()
                .max_connections(2)
                .connect_with(admin.clone().database(TEMPLATE))
                .await?;
            let migrated = migrate(&pool).await;
            if migrated.is_ok() {
                audited::watch(&pool).await?;
            }
            pool.close().await;
            Ok::<_, sqlx::Error>(migrated)
        }
        .await?;
        if migrated.is_err() {
            // The template was made by another version of the migrations: make it anew.
            let drop = format!("DROP DATABASE IF EXISTS {TEMPLATE} WITH (FORCE)");
            connection.execute(AssertSqlSafe(drop)).await?;
            connection.execute(AssertSqlSafe(format!("CREATE DATABASE {TEMPLATE}"))).await?;
            let pool = PgPoolOptions::new()
                .max_connections(2)
                .connect_with(admin.clone().database(TEMPLATE))
                .await?;
            let migrated = migrate(&pool).await;
            if migrated.is_ok() {
                audited::watch(&pool).await?;
            }
            pool.close().await;
            migrated?;
        }
        connection.execute("SELECT pg_advisory_unlock(4711)").await?;
        Ok::<(), Box<dyn std::error::Error>>(())
    })
    .await?;
    Ok(())
}

/// Waits until somebody waits for a lock in this test's database: the order of events is then the
/// one the test wants, however fast the machine is.
///
/// # Panics
/// Nobody does.
#[expect(clippy::expect_used, reason = "a test that waits for nothing cannot go on")]
pub async fn somebody_waits(hub: &Hub) {
    let waiting = async {
        loop {
            let waits: bool = sqlx::query_scalar(
                "SELECT EXISTS (SELECT FROM pg_stat_activity
                 WHERE datname = current_database() AND wait_event_type = 'Lock')",
            )
            .fetch_one(hub.db.pool())
            .await
            .expect("the database answers");
            if waits {
                return;
            }
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), waiting).await.expect("somebody waits");
}
