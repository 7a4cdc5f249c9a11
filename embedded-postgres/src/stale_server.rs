//! Stops the server that an earlier process left running when it was killed, and removes its files.

use std::{
    fs,
    path::{Path, PathBuf},
    thread::sleep,
    time::{Duration, Instant},
};

use crate::{
    Error,
    data_dir::DataDir,
    error::Context,
    process::{Signal, signal},
    socket,
};

const LOCK_FILE: &str = "postmaster.pid";
/// The parent-death signal has asked the stale server to stop; its checkpoint may take a while.
const PATIENCE: Duration = Duration::from_secs(20);
const PAUSE: Duration = Duration::from_millis(20);

/// Waits for a server on this data directory to end, then sends SIGINT, then SIGQUIT.
pub(crate) fn stop(data_dir: &DataDir) -> Result<(), Error> {
    let cluster = data_dir.cluster();
    let lock_file = cluster.join(LOCK_FILE);
    for push in [None, Some(Signal::Interrupt), Some(Signal::Quit)] {
        if let Some(push) = push {
            let holders = holders(&cluster);
            let postmaster = pid_in(&lock_file).filter(|pid| holders.contains(pid));
            // Without a postmaster each child gets the signal, whatever statement it runs.
            for pid in postmaster.map_or(holders, |pid| vec![pid]) {
                signal(pid, push);
            }
        }
        if all_gone_in_time(&cluster) {
            forget_old_pid(&lock_file)?;
            return forget_old_pid(
                &socket::dir_of(data_dir).join(format!("{}.lock", socket::FILE)),
            );
        }
    }
    let pid = holders(&cluster).first().copied().unwrap_or_default();
    Err(Error::Leftover { pid, data_dir: cluster })
}

fn all_gone_in_time(cluster: &Path) -> bool {
    let deadline = Instant::now() + PATIENCE;
    while !holders(cluster).is_empty() {
        if Instant::now() > deadline {
            return false;
        }
        sleep(PAUSE);
    }
    true
}

/// PostgreSQL refuses to start while the pid in an old lock file is alive, even as a zombie or as
/// another program, as happens in containers. No process uses the data any more: the files can go.
fn forget_old_pid(lock_file: &Path) -> Result<(), Error> {
    match pid_in(lock_file) {
        Some(pid) if Path::new(&format!("/proc/{pid}")).exists() => {
            fs::remove_file(lock_file).while_trying(|| format!("remove {}", lock_file.display()))
        }
        _ => Ok(()),
    }
}

fn pid_in(lock_file: &Path) -> Option<u32> {
    fs::read_to_string(lock_file).ok()?.lines().next()?.trim().parse().ok()
}

/// Every PostgreSQL process works in its data directory.
fn holders(cluster: &Path) -> Vec<u32> {
    let Ok(cluster) = fs::canonicalize(cluster) else { return Vec::new() };
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    processes
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok().zip(Some(entry.path())))
        .filter(|(_, process): &(u32, PathBuf)| {
            fs::read_link(process.join("cwd")).is_ok_and(|cwd| cwd == cluster)
                && fs::read_to_string(process.join("comm"))
                    .is_ok_and(|comm| comm.starts_with("postgres"))
        })
        .map(|(pid, _)| pid)
        .collect()
}
