//! What is done to the front end's WASM between cargo and wasm-opt.
//!
//! `wasm-tools split MODULE NAME DIR` cuts the module that cargo makes into the one of a first visit
//! and those that come later; `wasm-tools join MODULE...` makes the first of these one of all of them;
//! `wasm-tools bind MODULE NAME DIR` writes the script between a module and the browser.

mod join;

use anyhow::{Context, anyhow, bail};
use std::{collections::BTreeMap, env, fs, path::Path};
use wasm_bindgen_cli_support::Bindgen;
use wasm_split_cli_support::{Options, transform};

/// As `xtask/src/site/split.rs` reads them.
const MAIN: &str = "main.wasm";
const LOADER: &str = "__wasm_split.js";
const MANIFEST: &str = "__wasm_split_manifest.json";

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["split", module, name, dir] => split(Path::new(module), name, Path::new(dir)),
        ["bind", module, name, dir] => bind(Path::new(module), name, Path::new(dir)),
        ["join", modules @ ..] if !modules.is_empty() => join(modules),
        _ => bail!("usage: wasm-tools split|bind MODULE NAME DIR, or join MODULE..."),
    }
}

/// Writes all parts into `dir`.
fn split(module: &Path, name: &str, dir: &Path) -> anyhow::Result<()> {
    let bytes = fs::read(module).with_context(|| format!("cannot read {}", module.display()))?;
    let main = dir.join(MAIN);
    let (script, loader) = (format!("./{name}.js"), format!("./{LOADER}"));
    let mut options = Options::new(&bytes);
    options.output_dir = dir;
    options.main_out_path = &main;
    options.main_module = &script;
    options.link_name = &loader;
    let parts = transform(options).map_err(|error| anyhow!("cannot cut the WASM: {error:#}"))?;

    // In order, so that equal sources give equal files.
    let manifest: BTreeMap<_, _> = parts.prefetch_map.into_iter().collect();
    let manifest = serde_json::to_string(&manifest).context("cannot write the manifest")?;
    fs::write(dir.join(MANIFEST), manifest).context("cannot write the manifest")
}

/// The first of the modules becomes one of all of them.
fn join(modules: &[&str]) -> anyhow::Result<()> {
    let read = |module: &str| fs::read(module).with_context(|| format!("cannot read {module}"));
    let joined =
        join::join(&modules.iter().copied().map(read).collect::<anyhow::Result<Vec<_>>>()?)?;
    fs::write(modules[0], joined).with_context(|| format!("cannot write {}", modules[0]))
}

/// The later modules ask the first for functions by their raw names, hence the exports and names as
/// they are.
fn bind(module: &Path, name: &str, dir: &Path) -> anyhow::Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(module).out_name(name).typescript(false);
    bindgen.keep_lld_exports(true).demangle(false);
    bindgen.web(true)?.generate(dir).context("wasm-bindgen failed")
}
