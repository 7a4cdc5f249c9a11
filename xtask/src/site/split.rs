//! Cuts the module that cargo makes into the one of a first visit and those that come later.
//!
//! The split points are the `#[lazy]` functions that `app/src/pages/areas.rs` makes. The work itself is done
//! by `xtask/wasm-tools`.

use std::path::Path;

use super::Runner;
use crate::{shell, tools};

/// The module of a first visit, still to be treated by wasm-bindgen.
pub(super) const MAIN: &str = "main.wasm";

/// The script that fetches the other modules.
pub(super) const LOADER: &str = "__wasm_split.js";

/// Which files each split point needs: file names without their extension.
pub(super) const MANIFEST: &str = "__wasm_split_manifest.json";

/// A module can only be cut where the linker left its relocations.
pub(super) const LINK: [&str; 2] = ["-C", "link-args=--emit-relocs"];

/// Writes all parts into `dir`.
pub(super) fn split(compiled: &Path, name: &str, dir: &Path, run: Runner) -> anyhow::Result<()> {
    let mut split = shell::command(tools::wasm_tools()?);
    run("split", split.arg("split").arg(compiled).arg(name).arg(dir))
}

/// Writes the script between the first module and the browser into `dir`.
pub(super) fn bind(module: &Path, name: &str, dir: &Path, run: Runner) -> anyhow::Result<()> {
    let mut bind = shell::command(tools::wasm_tools()?);
    run("wasm-bindgen", bind.arg("bind").arg(module).arg(name).arg(dir))
}
