//! Building what is served: the WASM front end with its styles and assets, and the server.
//!
//! The release site is put together here and not by cargo-leptos, which takes five minutes to
//! install and rebuilds the front end even when nothing changed; `cargo xtask dev` does use it.
//! Both follow `[[workspace.metadata.leptos]]` in Cargo.toml.

pub(crate) mod diet;
mod front;
mod join;
mod modules;
mod names;
mod settings;
mod split;
mod stamp;
mod texts;

use std::{
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::Context;
pub(crate) use modules::{Module, areas, modules};
use settings::Settings;

use crate::{server::Build, shell, step, tools, workspace};

/// How a build command is run: before the user's eyes, or quietly.
pub(crate) type Runner = fn(&str, &mut Command) -> anyhow::Result<()>;

/// With cargo's own progress.
pub(crate) fn shown(_: &str, command: &mut Command) -> anyhow::Result<()> {
    shell::show(command)
}

/// Output only on failure.
pub(crate) fn quiet(name: &str, command: &mut Command) -> anyhow::Result<()> {
    step::quiet(name, command).map(drop)
}

/// Both halves.
pub(crate) fn build(build: Build, run: Runner) -> anyhow::Result<()> {
    build_front(run)?;
    build_server(build, run)
}

/// Everything that browsers get.
pub(crate) fn build_front(run: Runner) -> anyhow::Result<()> {
    let stamp = stamp::of_sources()?;
    if stamp::is_current(&stamp)? {
        eprintln!("▸ front end: unchanged");
        return Ok(());
    }
    step::shown("front end: WASM, styles, assets", || {
        front::build(&Settings::read()?, run)?;
        stamp::write(&stamp)
    })
}

/// Cargo knows what changed here.
pub(crate) fn build_server(build: Build, run: Runner) -> anyhow::Result<()> {
    let mut cargo = shell::cargo();
    cargo.args(["build", "--profile", build.profile(), "--package", "server", "--bin", "server"]);
    step::shown("server", || run("server", &mut cargo))
}

/// What Leptos reads when the server starts.
pub(crate) fn environment(port: u16) -> anyhow::Result<[(&'static str, OsString); 7]> {
    let settings = Settings::read()?;
    Ok([
        ("LEPTOS_SITE_ROOT", root()?.into()),
        ("LEPTOS_OUTPUT_NAME", settings.name.into()),
        ("LEPTOS_SITE_PKG_DIR", settings.site_pkg_dir.into()),
        ("LEPTOS_SITE_ADDR", format!("127.0.0.1:{port}").into()),
        // Wins over a `.env`.
        ("LISTEN", format!("127.0.0.1:{port}").into()),
        ("LEPTOS_HASH_FILES", settings.hash_files.to_string().into()),
        ("FONTS_DIR", tools::fonts_dir()?.into()),
    ])
}

/// Makes an empty directory in place of what was there.
fn empty_dir(dir: &Path) -> anyhow::Result<()> {
    if dir.exists() {
        fs::remove_dir_all(dir).with_context(|| format!("cannot empty {}", dir.display()))?;
    }
    fs::create_dir_all(dir).with_context(|| format!("cannot make {}", dir.display()))
}

/// Beside the binary, where `cargo xtask dev` does not write: these three are all a deployment
/// needs.
pub(crate) fn root() -> anyhow::Result<PathBuf> {
    Ok(workspace::target()?.join("release/site"))
}

/// Where Leptos looks for it.
pub(crate) fn hash_file() -> anyhow::Result<PathBuf> {
    Ok(workspace::target()?.join("release/hash.txt"))
}
