//! Tools that are Rust crates, built as quickly as they can be: they run for seconds.

use anyhow::Context;

use super::{
    cache::{dir_of, install_once},
    versions::Tool,
};
use crate::shell;

const QUICK_BUILD: [(&str, &str); 3] = [
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
];

pub(crate) fn ensure(tool: Tool, how_long: &str) -> anyhow::Result<()> {
    let what = format!("{tool}: building it once, {how_long} on two cores");
    install_once(&dir_of(tool)?, &what, |root| {
        let mut install = shell::cargo();
        install.args(["install", "--locked", "--no-track", "--version", tool.version, "--root"]);
        install.arg(root).arg(tool.name).envs(QUICK_BUILD);
        // Its build is not ours: not in our target directory, nor with our flags.
        install.current_dir(root).env_remove("CARGO_TARGET_DIR").env_remove("RUSTFLAGS");
        shell::show(&mut install)
            .with_context(|| format!("{tool} could not be built; it comes from crates.io"))
    })
}
