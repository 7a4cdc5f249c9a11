//! A PostgreSQL of the bench's own, as durable as in production, gone afterwards.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context;
use embedded_postgres::{Cluster, Options, Row};

use crate::workspace;

pub(super) struct Database {
    /// `None` once it has stopped.
    cluster: Option<Cluster>,
    dir: PathBuf,
}

impl Database {
    /// Starts empty in `target/bench`.
    pub(super) fn start() -> anyhow::Result<Self> {
        let dir = workspace::target()?.join("bench");
        fs::create_dir_all(&dir).with_context(|| format!("cannot make {}", dir.display()))?;
        // As every embedded cluster runs, fsync included: no setting flatters the figures.
        let cluster = Cluster::start_afresh(&Options::new(dir.join("postgres")))
            .context("cannot start the bench's database")?;
        Ok(Self { cluster: Some(cluster), dir })
    }

    /// Where everything of this run goes.
    pub(super) fn dir(&self) -> &Path {
        &self.dir
    }

    pub(super) fn cluster(&self) -> anyhow::Result<&Cluster> {
        self.cluster.as_ref().context("the bench's database has stopped")
    }

    pub(super) fn query(&self, database: &str, sql: &str) -> anyhow::Result<Vec<Row>> {
        self.cluster()?
            .query(database, sql)
            .with_context(|| format!("the statement was: {}", sql.trim()))
    }

    /// The first column of the first row.
    pub(super) fn text(&self, database: &str, sql: &str) -> anyhow::Result<String> {
        let rows = self.query(database, sql)?;
        let value = rows.into_iter().next().and_then(|row| row.into_iter().next()).flatten();
        value.with_context(|| format!("no answer to: {}", sql.trim()))
    }

    pub(super) fn number(&self, database: &str, sql: &str) -> anyhow::Result<i64> {
        self.text(database, sql)?.parse().with_context(|| format!("no number from: {sql}"))
    }

    /// What was written so far goes to disk now and not while something is measured.
    pub(super) fn settle(&self, databases: &[&str]) -> anyhow::Result<()> {
        for database in databases {
            self.query(database, "VACUUM (ANALYZE)")?;
        }
        self.query("postgres", "CHECKPOINT").map(drop)
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        drop(self.cluster.take());
        let data = self.dir.join("postgres");
        // Root's data may live elsewhere, behind a link.
        if let Ok(elsewhere) = fs::read_link(&data) {
            let _ = fs::remove_dir_all(elsewhere);
            let _ = fs::remove_file(&data);
        }
        let _ = fs::remove_dir_all(&self.dir);
    }
}
