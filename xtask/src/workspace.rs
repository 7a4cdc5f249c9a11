//! Paths of the checkout and of cargo's target directory.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use anyhow::Context;
use serde::Deserialize;

use crate::shell;

/// The checkout this program was built from.
pub(crate) fn root() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask)
}

/// Cargo's target directory, wherever the user's configuration puts it.
pub(crate) fn target() -> anyhow::Result<&'static Path> {
    #[derive(Deserialize)]
    struct Metadata {
        target_directory: PathBuf,
    }
    static TARGET: OnceLock<PathBuf> = OnceLock::new();
    if let Some(target) = TARGET.get() {
        return Ok(target);
    }
    let json =
        shell::capture(shell::cargo().args(["metadata", "--no-deps", "--format-version=1"]))?;
    let metadata: Metadata = serde_json::from_str(&json).context("cannot read cargo's metadata")?;
    Ok(TARGET.get_or_init(|| metadata.target_directory))
}

/// A directory of xtask's own below the target directory.
pub(crate) fn scratch(name: &str) -> anyhow::Result<PathBuf> {
    let dir = target()?.join("xtask").join(name);
    fs::create_dir_all(&dir).with_context(|| format!("cannot make {}", dir.display()))?;
    Ok(dir)
}
