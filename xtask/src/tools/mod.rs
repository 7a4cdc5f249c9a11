//! The tools this project needs, brought into a cache outside the checkout.

mod browser;
mod cache;
mod cargo_install;
mod fonts;
mod llvm;
mod node;
mod postgres;
mod python;
mod rust_target;
pub(crate) mod versions;

use std::{ffi::OsString, path::PathBuf};

pub(crate) use browser::{Chromium, end2end_program, ensure_chromium, ensure_playwright};
pub(crate) use cache::dir_of;
pub(crate) use fonts::dir as fonts_dir;
pub(crate) use python::{calendar_python, schemathesis};
pub(crate) use rust_target::ensure as ensure_wasm_target;

use crate::env;

/// The purpose that tools are needed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// Build the front end.
    Build,
    /// Rebuild it on every change.
    Watch,
    /// Check the code.
    Checks,
    /// Run PostgreSQL.
    Postgres,
    /// Print names in any script.
    Fonts,
    /// Put the server under load.
    Load,
    /// Run the Rust tests, which check some output with independent programs.
    Tests,
    /// Ask the API by its description.
    Fuzz,
    /// See which lines the tests reach.
    Coverage,
}

/// Brings what is missing; quick when nothing is.
pub(crate) fn ensure(needs: &[Need]) -> anyhow::Result<()> {
    for need in needs {
        match need {
            Need::Build => {
                rust_target::ensure()?;
                node::ensure_package(versions::BINARYEN, versions::BINARYEN.name)?;
                node::ensure_package(versions::LIGHTNINGCSS, &lightningcss_package())?;
                node::ensure_package(versions::ESBUILD, &esbuild_package())?;
                // The slow one comes last: what is missing should be said soon.
                cargo_install::ensure_own()?;
            }
            Need::Watch => {
                cargo_install::ensure(versions::WASM_BINDGEN, "about 1 minute")?;
                cargo_install::ensure(versions::CARGO_LEPTOS, "about 5 minutes")?;
            }
            Need::Checks => {
                cargo_install::ensure(versions::LEPTOSFMT, "about 1 minute")?;
                cargo_install::ensure(versions::CARGO_DENY, "about 1 minute")?;
            }
            Need::Postgres => postgres::ensure()?,
            Need::Fonts => fonts::ensure()?,
            Need::Load => cargo_install::ensure_fast(versions::OHA, "about 5 minutes")?,
            Need::Tests => python::ensure_icalendar()?,
            Need::Fuzz => python::ensure_schemathesis()?,
            Need::Coverage => llvm::ensure()?,
        }
    }
    Ok(())
}

/// Brings the fonts for a server that also runs without them: a failure is only printed.
pub(crate) fn ensure_fonts_if_possible() {
    if let Err(error) = fonts::ensure() {
        eprintln!("  without these fonts some names will show code points: {error:#}");
    }
}

/// Cuts and binds the front end's WASM.
pub(crate) fn wasm_tools() -> anyhow::Result<PathBuf> {
    Ok(dir_of(versions::WASM_TOOLS)?.join("bin/wasm-tools"))
}

/// These two are native programs in packages of their own, one per platform.
pub(crate) fn lightningcss() -> anyhow::Result<PathBuf> {
    let package = dir_of(versions::LIGHTNINGCSS)?.join("node_modules").join(lightningcss_package());
    Ok(package.join("lightningcss"))
}

fn lightningcss_package() -> String {
    let libc = if cfg!(target_env = "musl") { "musl" } else { "gnu" };
    format!("lightningcss-cli-linux-{}-{libc}", node::ARCH)
}

pub(crate) fn esbuild() -> anyhow::Result<PathBuf> {
    let package = dir_of(versions::ESBUILD)?.join("node_modules").join(esbuild_package());
    Ok(package.join("bin/esbuild"))
}

fn esbuild_package() -> String {
    format!("@esbuild/linux-{}", node::ARCH)
}

/// `PATH` with the cached tools first, so that no program downloads its own.
pub(crate) fn path() -> OsString {
    let cached = [
        (versions::CARGO_LEPTOS, "bin"),
        (versions::WASM_BINDGEN, "bin"),
        (versions::LEPTOSFMT, "bin"),
        (versions::CARGO_DENY, "bin"),
        (versions::CARGO_LLVM_COV, "bin"),
        (versions::BINARYEN, "node_modules/.bin"),
    ];
    let mut dirs: Vec<_> =
        cached.iter().filter_map(|(tool, bin)| Some(dir_of(*tool).ok()?.join(bin))).collect();
    dirs.extend(env::path());
    // Only a directory with a colon in its name cannot be joined, and none came from PATH.
    std::env::join_paths(dirs).unwrap_or_default()
}
