//! Fonts for the scripts that the server's own font lacks: Noto, from two Python packages that hold
//! nothing else (19 MB). Debian's package adds the rarer scripts where there is apt (12 MB).

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context;

use super::{
    browser::is_root,
    cache::{dir_of, install_once},
    python,
    versions::FONTS,
};
use crate::{env, shell};

/// The packages, to the exact file.
const REQUIREMENTS: &str = include_str!("fonts.txt");
const DEBIAN: &str = "fonts-noto-core";

/// The value of `FONTS_DIR`.
pub(crate) fn dir() -> anyhow::Result<PathBuf> {
    dir_of(FONTS)
}

pub(crate) fn ensure() -> anyhow::Result<()> {
    install_once(&dir()?, "fonts for every script, from PyPI", |root| {
        let scratch = root.join("scratch");
        fs::create_dir(&scratch).context("cannot make a directory for fonts")?;
        let list = scratch.join("requirements.txt");
        fs::write(&list, REQUIREMENTS).context("cannot write the list of packages")?;
        let python = python::environment(&scratch.join("venv"))?;
        let pip = ["-m", "pip", "download", "--quiet", "--disable-pip-version-check"];
        let mut download = shell::command(&python);
        download.args(pip).args(["--no-deps", "--only-binary=:all:", "--require-hashes"]);
        download.arg("--dest").arg(scratch.join("wheels")).arg("--requirement").arg(list);
        shell::show(&mut download).context("the fonts could not be fetched from PyPI")?;
        for wheel in files(&scratch.join("wheels"))? {
            let mut unpack = shell::command(&python);
            unpack.args(["-m", "zipfile", "-e"]).arg(wheel).arg(scratch.join("unpacked"));
            shell::capture(&mut unpack)?;
        }
        keep(&scratch.join("unpacked"), root, |_| true)?;
        fs::remove_dir_all(scratch).context("cannot clean up after the fonts")
    })?;
    if let Err(error) = ensure_rarer() {
        eprintln!("  no fonts for rarer scripts, whose names will show code points: {error:#}");
    }
    Ok(())
}

/// Beside the others, from the distribution's package; not installed on the system.
fn ensure_rarer() -> anyhow::Result<()> {
    if env::find_program("apt-get").is_none() || env::find_program("dpkg-deb").is_none() {
        return Ok(());
    }
    install_once(&dir()?.join("debian"), "fonts for rarer scripts, from the distribution", |root| {
        let scratch = root.join("scratch");
        fs::create_dir(&scratch).context("cannot make a directory for fonts")?;
        let download = || {
            let mut download = shell::command("apt-get");
            shell::capture(download.args(["download", DEBIAN]).current_dir(&scratch)).map(drop)
        };
        download().or_else(|error| {
            if !is_root() {
                return Err(error);
            }
            shell::capture(shell::command("apt-get").arg("update"))?;
            download()
        })?;
        for package in files(&scratch)? {
            let mut unpack = shell::command("dpkg-deb");
            unpack.arg("-x").arg(package).arg(scratch.join("unpacked"));
            shell::capture(&mut unpack)?;
        }
        keep(&scratch.join("unpacked"), root, |name| name.ends_with("-Regular.ttf"))?;
        fs::remove_dir_all(scratch).context("cannot clean up after the fonts")
    })
}

/// Moves the fonts below a directory into another.
fn keep(from: &Path, to: &Path, wanted: fn(&str) -> bool) -> anyhow::Result<()> {
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            keep(&path, to, wanted)?;
            continue;
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if [".ttf", ".otf", ".ttc"].iter().any(|kind| name.ends_with(kind)) && wanted(&name) {
            fs::rename(&path, to.join(&name)).with_context(|| format!("cannot keep {name}"))?;
        }
    }
    Ok(())
}

fn files(dir: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(dir).with_context(|| format!("cannot read {}", dir.display()))?;
    let paths: Result<Vec<PathBuf>, std::io::Error> =
        entries.map(|entry| Ok(entry?.path())).collect();
    Ok(paths?.into_iter().filter(|path| path.is_file()).collect())
}
