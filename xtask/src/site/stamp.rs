//! Whether the site on disk was built from these very sources.

use std::{
    collections::hash_map::DefaultHasher,
    fs,
    hash::{Hash, Hasher},
    path::{Path, PathBuf},
};

use anyhow::Context;

use super::{hash_file, root, settings::Settings};
use crate::{tools::versions, workspace};

/// Everything the front end is made of, and we who put it together.
const SOURCES: [&str; 9] = [
    ".cargo",
    "types",
    "app",
    "frontend",
    "style",
    "public",
    "xtask/src/site",
    "Cargo.toml",
    "Cargo.lock",
];

pub(super) fn of_sources() -> anyhow::Result<String> {
    let mut hasher = DefaultHasher::new();
    versions::SITE.hash(&mut hasher);
    for source in SOURCES {
        hash_tree(&workspace::root().join(source), &mut hasher)?;
    }
    Ok(format!("{:016x}", hasher.finish()))
}

pub(super) fn is_current(stamp: &str) -> anyhow::Result<bool> {
    let settings = Settings::read()?;
    let complete = hash_file()?.is_file() && root()?.join(&settings.site_pkg_dir).is_dir();
    Ok(complete && fs::read_to_string(file()?).unwrap_or_default() == stamp)
}

pub(super) fn write(stamp: &str) -> anyhow::Result<()> {
    fs::write(file()?, stamp).context("cannot write the front end's stamp")
}

fn file() -> anyhow::Result<PathBuf> {
    Ok(workspace::scratch("stamps")?.join("front"))
}

fn hash_tree(path: &Path, hasher: &mut DefaultHasher) -> anyhow::Result<()> {
    let context = || format!("cannot read {}", path.display());
    if path.is_dir() {
        let entries = fs::read_dir(path).with_context(context)?;
        let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        for path in paths {
            hash_tree(&path, hasher)?;
        }
    } else if path.is_file() {
        path.hash(hasher);
        fs::read(path).with_context(context)?.hash(hasher);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_byte_changes_the_stamp() {
        let dir = std::env::temp_dir().join(format!("event-hub-stamp-{}", std::process::id()));
        fs::create_dir_all(dir.join("inner")).unwrap();
        let stamp = |content: &str| {
            fs::write(dir.join("inner/file"), content).unwrap();
            let mut hasher = DefaultHasher::new();
            hash_tree(&dir, &mut hasher).unwrap();
            hasher.finish()
        };
        let first = stamp("a");
        assert_eq!(first, stamp("a"));
        assert_ne!(first, stamp("b"));
        fs::remove_dir_all(dir).unwrap();
    }
}
