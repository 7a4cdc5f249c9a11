//! Building what is served: the WASM front end with its styles, and the server.

use std::{
    collections::hash_map::DefaultHasher,
    ffi::OsString,
    fs,
    hash::{Hash, Hasher},
    path::{Path, PathBuf},
};

use anyhow::Context;

use crate::{shell, tools::versions, workspace};

/// Everything the front end is made of.
const SOURCES: [&str; 8] =
    ["types", "app", "frontend", "style", "public", "Cargo.toml", "Cargo.lock", "clippy.toml"];

/// What cargo-leptos would tell the server it starts.
pub(crate) fn environment(port: u16) -> [(&'static str, OsString); 5] {
    [
        ("LEPTOS_OUTPUT_NAME", "event-hub".into()),
        ("LEPTOS_SITE_ROOT", site().into()),
        ("LEPTOS_SITE_PKG_DIR", "pkg".into()),
        ("LEPTOS_SITE_ADDR", format!("127.0.0.1:{port}").into()),
        ("LEPTOS_HASH_FILES", "true".into()),
    ]
}

fn site() -> PathBuf {
    workspace::root().join("target/site")
}

/// The front end in its smallest form. cargo-leptos makes it anew each time, which takes a while
/// even when cargo finds nothing to do; ask [`front_is_current`] first.
pub(crate) fn front_command() -> std::process::Command {
    let mut command = shell::cargo();
    command.args(["leptos", "build", "--release", "--frontend-only"]);
    command
}

/// Cargo knows what changed here.
pub(crate) fn server_command() -> std::process::Command {
    let mut command = shell::cargo();
    command.args(["leptos", "build", "--release", "--server-only"]);
    command
}

/// Whether the site on disk was built from these very sources.
pub(crate) fn front_is_current() -> anyhow::Result<bool> {
    let hashes = workspace::target()?.join("release/hash.txt");
    let built = fs::read_to_string(stamp_file()?).unwrap_or_default();
    Ok(hashes.is_file() && site().join("pkg").is_dir() && built == stamp()?)
}

/// Remembers what the site was built from.
pub(crate) fn mark_front_current(stamp: &str) -> anyhow::Result<()> {
    fs::write(stamp_file()?, stamp).context("cannot write the front end's stamp")
}

fn stamp_file() -> anyhow::Result<PathBuf> {
    Ok(workspace::scratch("stamps")?.join("front"))
}

/// A fingerprint of the sources and of the tools that turn them into a site.
pub(crate) fn stamp() -> anyhow::Result<String> {
    let mut hasher = DefaultHasher::new();
    for tool in versions::FRONT_END {
        tool.hash(&mut hasher);
    }
    for source in SOURCES {
        hash_tree(&workspace::root().join(source), &mut hasher)?;
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn hash_tree(path: &Path, hasher: &mut DefaultHasher) -> anyhow::Result<()> {
    let context = || format!("cannot read {}", path.display());
    if path.is_dir() {
        let entries = fs::read_dir(path).with_context(context)?;
        let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        for path in paths {
            hash_tree(&path, hasher)?;
        }
    } else if path.is_file() {
        path.hash(hasher);
        fs::read(path).with_context(context)?.hash(hasher);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_byte_changes_the_stamp() {
        let dir = std::env::temp_dir().join(format!("event-hub-stamp-{}", std::process::id()));
        fs::create_dir_all(dir.join("inner")).unwrap();
        let stamp = |content: &str| {
            fs::write(dir.join("inner/file"), content).unwrap();
            let mut hasher = DefaultHasher::new();
            hash_tree(&dir, &mut hasher).unwrap();
            hasher.finish()
        };
        let first = stamp("a");
        assert_eq!(first, stamp("a"));
        assert_ne!(first, stamp("b"));
        fs::remove_dir_all(dir).unwrap();
    }
}
