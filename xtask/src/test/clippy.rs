use crate::{shell, step, tools::versions::WASM_TARGET};

/// Everything that runs on the server, with its tests.
pub(crate) fn server() -> anyhow::Result<()> {
    let mut clippy = shell::cargo();
    clippy.args(["clippy", "--workspace", "--exclude", "frontend", "--all-targets"]);
    step::quiet("clippy", clippy.args(["--", "-D", "warnings"])).map(drop)
}

/// What the browser gets, with the features it gets.
pub(crate) fn frontend() -> anyhow::Result<()> {
    crate::tools::ensure_wasm_target()?;
    let mut clippy = shell::cargo();
    clippy.args(["clippy", "--package", "frontend", "--target", WASM_TARGET]);
    step::quiet("clippy of the front end", clippy.args(["--", "-D", "warnings"])).map(drop)
}
