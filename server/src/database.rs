//! The database: the one `DATABASE_URL` names, else a private cluster under the data directory.

use crate::config::Config;
use crate::workers;
use anyhow::{Context as _, bail};
use domain::Db;
use domain::db::BESIDE_THE_POOL;
use domain::migrate::migrate;
use embedded_postgres::{Cluster, Incident, Options};
use secrecy::{ExposeSecret as _, SecretString};

const NAME: &str = "eventhub";
const UNREACHABLE: &str = "the database does not answer; is DATABASE_URL right?";

/// Where the database is; holds the private cluster, which stops when this is dropped.
#[derive(Debug)]
pub(crate) struct Database {
    url: SecretString,
    cluster: Option<Cluster>,
}

/// Whose the private cluster is while this process runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ClusterRole {
    /// A server: nobody else may serve the same data.
    Owner,
    /// A command: joins the server that runs, or starts one for itself.
    Guest,
}

/// How many connections the configuration asks for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ConnectionBudget {
    pool: u32,
}

impl ConnectionBudget {
    /// A second server or `worker` on the private cluster, commands, and `psql`.
    const GUESTS: u32 = 40;
    /// PostgreSQL keeps some for its superuser.
    const RESERVED: u32 = 3;

    pub(crate) fn of(config: &Config) -> Self {
        Self { pool: config.database_connections }
    }

    /// One server process with its workers.
    pub(crate) fn server(self) -> u32 {
        self.pool + BESIDE_THE_POOL + workers::connections()
    }

    /// What the private cluster must allow: it runs for one server, a worker as large and guests.
    pub(crate) fn cluster(self) -> u32 {
        (self.server() * 2 + Self::GUESTS + Self::RESERVED).max(200)
    }
}

impl Database {
    /// # Errors
    /// The private cluster cannot be had; the message says what to do about it.
    pub(crate) fn open(config: &Config, role: ClusterRole) -> anyhow::Result<Self> {
        if let Some(url) = &config.database_url {
            return Ok(Self { url: url.clone(), cluster: None });
        }
        let options = options(config);
        let cluster = match role {
            ClusterRole::Owner => Cluster::start(&options),
            ClusterRole::Guest => Cluster::attach_or_start(&options),
        }?;
        cluster.ensure_database(NAME)?;
        let cluster = cluster.supervised(log);
        Ok(Self { url: SecretString::from(cluster.url(NAME)), cluster: Some(cluster) })
    }

    /// The same for who only looks, and makes none.
    ///
    /// # Errors
    /// There is none, or the private cluster does not start.
    pub(crate) fn find(config: &Config) -> anyhow::Result<Self> {
        let data = options(config).data_dir.join("cluster");
        if config.database_url.is_none() && !data.exists() {
            bail!("there is none in {} yet: start the server once", data.display());
        }
        Self::open(config, ClusterRole::Guest)
    }

    /// Connects and brings the tables up to date.
    ///
    /// # Errors
    /// The database does not answer, or was migrated by a newer version.
    pub(crate) async fn connect(&self, connections: u32) -> anyhow::Result<Db> {
        let db = self.look(connections).await?;
        migrate(db.pool()).await.context("the database could not be brought up to date")?;
        Ok(db)
    }

    /// Connects and leaves everything as it is.
    ///
    /// # Errors
    /// The database does not answer.
    pub(crate) async fn look(&self, connections: u32) -> anyhow::Result<Db> {
        Db::connect(self.url.expose_secret(), connections).await.context(UNREACHABLE)
    }

    /// Stops the private cluster, if this process started it.
    ///
    /// # Errors
    /// It does not stop.
    pub(crate) fn stop(self) -> anyhow::Result<()> {
        match self.cluster {
            Some(cluster) if cluster.is_owner() => cluster.stop().map_err(Into::into),
            _ => Ok(()),
        }
    }
}

fn options(config: &Config) -> Options {
    Options {
        bin_dir: config.postgres_bin.clone(),
        ..Options::new(config.data_dir.join("postgres"))
    }
    .setting("max_connections", &ConnectionBudget::of(config).cluster().to_string())
}

/// Requests are answered 503 until it is back.
fn log(incident: &Incident) {
    match incident {
        Incident::Ended | Incident::Failed { .. } => tracing::error!("{incident}"),
        Incident::Restarted { .. } => tracing::warn!("{incident}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_private_cluster_has_room_for_whatever_is_configured() {
        for pool in ["5", "24", "500"] {
            let config = Config::load(&[("DATABASE_CONNECTIONS", pool)].into()).unwrap();
            let (_, allowed) = options(&config).settings.pop().unwrap();
            let allowed: u32 = allowed.parse().unwrap();
            let needs = ConnectionBudget::of(&config);
            // Every pool and lane of a server and of a `worker` beside it, full at the same time.
            let both = 2 * (config.database_connections + BESIDE_THE_POOL + workers::connections());
            assert!(allowed >= both + 30, "{pool}: {allowed}");
            assert!(needs.server() > config.database_connections);
        }
    }
}
