//! What coverage is measured with: cargo-llvm-cov, and LLVM's own programs of this toolchain.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::{cargo_install, versions::CARGO_LLVM_COV};
use crate::{env, shell, step};

pub(super) fn ensure() -> anyhow::Result<()> {
    if !has_component()? {
        if env::find_program("rustup").is_none() {
            bail!(
                "the Rust component llvm-tools is missing and there is no rustup to add it: \
                 install Rust from https://rustup.rs, or your distribution's package for it"
            );
        }
        step::shown("adding the Rust component llvm-tools", || {
            shell::show(shell::command("rustup").args(["component", "add", "llvm-tools"]))
        })?;
    }
    cargo_install::ensure(CARGO_LLVM_COV, "about 1 minute")
}

fn has_component() -> anyhow::Result<bool> {
    let mut rustc = shell::command("rustc");
    let libraries = shell::capture(rustc.args(["--print", "target-libdir"]))
        .context("rustc is missing: install Rust from https://rustup.rs")?;
    let programs: Option<PathBuf> = Path::new(libraries.trim()).parent().map(|dir| dir.join("bin"));
    Ok(programs.is_some_and(|dir| dir.join("llvm-cov").is_file()))
}
