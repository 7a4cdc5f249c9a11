use std::{fs, process::Command, sync::Barrier, thread};

use super::{Holder, Scratch, postmaster_pid, query};
use crate::{Cluster, Error};

#[test]
fn a_second_start_is_refused_and_told_who_has_it() {
    let scratch = Scratch::new();
    let holder = Holder::spawn(&scratch.options().data_dir);
    let error = Cluster::start(&scratch.options()).unwrap_err();
    assert!(matches!(&error, Error::InUse { pid: Some(pid), .. } if *pid == holder.0.id()));
    assert!(error.to_string().contains(&format!("in use by process {}", holder.0.id())), "{error}");
}

#[test]
fn of_many_starts_at_once_one_wins_and_nothing_is_damaged() {
    let scratch = Scratch::new();
    let options = scratch.options();
    let barrier = Barrier::new(4);
    let outcomes: Vec<_> = thread::scope(|scope| {
        let start = || {
            barrier.wait();
            Cluster::start(&options)
        };
        let starts: Vec<_> = (0..4).map(|_| scope.spawn(start)).collect();
        starts.into_iter().map(|start| start.join().unwrap()).collect()
    });
    let (won, lost): (Vec<_>, Vec<_>) = outcomes.into_iter().partition(Result::is_ok);
    assert_eq!((won.len(), lost.len()), (1, 3));
    for outcome in lost {
        let error = outcome.unwrap_err();
        assert!(matches!(error, Error::InUse { .. }), "{error}");
    }
    assert!(query(won.first().unwrap().as_ref().unwrap(), "SELECT 1"));
}

#[test]
fn a_joiner_uses_the_owners_server_and_leaves_it_running() {
    let scratch = Scratch::new();
    let _holder = Holder::spawn(&scratch.options().data_dir);
    let joined = Cluster::attach_or_start(&scratch.options()).unwrap();
    assert!(!joined.is_owner() && query(&joined, "SELECT 1"));
    drop(joined);
    let again = Cluster::attach_or_start(&scratch.options()).unwrap();
    assert!(!again.is_owner() && query(&again, "SELECT 1"));
}

#[test]
fn a_joiner_with_nothing_to_join_becomes_the_owner() {
    let scratch = Scratch::new();
    let options = scratch.options();
    let cluster = Cluster::attach_or_start(&options).unwrap();
    assert!(cluster.is_owner());
    let pid = postmaster_pid(&options);
    drop(cluster);
    assert!(!fs::exists(format!("/proc/{pid}")).unwrap());
}

#[test]
fn after_kill_9_of_the_owner_the_next_start_has_all_the_data() {
    let scratch = Scratch::new();
    let options = scratch.options();
    for round in 0..3 {
        // Dropping the holder is SIGKILL; its server is told by the kernel.
        let holder = Holder::spawn(&options.data_dir);
        let joined = Cluster::attach_or_start(&options).unwrap();
        query(&joined, "CREATE TABLE IF NOT EXISTS kept (round int)");
        query(&joined, &format!("INSERT INTO kept VALUES ({round})"));
        drop(holder);
        let cluster = Cluster::start(&options).unwrap();
        assert!(query(&cluster, &format!("SELECT FROM kept WHERE round = {round}")));
    }
}

#[test]
fn an_orphan_that_was_killed_too_does_not_stop_the_next_start() {
    let scratch = Scratch::new();
    let options = scratch.options();
    let holder = Holder::spawn(&options.data_dir);
    let pid = postmaster_pid(&options);
    assert!(Command::new("kill").args(["-9", &pid.to_string()]).status().unwrap().success());
    drop(holder);
    // In a container the old pid may by now be any program, even one of the same user.
    let file = options.data_dir.join("cluster/postmaster.pid");
    let text = fs::read_to_string(&file).unwrap();
    let (_, rest) = text.split_once('\n').unwrap();
    let stranger = Command::new("sleep").arg("60").spawn().unwrap();
    let mut stranger = Holder(stranger);
    fs::write(&file, format!("{}\n{rest}", stranger.0.id())).unwrap();
    let cluster = Cluster::start(&options).unwrap();
    assert!(query(&cluster, "SELECT 1"));
    assert!(stranger.0.try_wait().unwrap().is_none(), "a stranger was signalled");
}
