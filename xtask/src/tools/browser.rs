//! Playwright and the browser it drives.

use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    os::unix::fs::symlink,
    path::PathBuf,
    process::Command,
};

use anyhow::{Context, bail};

use super::{cache::install_once, node};
use crate::{env, shell, step, workspace};

/// The browser to start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Chromium {
    Program(PathBuf),
    /// Playwright knows where its own download is.
    Playwrights,
}

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// `end2end/node_modules`, from the lock file; shared by checkouts through the cache.
pub(crate) fn ensure_playwright() -> anyhow::Result<()> {
    let end2end = workspace::root().join("end2end");
    let modules = end2end.join("node_modules");
    if modules.is_dir() && !modules.is_symlink() {
        // Installed by hand with `npm ci`: left as it is.
        return Ok(());
    }
    let lock = fs::read(end2end.join("package-lock.json"))
        .context("end2end/package-lock.json is missing")?;
    let mut hasher = DefaultHasher::new();
    lock.hash(&mut hasher);
    let dir = env::cache()?.join(format!("tools/end2end-{:016x}", hasher.finish()));
    install_once(&dir, "Playwright and axe from npm", |root| {
        node::check()?;
        for file in ["package.json", "package-lock.json"] {
            fs::copy(end2end.join(file), root.join(file)).context("cannot copy the lock file")?;
        }
        shell::show(node::npm(root).args(["ci", "--ignore-scripts"]))
            .context("Playwright could not be fetched from npm's registry")
    })?;
    let target = dir.join("node_modules");
    if fs::read_link(&modules).is_ok_and(|link| link == target) {
        return Ok(());
    }
    if modules.is_symlink() {
        fs::remove_file(&modules).context("cannot replace end2end/node_modules")?;
    }
    symlink(target, &modules).context("cannot link end2end/node_modules")
}

/// A program of the browser tests' packages; npx would only add its start-up and its warnings.
pub(crate) fn end2end_program(name: &str) -> Command {
    let end2end = workspace::root().join("end2end");
    let mut program = shell::command(end2end.join("node_modules/.bin").join(name));
    program.current_dir(end2end);
    program
}

/// The machine's Chromium, else Debian's package, else Playwright's download.
pub(crate) fn ensure_chromium() -> anyhow::Result<Chromium> {
    if let Some(program) = installed() {
        return Ok(Chromium::Program(program));
    }
    if is_root() && env::find_program("apt-get").is_some() {
        let installed_now = step::shown("chromium from the distribution", || {
            let mut install = shell::command("apt-get");
            install.env("DEBIAN_FRONTEND", "noninteractive");
            install.args(["install", "--yes", "--no-install-recommends", "chromium"]);
            let mut update = shell::command("apt-get");
            shell::show(&mut install).or_else(|_| {
                shell::show(update.arg("update"))?;
                shell::show(&mut install)
            })
        });
        if let (Ok(()), Some(program)) = (installed_now, installed()) {
            return Ok(Chromium::Program(program));
        }
    }
    let download = step::shown("Playwright's own Chromium", || {
        shell::show(end2end_program("playwright").args(["install", "chromium"]))
    });
    match download {
        Ok(()) => Ok(Chromium::Playwrights),
        Err(error) => bail!(
            "no browser for the tests ({error:#}): `apt-get install chromium`, \
             or put `chromium` or `google-chrome` on PATH"
        ),
    }
}

/// Programs that answer `--version`: Ubuntu's `chromium-browser` is a stub that only names its snap.
fn installed() -> Option<PathBuf> {
    let programs = NAMES.iter().filter_map(|name| env::find_program(name));
    programs.into_iter().find(|program| {
        shell::capture(shell::command(program).arg("--version"))
            .is_ok_and(|version| version.contains("Chrom"))
    })
}

pub(super) fn is_root() -> bool {
    #[expect(unsafe_code, reason = "std has no geteuid; it takes nothing and cannot fail")]
    unsafe {
        libc::geteuid() == 0
    }
}
