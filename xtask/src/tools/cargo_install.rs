//! Tools that are Rust crates.

use std::process::Command;

use anyhow::Context;

use super::{
    cache::{dir_of, install_once},
    versions::{Tool, WASM_TOOLS},
};
use crate::{shell, workspace};

/// Built as quickly as it can be: most tools run for seconds.
pub(crate) fn ensure(tool: Tool, how_long: &str) -> anyhow::Result<()> {
    published(tool, how_long, "0")
}

/// Built to run fast: a slow tool would be measured instead of the server.
pub(crate) fn ensure_fast(tool: Tool, how_long: &str) -> anyhow::Result<()> {
    published(tool, how_long, "3")
}

/// `xtask/wasm-tools`, the tool that is part of this repository.
pub(crate) fn ensure_own() -> anyhow::Result<()> {
    build(WASM_TOOLS, "half a minute", |install| {
        // Cargo would leave its build beside the sources.
        install.args(["--path"]).arg(workspace::root().join("xtask/wasm-tools"));
        install.arg("--target-dir").arg("target");
    })
}

fn published(tool: Tool, how_long: &str, opt_level: &str) -> anyhow::Result<()> {
    build(tool, how_long, |install| {
        install.args(["--version", tool.version]).arg(tool.name);
        install.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", opt_level);
        install.env("CARGO_PROFILE_RELEASE_LTO", "off");
        install.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
    })
}

fn build(tool: Tool, how_long: &str, what: impl FnOnce(&mut Command)) -> anyhow::Result<()> {
    let title = format!("{tool}: building it once, {how_long} on two cores");
    install_once(&dir_of(tool)?, &title, |root| {
        let mut install = shell::cargo();
        install.args(["install", "--locked", "--no-track", "--root"]).arg(root);
        what(&mut install);
        // Neither our target directory nor our flags apply to its build.
        install.current_dir(root).env_remove("CARGO_TARGET_DIR").env_remove("RUSTFLAGS");
        shell::show(&mut install)
            .with_context(|| format!("{tool} could not be built; it comes from crates.io"))?;
        let _ = std::fs::remove_dir_all(root.join("target"));
        Ok(())
    })
}
