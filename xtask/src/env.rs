//! The only place of this crate that reads the environment.

use std::{ffi::OsString, path::PathBuf};

use anyhow::Context;

#[expect(
    clippy::disallowed_methods,
    reason = "a developer's tool: it looks for programs and caches, the server's settings are not its business"
)]
fn read(name: &str) -> Option<OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}

/// The directories of `PATH`.
pub(crate) fn path() -> Vec<PathBuf> {
    read("PATH").map(|path| std::env::split_paths(&path).collect()).unwrap_or_default()
}

/// A program on `PATH`.
pub(crate) fn find_program(name: &str) -> Option<PathBuf> {
    path().into_iter().map(|dir| dir.join(name)).find(|program| program.is_file())
}

/// Where tools live, outside the checkout, so that every checkout shares them.
pub(crate) fn cache() -> anyhow::Result<PathBuf> {
    let dir = read("EVENT_HUB_CACHE")
        .map(PathBuf::from)
        .or_else(|| read("XDG_CACHE_HOME").map(|dir| PathBuf::from(dir).join("event-hub")))
        .or_else(|| read("HOME").map(|home| PathBuf::from(home).join(".cache/event-hub")))
        .context("no place for tools: set HOME or EVENT_HUB_CACHE")?;
    // Tools are started from other directories than this one.
    std::path::absolute(&dir).with_context(|| format!("no such place: {}", dir.display()))
}

/// The cargo that started this program.
pub(crate) fn cargo() -> OsString {
    read("CARGO").unwrap_or_else(|| "cargo".into())
}

pub(crate) fn database_url() -> Option<OsString> {
    read("DATABASE_URL")
}

/// Variables that `cargo run` sets for this package; build scripts that watch these names would run
/// again each time otherwise.
pub(crate) fn own_package_names() -> Vec<OsString> {
    let ours = |name: &str| {
        name.starts_with("CARGO_PKG_")
            || matches!(
                name,
                "CARGO_MANIFEST_DIR"
                    | "CARGO_MANIFEST_PATH"
                    | "CARGO_BIN_NAME"
                    | "CARGO_CRATE_NAME"
            )
    };
    let names = std::env::vars_os().map(|(name, _)| name);
    names.filter(|name| name.to_str().is_some_and(ours)).collect()
}
