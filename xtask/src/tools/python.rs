//! Tools that are Python packages, each in a virtual environment of its own.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::Context;

use super::{
    cache::{dir_of, install_once},
    versions::{ICALENDAR, SCHEMATHESIS, Tool},
};
use crate::shell;

/// The packages and everything they stand on, to the exact version.
const SCHEMATHESIS_LIST: &str = include_str!("schemathesis.txt");
const ICALENDAR_LIST: &str = include_str!("icalendar.txt");

const ADVICE: &str = "Python 3.10 or newer with venv is needed (schemathesis, icalendar, fonts): \
    `apt-get install python3 python3-venv`";

pub(crate) fn ensure_schemathesis() -> anyhow::Result<()> {
    ensure(SCHEMATHESIS, SCHEMATHESIS_LIST)
}

pub(crate) fn ensure_icalendar() -> anyhow::Result<()> {
    ensure(ICALENDAR, ICALENDAR_LIST)
}

fn ensure(tool: Tool, packages: &str) -> anyhow::Result<()> {
    install_once(&dir_of(tool)?, &format!("{tool} from PyPI"), |root| {
        let python = environment(root)?;
        let list = root.join("requirements.txt");
        fs::write(&list, packages).context("cannot write the list of packages")?;
        let mut install = shell::command(python);
        install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
        shell::show(install.arg("--requirement").arg(list))
            .with_context(|| format!("{} could not be fetched from PyPI", tool.name))
    })
}

/// Makes a virtual environment; answers its Python.
pub(super) fn environment(dir: &Path) -> anyhow::Result<PathBuf> {
    shell::capture(shell::command("python3").args(["-m", "venv"]).arg(dir)).context(ADVICE)?;
    Ok(dir.join("bin/python"))
}

/// Started as a module: the scripts in `bin` hold the path where the environment was made, and it is
/// moved when it is complete.
pub(crate) fn schemathesis() -> anyhow::Result<Command> {
    let mut command = shell::command(python(SCHEMATHESIS)?);
    command.args(["-c", "from schemathesis.cli import schemathesis; schemathesis()"]);
    Ok(command)
}

/// The Python by which the tests read calendars.
pub(crate) fn calendar_python() -> anyhow::Result<PathBuf> {
    python(ICALENDAR)
}

fn python(tool: Tool) -> anyhow::Result<PathBuf> {
    Ok(dir_of(tool)?.join("bin/python"))
}
