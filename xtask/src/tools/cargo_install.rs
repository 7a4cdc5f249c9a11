//! Tools that are Rust crates.

use anyhow::Context;

use super::{
    cache::{dir_of, install_once},
    versions::Tool,
};
use crate::shell;

/// Built as quickly as it can be: most tools run for seconds.
pub(crate) fn ensure(tool: Tool, how_long: &str) -> anyhow::Result<()> {
    build(tool, how_long, "0")
}

/// Built to run fast: a slow tool would be measured instead of the server.
pub(crate) fn ensure_fast(tool: Tool, how_long: &str) -> anyhow::Result<()> {
    build(tool, how_long, "3")
}

fn build(tool: Tool, how_long: &str, opt_level: &str) -> anyhow::Result<()> {
    let what = format!("{tool}: building it once, {how_long} on two cores");
    install_once(&dir_of(tool)?, &what, |root| {
        let mut install = shell::cargo();
        install.args(["install", "--locked", "--no-track", "--version", tool.version, "--root"]);
        install.arg(root).arg(tool.name);
        install.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", opt_level);
        install.env("CARGO_PROFILE_RELEASE_LTO", "off");
        install.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
        // Its build is not ours: not in our target directory, nor with our flags.
        install.current_dir(root).env_remove("CARGO_TARGET_DIR").env_remove("RUSTFLAGS");
        shell::show(&mut install)
            .with_context(|| format!("{tool} could not be built; it comes from crates.io"))
    })
}
