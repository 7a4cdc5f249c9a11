//! Tools that are Python packages, each in a virtual environment of its own.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::Context;

use super::{
    cache::{dir_of, install_once},
    versions::SCHEMATHESIS,
};
use crate::shell;

/// The package and everything it stands on, to the exact version.
const REQUIREMENTS: &str = include_str!("schemathesis.txt");

const ADVICE: &str = "Python 3.10 or newer with venv is needed (schemathesis, fonts): \
    `apt-get install python3 python3-venv`";

pub(crate) fn ensure_schemathesis() -> anyhow::Result<()> {
    install_once(&dir_of(SCHEMATHESIS)?, &format!("{SCHEMATHESIS} from PyPI"), |root| {
        let python = environment(root)?;
        let list = root.join("requirements.txt");
        fs::write(&list, REQUIREMENTS).context("cannot write the list of packages")?;
        let mut install = shell::command(python);
        install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
        shell::show(install.arg("--requirement").arg(list))
            .context("schemathesis could not be fetched from PyPI")
    })
}

/// Makes a virtual environment; answers its Python.
pub(super) fn environment(dir: &Path) -> anyhow::Result<PathBuf> {
    shell::capture(shell::command("python3").args(["-m", "venv"]).arg(dir)).context(ADVICE)?;
    Ok(dir.join("bin/python"))
}

/// Asked for as a module: the scripts in `bin` know where the environment was made, and it is moved
/// to its place when it is complete.
pub(crate) fn schemathesis() -> anyhow::Result<Command> {
    let mut command = shell::command(python()?);
    command.args(["-c", "from schemathesis.cli import schemathesis; schemathesis()"]);
    Ok(command)
}

fn python() -> anyhow::Result<PathBuf> {
    Ok(dir_of(SCHEMATHESIS)?.join("bin/python"))
}
