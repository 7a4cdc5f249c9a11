//! Tools that are npm packages.

use std::{path::Path, process::Command};

use anyhow::{Context, bail};

use super::{
    cache::{dir_of, install_once},
    versions::{NODE_MAJOR, Tool},
};
use crate::shell;

/// The machine's name in npm's packages.
pub(super) const ARCH: &str = if cfg!(target_arch = "aarch64") { "arm64" } else { "x64" };

/// Installs one package into the cache.
pub(crate) fn ensure_package(tool: Tool, package: &str) -> anyhow::Result<()> {
    install_once(&dir_of(tool)?, &format!("{tool} from npm"), |root| {
        check()?;
        let mut install = npm(root);
        // Install scripts do not run; what they would do is done here where it is needed.
        install.args(["install", "--ignore-scripts", "--save-exact", "--prefix"]).arg(root);
        install.arg(format!("{package}@{}", tool.version));
        shell::show(&mut install)
            .with_context(|| format!("{package} could not be fetched from npm's registry"))
    })
}

pub(crate) fn npm(dir: &Path) -> Command {
    let mut npm = shell::command("npm");
    npm.current_dir(dir).args(["--no-audit", "--no-fund", "--no-update-notifier"]);
    npm.args(["--loglevel", "error"]);
    npm
}

/// Says what to do if there is no Node.js, or too old a one.
pub(crate) fn check() -> anyhow::Result<()> {
    let advice = format!(
        "Node.js {NODE_MAJOR} or newer with npm is needed (wasm-opt, Playwright): \
         `apt-get install nodejs npm`, or https://nodejs.org"
    );
    let version =
        shell::capture(shell::command("node").arg("--version")).with_context(|| advice.clone())?;
    shell::capture(shell::command("npm").arg("--version")).with_context(|| advice.clone())?;
    if major(&version).is_some_and(|major| major >= NODE_MAJOR) {
        Ok(())
    } else {
        bail!("Node.js {} is too old. {advice}", version.trim())
    }
}

fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_nodes_version() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("20"), None);
    }
}
