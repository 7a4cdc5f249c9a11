use std::{fs, process::Command, sync::mpsc, time::Duration};

use super::{Scratch, postmaster_pid, query};
use crate::{Cluster, Incident, Options};

/// Long for a machine that does much else.
const PATIENCE: Duration = Duration::from_mins(2);

fn supervised(options: &Options) -> (Cluster, mpsc::Receiver<String>) {
    let (tell, told) = mpsc::channel();
    let cluster = Cluster::start(options).unwrap().supervised(move |incident| {
        let name = match incident {
            Incident::Ended => "ended",
            Incident::Restarted { .. } => "restarted",
            Incident::Failed { .. } => "failed",
        };
        // The test may be over.
        let _ = tell.send(name.to_owned());
    });
    (cluster, told)
}

fn kill(pid: u32) {
    assert!(Command::new("kill").args(["-9", &pid.to_string()]).status().unwrap().success());
}

#[test]
fn a_postmaster_that_is_killed_is_started_again_with_its_data() {
    let scratch = Scratch::new();
    let options = scratch.options();
    let (cluster, told) = supervised(&options);
    query(&cluster, "CREATE TABLE kept (round int)");
    let mut seen = vec![postmaster_pid(&options)];
    for round in 0..2 {
        query(&cluster, &format!("INSERT INTO kept VALUES ({round})"));
        kill(seen[round]);
        assert_eq!(told.recv_timeout(PATIENCE).unwrap(), "ended");
        assert_eq!(told.recv_timeout(PATIENCE).unwrap(), "restarted");
        assert!(query(&cluster, &format!("SELECT FROM kept WHERE round = {round}")));
        seen.push(postmaster_pid(&options));
        assert_ne!(seen[round], seen[round + 1]);
    }
    cluster.stop().unwrap();
    assert!(!fs::exists(format!("/proc/{}", seen[2])).unwrap(), "the server outlived its owner");
    assert!(told.try_recv().is_err(), "a stop that was asked for is no incident");
}

#[test]
fn a_server_that_does_not_start_is_tried_again_until_it_does() {
    let scratch = Scratch::new();
    let options = scratch.options();
    let (cluster, told) = supervised(&options);
    let control = options.data_dir.join("cluster/global/pg_control");
    let aside = options.data_dir.join("pg_control");
    fs::rename(&control, &aside).unwrap();
    kill(postmaster_pid(&options));
    assert_eq!(told.recv_timeout(PATIENCE).unwrap(), "ended");
    assert_eq!(told.recv_timeout(PATIENCE).unwrap(), "failed");
    fs::rename(&aside, &control).unwrap();
    while told.recv_timeout(PATIENCE).unwrap() != "restarted" {}
    assert!(query(&cluster, "SELECT 1"));
}

#[test]
fn one_who_joined_starts_nothing_and_stops_nothing() {
    let scratch = Scratch::new();
    let (cluster, _told) = supervised(&scratch.options());
    let joined = Cluster::attach_or_start(&scratch.options()).unwrap().supervised(|_| {});
    assert!(!joined.is_owner() && cluster.is_owner());
    joined.stop().unwrap();
    assert!(query(&cluster, "SELECT 1"));
}
