//! How large the WASM modules of the site are, and which of them an area needs.

use std::{
    collections::BTreeMap,
    fmt::Display,
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context;

use super::{root, settings::Settings, split::MANIFEST};

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
    let name = Settings::read()?.name;
    let pkg = pkg()?;
    let is_module = |name: &String| Path::new(name).extension().is_some_and(|it| it == "wasm");
    let names = names(&pkg)?.into_iter().filter(is_module);
    let mut modules = names.map(|name| module(&pkg, name)).collect::<anyhow::Result<Vec<_>>>()?;
    modules.sort_by_key(|module| (!module.name.starts_with(&name), u64::MAX - module.raw));
    Ok(modules)
}

/// By the name of its split point: all modules that an area needs beside that of a first visit.
pub(crate) fn areas() -> anyhow::Result<BTreeMap<String, Vec<Module>>> {
    let pkg = pkg()?;
    let (stem, end) = MANIFEST.split_once('.').unwrap_or((MANIFEST, ""));
    let ends = |name: &String| name.split('.').next_back() == Some(end);
    let is_manifest = |name: &String| name.split('.').next() == Some(stem) && ends(name);
    let manifest =
        names(&pkg)?.into_iter().find(is_manifest).context("the site has no manifest")?;
    let manifest = fs::read_to_string(pkg.join(manifest)).context("cannot read the manifest")?;
    areas_of(&manifest, |stem| module(&pkg, format!("{stem}.wasm")))
}

/// Leptos adds a number to the name of a split point.
fn areas_of(
    manifest: &str,
    module: impl Fn(String) -> anyhow::Result<Module>,
) -> anyhow::Result<BTreeMap<String, Vec<Module>>> {
    let manifest: BTreeMap<String, Vec<String>> =
        serde_json::from_str(manifest).context("the manifest is not what it was")?;
    let areas = manifest.into_iter().map(|(split, stems)| {
        let area = split.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches('_');
        Ok((area.to_owned(), stems.into_iter().map(&module).collect::<anyhow::Result<Vec<_>>>()?))
    });
    areas.collect()
}

fn pkg() -> anyhow::Result<PathBuf> {
    Ok(root()?.join(Settings::read()?.site_pkg_dir))
}

fn names(pkg: &Path) -> anyhow::Result<Vec<String>> {
    let entries = fs::read_dir(pkg).context("the site has not been built")?;
    Ok(entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect())
}

fn module(pkg: &Path, name: String) -> anyhow::Result<Module> {
    let brotli = size(&pkg.join(format!("{name}.br")))?;
    Ok(Module { raw: size(&pkg.join(&name))?, brotli, name })
}

fn size(file: &Path) -> anyhow::Result<u64> {
    Ok(fs::metadata(file).with_context(|| format!("cannot look at {}", file.display()))?.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_is_called_like_its_split_point_and_has_all_its_modules() {
        let manifest =
            r#"{"booking_2024":["chunk_1.a","split_booking_2024.b"],"event_7":["chunk_1.a"]}"#;
        let of = |name| Ok(Module { name, raw: 2, brotli: 1 });
        let areas = areas_of(manifest, of).unwrap();
        let names = |area: &str| areas[area].iter().map(|it| it.name.clone()).collect::<Vec<_>>();
        assert_eq!(names("booking"), ["chunk_1.a", "split_booking_2024.b"]);
        assert_eq!(names("event"), ["chunk_1.a"]);
        assert_eq!(areas.len(), 2);
    }
}
