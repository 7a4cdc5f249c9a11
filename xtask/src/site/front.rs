//! The release front end: cargo, wasm-split, wasm-bindgen, wasm-opt, esbuild, lightningcss, names,
//! brotli.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context;

use super::{Runner, empty_dir, hash_file, join, names, root, settings::Settings, split, texts};
use crate::{
    files::copy_tree,
    shell,
    tools::{self, versions::WASM_TARGET},
    workspace,
};

/// What cargo-leptos runs wasm-opt with.
const WASM_OPT: [&str; 3] = ["-Oz", "--enable-bulk-memory", "--enable-nontrapping-float-to-int"];

/// Brotli's best once is better than the server's quick one on each request.
const COMPRESS: &str = r"
    const fs = require('node:fs'), zlib = require('node:zlib');
    for (const file of process.argv.slice(1)) {
        const data = fs.readFileSync(file);
        const params = { [zlib.constants.BROTLI_PARAM_SIZE_HINT]: data.length };
        fs.writeFileSync(file + '.br', zlib.brotliCompressSync(data, { params }));
        fs.writeFileSync(file + '.gz', zlib.gzipSync(data, { level: 9 }));
    }
";

/// Builds beside the old site and takes its place when complete.
pub(super) fn build(settings: &Settings, run: Runner) -> anyhow::Result<()> {
    let root = root()?;
    let fresh = root.with_extension("new");
    empty_dir(&fresh)?;
    let assets = workspace::root().join(&settings.assets_dir);
    if assets.is_dir() {
        copy_tree(&assets, &fresh)?;
    }
    let pkg = fresh.join(&settings.site_pkg_dir);
    fs::create_dir_all(&pkg).context("cannot make the package directory")?;

    let parts = workspace::scratch("front")?;
    // What is left of an earlier build would be published too.
    empty_dir(&parts)?;
    let later = scripts(settings, run, &parts)?;
    style(settings, run, &parts)?;
    let named = names::publish(&settings.name, &later, &parts, &pkg)?;
    let mut compress = shell::command("node");
    run("compress", compress.args(["-e", COMPRESS]).args(named.files))?;

    empty_dir(&root)?;
    fs::rename(&fresh, &root).context("cannot replace the site")?;
    let hash_file = hash_file()?;
    if let Some(dir) = hash_file.parent() {
        fs::create_dir_all(dir).context("cannot make the release directory")?;
    }
    fs::write(hash_file, named.hashes).context("cannot write hash.txt")
}

/// `NAME.wasm` and `NAME.js`, and beside them what is loaded later.
fn scripts(settings: &Settings, run: Runner, parts: &Path) -> anyhow::Result<Vec<String>> {
    let name = &settings.name;
    let compiled = compile(settings, run)?;
    let cut = parts.join("cut");
    empty_dir(&cut)?;
    split::split(&compiled, name, &cut, run)?;
    let modules = join::join(&cut, run)?;
    texts::check(&cut, split::MAIN, &modules)?;

    let bound = parts.join("bindgen");
    empty_dir(&bound)?;
    split::bind(&cut.join(split::MAIN), name, &bound, run)?;

    let first = (bound.join(format!("{name}_bg.wasm")), format!("{name}.wasm"));
    let later = modules.iter().map(|module| (cut.join(module), module.clone()));
    for (from, to) in later.chain([first]) {
        let mut optimize = shell::command("wasm-opt");
        optimize.args(WASM_OPT).arg(from).arg("-o").arg(parts.join(to));
        run("wasm-opt", &mut optimize)?;
    }

    let script = format!("{name}.js");
    for (from, script) in [(&bound, script.as_str()), (&cut, split::LOADER)] {
        let mut minify = shell::command(tools::esbuild()?);
        minify.arg(from.join(script)).args(["--bundle", "--minify", "--format=esm"]);
        // Each asks for the other; their final names come later.
        minify.arg(format!("--external:./{}", split::LOADER));
        minify.arg(format!("--external:./{name}.js")).arg("--log-level=warning");
        // wasm-bindgen names the loader once for each function it takes from it.
        minify.arg("--log-override:duplicate-object-key=silent");
        let out = parts.join(script);
        run("esbuild", minify.arg(format!("--outfile={}", out.display())))?;
    }
    fs::copy(cut.join(split::MANIFEST), parts.join(split::MANIFEST))
        .context("cannot copy the manifest")?;
    Ok(modules)
}

/// The one module that cargo makes.
fn compile(settings: &Settings, run: Runner) -> anyhow::Result<PathBuf> {
    let mut cargo = shell::cargo();
    cargo.args(["rustc", "--package", &settings.lib_package, "--lib", "--no-default-features"]);
    cargo.args(["--target", WASM_TARGET, "--profile", &settings.lib_profile_release]);
    cargo.arg("--target-dir").arg(target()?);
    cargo.args(["--crate-type", "cdylib", "--"]).args(split::LINK);
    run("front end", &mut cargo)?;
    compiled(settings)
}

/// Where cargo puts that module.
pub(super) fn compiled(settings: &Settings) -> anyhow::Result<PathBuf> {
    let library = settings.lib_package.replace('-', "_");
    let profile = target()?.join(WASM_TARGET).join(&settings.lib_profile_release);
    Ok(profile.join(format!("{library}.wasm")))
}

/// Of its own, so that the two worlds' features do not undo each other's work.
fn target() -> anyhow::Result<PathBuf> {
    Ok(workspace::target()?.join("front"))
}

/// `NAME.css`, one file of all that the style file imports.
fn style(settings: &Settings, run: Runner, parts: &Path) -> anyhow::Result<()> {
    let mut bundle = shell::command(tools::lightningcss()?);
    bundle.args(["--bundle", "--minify", "--targets", &settings.browserquery]);
    bundle.arg(workspace::root().join(&settings.style_file));
    run("lightningcss", bundle.arg("-o").arg(parts.join(format!("{}.css", settings.name))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_styles_is_bundled() {
        let dir = workspace::root().join("style");
        let main = fs::read_to_string(dir.join("main.css")).unwrap();
        for entry in fs::read_dir(&dir).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let bundled = name == "main.css" || main.contains(&format!("@import \"./{name}\";"));
            assert!(bundled, "style/main.css imports no {name}");
        }
    }
}
