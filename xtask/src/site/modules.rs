//! How large the WASM modules of the site are.

use std::{fmt::Display, fs, path::Path};

use anyhow::Context;

use super::{root, settings::Settings};

/// One module as it lies in the site.
#[derive(Debug, Clone)]
pub(crate) struct Module {
    pub name: String,
    pub raw: u64,
    /// Compressed ahead of time, as it is sent.
    pub brotli: u64,
}

impl Display for Module {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:>9} {:>8} brotli  {}", self.raw, self.brotli, self.name)
    }
}

/// The module of a first visit, then the others, the largest first.
pub(crate) fn modules() -> anyhow::Result<Vec<Module>> {
    let settings = Settings::read()?;
    let pkg = root()?.join(&settings.site_pkg_dir);
    let entries = fs::read_dir(&pkg).context("the site has not been built")?;
    let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut modules = names
        .filter(|name| Path::new(name).extension().is_some_and(|it| it == "wasm"))
        .map(|name| {
            let brotli = size(&pkg.join(format!("{name}.br")))?;
            Ok(Module { raw: size(&pkg.join(&name))?, brotli, name })
        })
        .collect::<anyhow::Result<Vec<_>>>()?;
    modules.sort_by_key(|module| (!module.name.starts_with(&settings.name), u64::MAX - module.raw));
    Ok(modules)
}

fn size(file: &Path) -> anyhow::Result<u64> {
    Ok(fs::metadata(file).with_context(|| format!("cannot look at {}", file.display()))?.len())
}
