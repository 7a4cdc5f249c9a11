//! The only place of this crate that reads the environment.

use std::{ffi::OsString, path::PathBuf};

#[expect(
    clippy::disallowed_methods,
    reason = "a supervisor without the server's config: it looks for programs, not for settings"
)]
fn read(name: &str) -> Option<OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}

/// The directories of `PATH`.
pub(crate) fn path() -> Vec<PathBuf> {
    read("PATH").map(|path| std::env::split_paths(&path).collect()).unwrap_or_default()
}

/// The cache that `cargo xtask tools` fills.
pub(crate) fn tool_cache() -> Option<PathBuf> {
    let cache = read("EVENT_HUB_CACHE")
        .map(PathBuf::from)
        .or_else(|| read("XDG_CACHE_HOME").map(|dir| PathBuf::from(dir).join("event-hub")))
        .or_else(|| read("HOME").map(|dir| PathBuf::from(dir).join(".cache/event-hub")))?;
    Some(cache.join("tools"))
}

/// The data directory a helper process of the tests is told to hold.
#[cfg(test)]
pub(crate) fn held_by_test() -> Option<PathBuf> {
    read("EVENT_HUB_TEST_HOLD").map(PathBuf::from)
}
