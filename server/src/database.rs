//! The database: the one `DATABASE_URL` names, else a private cluster under the data directory.

use crate::config::Config;
use anyhow::Context as _;
use domain::Db;
use domain::migrate::migrate;
use embedded_postgres::{Cluster, Options};
use secrecy::{ExposeSecret as _, SecretString};

const NAME: &str = "eventhub";

/// Where the database is; holds the private cluster, which stops when this is dropped.
#[derive(Debug)]
pub(crate) struct Database {
    url: SecretString,
    cluster: Option<Cluster>,
}

/// Whose the private cluster is while this process runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tenure {
    /// A server: nobody else may serve the same data.
    Owner,
    /// A command: joins the server that runs, or starts one for itself.
    Guest,
}

impl Database {
    /// Call it on the main thread: the cluster's processes end with the thread that started them.
    ///
    /// # Errors
    /// The private cluster cannot be had; the message says what to do about it.
    pub(crate) fn open(config: &Config, tenure: Tenure) -> anyhow::Result<Self> {
        if let Some(url) = &config.database_url {
            return Ok(Self { url: url.clone(), cluster: None });
        }
        let options = Options {
            bin_dir: config.postgres_bin.clone(),
            ..Options::new(config.data_dir.join("postgres"))
        };
        let cluster = match tenure {
            Tenure::Owner => Cluster::start(&options),
            Tenure::Guest => Cluster::attach_or_start(&options),
        }?;
        cluster.ensure_database(NAME)?;
        Ok(Self { url: SecretString::from(cluster.url(NAME)), cluster: Some(cluster) })
    }

    /// Connects and brings the tables up to date.
    ///
    /// # Errors
    /// The database does not answer, or was migrated by a newer version.
    pub(crate) async fn connect(&self, connections: u32) -> anyhow::Result<Db> {
        let db = Db::connect(self.url.expose_secret(), connections)
            .await
            .context("the database does not answer; is DATABASE_URL right?")?;
        migrate(db.pool()).await.context("the database could not be brought up to date")?;
        Ok(db)
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
