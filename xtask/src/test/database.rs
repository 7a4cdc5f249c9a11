//! One throw-away PostgreSQL for all tests of a run.

use std::fs;

use anyhow::{Context as _, anyhow};
use embedded_postgres::{Cluster, Error, Options};

use crate::workspace;

/// Starts the cluster empty: a run must not depend on the one before.
pub(crate) fn start() -> anyhow::Result<Cluster> {
    let data_dir = workspace::scratch("postgres")?;
    // The tests' data is thrown away, so durability is switched off.
    let settings = [
        ("fsync", "off"),
        ("synchronous_commit", "off"),
        ("full_page_writes", "off"),
        ("max_connections", "300"),
        ("shared_buffers", "128MB"),
    ];
    let options = settings
        .into_iter()
        .fold(Options::new(&data_dir), |options, (name, value)| options.setting(name, value));
    Cluster::start_afresh(&options).map_err(|error| match error {
        Error::InUse { .. } => anyhow!(
            "another run of this checkout has the tests' database in {}: wait for it, or give this \
             one a CARGO_TARGET_DIR of its own",
            data_dir.display()
        ),
        error => anyhow::Error::from(error).context("cannot start the tests' database"),
    })
}

/// An empty working directory for the server of a test run.
pub(crate) fn fresh_dir(name: &str) -> anyhow::Result<std::path::PathBuf> {
    let dir = workspace::scratch(name)?;
    fs::remove_dir_all(&dir).with_context(|| format!("cannot empty {}", dir.display()))?;
    workspace::scratch(name)
}
