//! The standard library for WebAssembly.

use std::{path::Path, process::Command};

use anyhow::{Context, bail};

use super::versions::WASM_TARGET;
use crate::{env, shell, step};

pub(crate) fn ensure() -> anyhow::Result<()> {
    let sysroot = shell::capture(Command::new("rustc").args(["--print", "sysroot"]))
        .context("rustc is missing: install Rust from https://rustup.rs")?;
    if Path::new(sysroot.trim()).join("lib/rustlib").join(WASM_TARGET).is_dir() {
        return Ok(());
    }
    if env::find_program("rustup").is_none() {
        bail!(
            "the Rust target {WASM_TARGET} is missing and there is no rustup to add it: \
             install Rust from https://rustup.rs, or your distribution's package for it"
        );
    }
    step::shown(format!("adding the Rust target {WASM_TARGET}"), || {
        shell::show(shell::command("rustup").args(["target", "add", WASM_TARGET]))
    })
}
