//! Cuts the module that cargo makes into the one of a first visit and those that come later.
//!
//! The split points are the `#[lazy]` functions of `app/src/pages/areas.rs`.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context, anyhow};
use wasm_split_cli_support::{Options, transform};

/// The module of a first visit, still to be treated by wasm-bindgen.
pub(super) const MAIN: &str = "main.wasm";

/// The script that fetches the other modules.
pub(super) const LOADER: &str = "__wasm_split.js";

/// Which files each split point needs: file names without their extension.
pub(super) const MANIFEST: &str = "__wasm_split_manifest.json";

/// A module can only be cut where the linker left its relocations.
pub(super) const LINK: [&str; 2] = ["-C", "link-args=--emit-relocs"];

/// Writes all parts into `dir` and returns the file names of the later modules.
pub(super) fn split(compiled: &Path, name: &str, dir: &Path) -> anyhow::Result<Vec<String>> {
    let module =
        fs::read(compiled).with_context(|| format!("cannot read {}", compiled.display()))?;
    let main = dir.join(MAIN);
    let script = format!("./{name}.js");
    let loader = format!("./{LOADER}");
    let mut options = Options::new(&module);
    options.output_dir = dir;
    options.main_out_path = &main;
    options.main_module = &script;
    options.link_name = &loader;
    let parts = transform(options).map_err(|error| anyhow!("cannot cut the WASM: {error:#}"))?;

    // In order, so that equal sources give equal files.
    let manifest: BTreeMap<_, _> = parts.prefetch_map.into_iter().collect();
    let manifest = serde_json::to_string(&manifest).context("cannot write the manifest")?;
    fs::write(dir.join(MANIFEST), manifest).context("cannot write the manifest")?;
    let names = parts.split_modules.iter().filter_map(|path| path.file_name());
    Ok(names.map(|name| name.to_string_lossy().into_owned()).collect())
}
