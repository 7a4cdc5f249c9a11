//! The cache: one directory per tool and version, complete or absent.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
};

use anyhow::Context;

use super::versions::Tool;
use crate::{env, step};

pub(crate) fn dir_of(tool: Tool) -> anyhow::Result<PathBuf> {
    Ok(tools()?.join(format!("{}-{}", tool.name, tool.version)))
}

fn tools() -> anyhow::Result<PathBuf> {
    Ok(env::cache()?.join("tools"))
}

/// Runs `install` into a directory that becomes `dir` only when it is complete; two at once wait
/// for each other.
pub(crate) fn install_once(
    dir: &Path,
    what: &str,
    install: impl FnOnce(&Path) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    if dir.is_dir() {
        return Ok(());
    }
    let tools = dir.parent().context("a tool lives in a directory")?;
    fs::create_dir_all(tools).with_context(|| format!("cannot make {}", tools.display()))?;
    let name = dir.file_name().unwrap_or_default().to_string_lossy();
    let lock = File::create(tools.join(format!(".{name}.lock"))).context("cannot make a lock")?;
    lock.lock().context("cannot lock the cache")?;
    if dir.is_dir() {
        return Ok(());
    }
    step::shown(what, || {
        let fresh = tools.join(format!(".{name}.new"));
        if fresh.exists() {
            // An interrupted attempt.
            fs::remove_dir_all(&fresh).context("cannot clean the cache")?;
        }
        fs::create_dir(&fresh).with_context(|| format!("cannot make {}", fresh.display()))?;
        install(&fresh)?;
        fs::rename(&fresh, dir).with_context(|| format!("cannot make {}", dir.display()))
    })
}

#[cfg(test)]
mod tests {
    use anyhow::bail;

    use super::*;

    #[test]
    fn a_failed_install_leaves_nothing_and_a_good_one_stays() {
        let base = std::env::temp_dir().join(format!("event-hub-cache-{}", std::process::id()));
        let dir = base.join("tool-1");
        let failed = install_once(&dir, "tool", |fresh| {
            fs::write(fresh.join("half"), "")?;
            bail!("no network")
        });
        assert!(failed.is_err() && !dir.exists());
        install_once(&dir, "tool", |fresh| Ok(fs::write(fresh.join("whole"), "")?)).unwrap();
        assert!(dir.join("whole").exists() && !dir.join("half").exists());
        install_once(&dir, "tool", |_| bail!("installed twice")).unwrap();
        fs::remove_dir_all(base).unwrap();
    }
}
