//! What a browser downloads to become interactive.

use std::{fs, path::PathBuf};

use anyhow::Context;

use crate::{shell, site};

/// Brotli at its best, as a server that compresses ahead of time would send it.
const COMPRESS: &str = "const zlib = require('zlib'), fs = require('fs');\
    console.log(zlib.brotliCompressSync(fs.readFileSync(process.argv[1])).length)";

pub(super) struct Sizes {
    pub raw_kb: f64,
    pub brotli_kb: f64,
}

/// All WASM of a first visit: the modules that are loaded later are not in it.
pub(super) fn sizes() -> anyhow::Result<Sizes> {
    let file = main_module()?;
    let raw = fs::metadata(&file).context("cannot look at the WASM")?.len();
    let compressed = shell::capture(shell::command("node").args(["-e", COMPRESS]).arg(&file))?;
    let compressed = compressed.trim().parse().context("cannot read the compressed size")?;
    Ok(Sizes { raw_kb: kilobytes(raw), brotli_kb: kilobytes(compressed) })
}

/// Names carry a hash, so older builds may lie beside the newest.
fn main_module() -> anyhow::Result<PathBuf> {
    let dir = site::root()?.join("pkg");
    let entries = fs::read_dir(&dir).context("the site has not been built")?;
    let modules = entries.flatten().filter(|entry| {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        name.starts_with("event-hub") && name.ends_with(".wasm")
    });
    let newest = modules.max_by_key(|entry| entry.metadata().and_then(|meta| meta.modified()).ok());
    newest.map(|entry| entry.path()).context("there is no WASM in the site")
}

fn kilobytes(bytes: u64) -> f64 {
    f64::from(u32::try_from(bytes).unwrap_or(u32::MAX)) / 1000.0
}
