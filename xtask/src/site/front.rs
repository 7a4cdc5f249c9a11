//! The release front end: cargo, wasm-bindgen, wasm-opt, esbuild, lightningcss, names, brotli.

use std::{fs, path::Path};

use anyhow::Context;

use super::{ERASE_VIEW_TYPES, Runner, empty_dir, hash_file, names, root, settings::Settings};
use crate::{
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
    scripts(settings, run, &parts)?;
    style(settings, run, &parts)?;
    let named = names::publish(&settings.name, &parts, &pkg)?;
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

/// `NAME.wasm` and `NAME.js`.
fn scripts(settings: &Settings, run: Runner, parts: &Path) -> anyhow::Result<()> {
    let name = &settings.name;
    // Of its own, so that the two worlds' features do not undo each other's work.
    let target = workspace::target()?.join("front");
    let mut cargo = shell::cargo();
    cargo.args(["build", "--package", &settings.lib_package, "--lib", "--no-default-features"]);
    cargo.args(["--target", WASM_TARGET, "--profile", &settings.lib_profile_release]);
    cargo.args(ERASE_VIEW_TYPES).arg("--target-dir").arg(&target);
    run("front end", &mut cargo)?;

    let library = settings.lib_package.replace('-', "_");
    let compiled = target
        .join(WASM_TARGET)
        .join(&settings.lib_profile_release)
        .join(format!("{library}.wasm"));
    let bound = parts.join("bindgen");
    empty_dir(&bound)?;
    let mut bindgen = shell::command("wasm-bindgen");
    bindgen.args(["--target", "web", "--no-typescript", "--out-name", name, "--out-dir"]);
    run("wasm-bindgen", bindgen.arg(&bound).arg(compiled))?;

    let mut optimize = shell::command("wasm-opt");
    optimize.args(WASM_OPT).arg(bound.join(format!("{name}_bg.wasm")));
    run("wasm-opt", optimize.arg("-o").arg(parts.join(format!("{name}.wasm"))))?;

    let mut minify = shell::command(tools::esbuild()?);
    minify.arg(bound.join(format!("{name}.js")));
    minify.args(["--bundle", "--minify", "--format=esm", "--log-level=warning"]);
    let script = parts.join(format!("{name}.js"));
    run("esbuild", minify.arg(format!("--outfile={}", script.display())))
}

/// `NAME.css`, one file of all that the style file imports.
fn style(settings: &Settings, run: Runner, parts: &Path) -> anyhow::Result<()> {
    let mut bundle = shell::command(tools::lightningcss()?);
    bundle.args(["--bundle", "--minify", "--targets", &settings.browserquery]);
    bundle.arg(workspace::root().join(&settings.style_file));
    run("lightningcss", bundle.arg("-o").arg(parts.join(format!("{}.css", settings.name))))
}

fn copy_tree(from: &Path, to: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(to).with_context(|| format!("cannot make {}", to.display()))?;
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let from = entry.context("cannot read the assets")?.path();
        let to = to.join(from.file_name().unwrap_or_default());
        if from.is_dir() {
            copy_tree(&from, &to)?;
        } else {
            fs::copy(&from, &to).with_context(|| format!("cannot copy {}", from.display()))?;
        }
    }
    Ok(())
}
