//! Making a fresh cluster, whole or not at all.

use std::{fs, io::ErrorKind, path::Path};

use crate::{Error, ROLE, data_dir::DataDir, error::Context, process};

/// Runs initdb in a side directory and renames it, so that an interruption leaves no half cluster.
pub(crate) fn create(data_dir: &DataDir, bin_dir: &Path, sync: bool) -> Result<(), Error> {
    let fresh = data_dir.root.join("cluster.new");
    remove(&fresh)?;
    let program = bin_dir.join("initdb");
    let mut command = process::command(&program, data_dir.run_as.as_ref());
    command.arg("--pgdata").arg(&fresh).args(["--username", ROLE]);
    // No password: the rights of the socket's directory decide who connects, and there is no TCP.
    command.args(["--auth-local=trust", "--auth-host=reject"]);
    command.args(["--encoding=UTF8", "--locale=C.UTF-8", "--lc-messages=C"]);
    command.arg("--text-search-config=simple");
    if !sync {
        command.arg("--no-sync");
    }
    let output = command.output().while_trying(|| format!("run {}", program.display()))?;
    if !output.status.success() {
        let output = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        return Err(Error::Initdb { output });
    }
    let cluster = data_dir.cluster();
    fs::rename(&fresh, &cluster).while_trying(|| format!("make {}", cluster.display()))?;
    fs::File::open(&data_dir.root)
        .and_then(|dir| dir.sync_all())
        .while_trying(|| format!("sync {}", data_dir.root.display()))
}

pub(crate) fn remove(dir: &Path) -> Result<(), Error> {
    match fs::remove_dir_all(dir) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        outcome => outcome.while_trying(|| format!("remove {}", dir.display())),
    }
}
