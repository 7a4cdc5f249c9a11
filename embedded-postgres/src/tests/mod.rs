//! Tests with real PostgreSQL processes.

mod lifecycle;
mod owners;
mod sources;
mod supervised;

use std::{
    fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicU32, Ordering},
    thread::sleep,
    time::Duration,
};

use crate::{Cluster, Options, env};

/// A directory that goes with the test.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        // Readable by the user that root drops to.
        let dir = PathBuf::from(format!("/tmp/eventhub-test-{}-{number}", std::process::id()));
        fs::create_dir(&dir).unwrap();
        Self(dir)
    }

    fn options(&self) -> Options {
        Options::new(self.0.join("data/postgres")).setting("fsync", "off")
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn query(cluster: &Cluster, sql: &str) -> bool {
    !cluster.query("postgres", sql).unwrap().is_empty()
}

fn postmaster_pid(options: &Options) -> u32 {
    let file = options.data_dir.join("cluster/postmaster.pid");
    fs::read_to_string(file).unwrap().lines().next().unwrap().trim().parse().unwrap()
}

/// Another process that owns the cluster until it is killed.
struct Holder(Child);

impl Holder {
    fn spawn(data_dir: &Path) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "tests::hold", "--ignored", "--nocapture"])
            .env("EVENT_HUB_TEST_HOLD", data_dir)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        assert!(lines.map_while(Result::ok).any(|line| line.contains("holding")));
        Self(child)
    }
}

impl Drop for Holder {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Not a test: what [`Holder`] runs.
#[test]
#[ignore = "a helper process of other tests"]
fn hold() {
    let Some(data_dir) = env::held_by_test() else { return };
    let _cluster = Cluster::start(&Options::new(data_dir).setting("fsync", "off")).unwrap();
    println!("holding");
    sleep(Duration::from_mins(2));
}
