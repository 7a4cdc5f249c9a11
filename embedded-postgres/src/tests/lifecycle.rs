use std::{
    fs,
    os::unix::fs::{PermissionsExt, symlink},
};

use super::{Scratch, postmaster_pid, query};
use crate::{Cluster, Error, Options, user};

#[test]
fn a_restart_keeps_the_data() {
    let scratch = Scratch::new();
    let options = scratch.options();

    let cluster = Cluster::start(&options).unwrap();
    cluster.ensure_database("it's \"odd\"").unwrap();
    cluster.ensure_database("it's \"odd\"").unwrap();
    query(&cluster, "CREATE TABLE kept (word text)");
    query(&cluster, "INSERT INTO kept VALUES ('Привет')");
    let pid = postmaster_pid(&options);
    cluster.stop().unwrap();
    assert!(!fs::exists(format!("/proc/{pid}")).unwrap(), "the server outlived its owner");

    let cluster = Cluster::start(&options).unwrap();
    assert!(query(&cluster, "SELECT FROM kept WHERE lower(word) = 'привет'"));
    assert!(query(&cluster, "SELECT FROM pg_database WHERE datname = 'it''s \"odd\"'"));
}

#[test]
fn starting_afresh_forgets() {
    let scratch = Scratch::new();
    let cluster = Cluster::start(&scratch.options()).unwrap();
    cluster.ensure_database("old").unwrap();
    drop(cluster);
    let cluster = Cluster::start_afresh(&scratch.options()).unwrap();
    assert!(!query(&cluster, "SELECT FROM pg_database WHERE datname = 'old'"));
}

#[test]
fn runs_on_a_private_socket_with_durable_defaults() {
    let scratch = Scratch::new();
    let options = Options::new(scratch.0.join("pg")).setting("max_connections", "17");
    let cluster = Cluster::start(&options).unwrap();
    let expected = [
        ("listen_addresses", ""),
        ("fsync", "on"),
        ("max_connections", "17"),
        ("server_encoding", "UTF8"),
        ("unix_socket_permissions", "0700"),
    ];
    for (name, value) in expected {
        let sql = format!("SELECT FROM pg_settings WHERE name = '{name}' AND setting = '{value}'");
        assert!(query(&cluster, &sql), "{name} is not {value:?}");
    }
    let mode = fs::metadata(cluster.socket_dir()).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
}

#[test]
fn root_drops_to_an_unprivileged_user() {
    if !user::is_root() {
        println!("skipped: only root has rights to drop");
        return;
    }
    let scratch = Scratch::new();
    let options = scratch.options();
    let _cluster = Cluster::start(&options).unwrap();
    let pid = postmaster_pid(&options);
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let field = |name: &str| {
        let line = status.lines().find(|line| line.starts_with(name)).unwrap();
        line.split_whitespace().skip(1).map(str::to_owned).collect::<Vec<_>>()
    };
    assert!(field("Uid:").iter().all(|uid| uid != "0"), "{status}");
    assert!(field("Gid:").iter().chain(&field("Groups:")).all(|gid| gid != "0"), "{status}");
}

#[test]
fn root_finds_a_place_when_others_may_not_enter() {
    if !user::is_root() {
        println!("skipped: only root starts it as somebody else");
        return;
    }
    let scratch = Scratch::new();
    fs::set_permissions(&scratch.0, PermissionsExt::from_mode(0o700)).unwrap();
    let options = scratch.options();
    let cluster = Cluster::start(&options).unwrap();
    query(&cluster, "CREATE TABLE kept ()");
    drop(cluster);
    let target = fs::read_link(&options.data_dir).unwrap();
    assert!(target.starts_with("/var/lib/eventhub"), "{}", target.display());

    let cluster = Cluster::start(&options).unwrap();
    query(&cluster, "DROP TABLE kept");
    drop(cluster);
    // A new checkout at the same path starts empty.
    fs::remove_file(&options.data_dir).unwrap();
    let cluster = Cluster::start(&options).unwrap();
    assert_ne!(fs::read_link(&options.data_dir).unwrap(), target);
    drop(cluster);
    fs::remove_dir_all(fs::read_link(&options.data_dir).unwrap()).unwrap();
    fs::remove_dir_all(target).unwrap();
}

#[test]
fn a_long_path_is_no_obstacle() {
    let scratch = Scratch::new();
    let long = scratch.0.join("directory".repeat(12));
    let cluster = Cluster::start(&Options::new(&long).setting("fsync", "off")).unwrap();
    assert!(query(&cluster, "SELECT 1"));
    let socket_dir = cluster.socket_dir().to_owned();
    drop(cluster);
    fs::remove_dir(socket_dir).unwrap();
}

#[test]
fn an_interrupted_initdb_leaves_no_half_cluster() {
    let scratch = Scratch::new();
    let options = scratch.options();
    fs::create_dir_all(options.data_dir.join("cluster.new/base")).unwrap();
    fs::write(options.data_dir.join("cluster.new/PG_VERSION"), "15\n").unwrap();
    let cluster = Cluster::start(&options).unwrap();
    assert!(query(&cluster, "SELECT 1"));
    assert!(!options.data_dir.join("cluster.new").exists());
}

#[test]
fn data_of_another_version_is_refused_with_both_named() {
    let scratch = Scratch::new();
    let options = scratch.options();
    drop(Cluster::start(&options).unwrap());
    fs::write(options.data_dir.join("cluster/PG_VERSION"), "9\n").unwrap();
    let error = Cluster::start(&options).unwrap_err();
    assert!(matches!(&error, Error::VersionMismatch { data, .. } if data == "9"), "{error}");
    assert!(error.to_string().contains("made by PostgreSQL 9, but the programs in"), "{error}");
}

#[test]
fn a_wrong_setting_shows_what_postgres_said() {
    let scratch = Scratch::new();
    let error = Cluster::start(&scratch.options().setting("max_connections", "many")).unwrap_err();
    assert!(error.to_string().contains("max_connections"), "{error}");
}

#[test]
fn a_socket_directory_prepared_by_somebody_else_is_refused() {
    let scratch = Scratch::new();
    let options = scratch.options();
    drop(Cluster::start(&options).unwrap());
    let socket = options.data_dir.join("socket");
    fs::remove_dir_all(&socket).unwrap();
    symlink("/tmp", &socket).unwrap();
    let error = Cluster::start(&options).unwrap_err();
    assert!(matches!(error, Error::UnsafeSocketDir { .. }), "{error}");
}
