//! A small supervisor for a private PostgreSQL cluster.
//!
//! It finds the PostgreSQL programs on the machine, makes a cluster of its own, starts it on a
//! unix socket that only its user (and root) can reach, and stops it when the [`Cluster`] drops
//! or its process dies. [`Cluster::supervised`] also restarts a server that ended by itself. Linux
//! only: it reads `/proc` and uses the parent-death signal.
//!
//! The data directory holds `cluster/` (PostgreSQL's own files), `socket/`, `lock` and
//! `postgres.log`.

mod cluster;
mod data_dir;
mod env;
mod error;
mod initdb;
mod keeper;
mod launch;
mod lock;
mod log;
mod process;
mod programs;
mod protocol;
mod socket;
mod stale_server;
#[cfg(test)]
mod tests;
mod tree;
mod url;
mod user;

use std::path::PathBuf;

pub use cluster::Cluster;
pub use error::Error;
pub use keeper::Incident;
pub use programs::{find_programs, version_of};
pub use protocol::Row;

/// The superuser role of every embedded cluster.
pub const ROLE: &str = "eventhub";

/// Where the cluster lives and how it runs.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Everything the cluster needs, e.g. `.data/postgres`; made if missing.
    pub data_dir: PathBuf,
    /// The PostgreSQL programs to use; searched for when `None`.
    pub bin_dir: Option<PathBuf>,
    /// Server settings, each as if passed with `-c name=value`; they win over the defaults.
    pub settings: Vec<(String, String)>,
}

impl Options {
    pub fn new(data_dir: impl Into<PathBuf>) -> Self {
        Self { data_dir: data_dir.into(), ..Self::default() }
    }

    #[must_use]
    pub fn setting(mut self, name: &str, value: &str) -> Self {
        self.settings.push((name.to_owned(), value.to_owned()));
        self
    }

    #[must_use]
    pub fn bin_dir(mut self, bin_dir: impl Into<PathBuf>) -> Self {
        self.bin_dir = Some(bin_dir.into());
        self
    }

    /// Whether the caller gave up durability, which also lets initdb skip its sync.
    fn syncs(&self) -> bool {
        !self.settings.iter().any(|(name, value)| {
            name.eq_ignore_ascii_case("fsync") && matches!(value.as_str(), "off" | "false" | "0")
        })
    }
}
