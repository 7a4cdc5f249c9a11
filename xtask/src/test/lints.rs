//! Clippy's lints, on our crates only.
//!
//! `cargo clippy` would check every dependency once more than it is built. As the wrapper of the
//! compiler for workspace members, clippy looks at our crates while they are compiled for the tests.

use std::{path::PathBuf, process::Command};

use crate::{
    shell, step,
    tools::{self, versions::WASM_TARGET},
};

/// Lets clippy compile the workspace's members. Warnings stay warnings, since a build that fails
/// halfway tells less; [`none_in`] finds them.
pub(crate) fn add_to(cargo: &mut Command) -> anyhow::Result<()> {
    let sysroot = shell::capture(shell::command("rustc").args(["--print", "sysroot"]))?;
    let driver = PathBuf::from(sysroot.trim()).join("bin/clippy-driver");
    anyhow::ensure!(driver.is_file(), "no clippy: `rustup component add clippy` brings it");
    cargo.env("RUSTC_WORKSPACE_WRAPPER", driver);
    Ok(())
}

/// Refuses what the compiler and clippy warned of; cargo repeats it for crates that it need not
/// build again.
pub(crate) fn none_in(output: &str) -> anyhow::Result<()> {
    let warned = output.lines().any(|line| line.starts_with("warning: "));
    anyhow::ensure!(!warned, "{}", output.trim_end());
    Ok(())
}

/// Clippy for the WASM build with the browser's features, which no test is built with.
pub(crate) fn frontend() -> anyhow::Result<()> {
    tools::ensure_wasm_target()?;
    let mut clippy = shell::cargo();
    clippy.args(["clippy", "--package", "frontend", "--target", WASM_TARGET]);
    step::quiet("clippy of the front end", clippy.args(["--", "-D", "warnings"])).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_warning_is_found_and_its_namesake_is_not() {
        let clean = "   Compiling domain v0.1.0\ntest a_warning: ok\n    Finished `dev` profile\n";
        assert!(none_in(clean).is_ok());
        let found = "warning: unused variable: `a`\n --> src/lib.rs:1:1\n";
        assert!(none_in(found).unwrap_err().to_string().contains("unused variable"));
    }
}
