//! `cargo xtask screenshots`: every page and state in both themes, both languages and two widths.
//!
//! The pages are listed in `end2end/gallery/pages.ts`.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::Context;

use crate::{
    shell, site,
    test::{browser, database, rust_tests},
    tools::{self, Chromium, Need, end2end_program, ensure_chromium, ensure_playwright},
    workspace,
};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Only pages whose name contains this
    filter: Option<String>,
    /// Of what was built last
    #[arg(long)]
    no_build: bool,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    tools::ensure(&[Need::Build, Need::Postgres])?;
    ensure_playwright()?;
    let chromium = ensure_chromium()?;
    if !args.no_build {
        rust_tests::build()?;
        site::build_front(site::shown)?;
    }
    let dir = workspace::target()?.join("screenshots");
    if args.filter.is_none() && dir.exists() {
        fs::remove_dir_all(&dir).context("cannot remove the old screenshots")?;
    }
    let cluster = database::start()?;
    let server = browser::serve(&cluster, "screenshots", &[])?;
    let mut playwright = end2end_program("playwright");
    playwright.args(["test", "--config", "gallery/playwright.config.ts"]);
    playwright.env("BASE_URL", server.url()).env("SCREENSHOTS", &dir);
    if let Chromium::Program(program) = chromium {
        playwright.env("CHROMIUM_PATH", program);
    }
    if let Some(filter) = &args.filter {
        playwright.args(["--grep", filter]);
    }
    let outcome = shell::show(&mut playwright);
    let sheet = contact_sheet(&dir)?;
    println!("{}", sheet.display());
    outcome
}

/// One row a page, one picture a variant.
fn contact_sheet(dir: &Path) -> anyhow::Result<std::path::PathBuf> {
    let mut pages: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let entries = fs::read_dir(dir).context("there are no screenshots")?;
    let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    for name in names {
        if let Some((page, _)) = name.strip_suffix(".png").and_then(|it| it.split_once("--")) {
            pages.entry(page.to_owned()).or_default().push(name.clone());
        }
    }
    let file = dir.join("index.html");
    fs::write(&file, sheet(pages)).with_context(|| format!("cannot write {}", file.display()))?;
    Ok(file)
}

fn sheet(pages: BTreeMap<String, Vec<String>>) -> String {
    let head = "<!doctype html><meta charset=\"utf-8\"><title>Screenshots</title><style>\
         body{font:14px system-ui;margin:2rem;background:#888}div{display:flex;gap:1rem;\
         overflow-x:auto;align-items:start}figure{margin:0}img{height:22rem;display:block}\
         figcaption{font-size:12px}</style>";
    let rows = pages.into_iter().map(|(page, mut pictures)| {
        pictures.sort();
        let figures: Vec<_> = pictures.iter().map(|picture| figure(&page, picture)).collect();
        format!("<h2>{page}</h2><div>{}</div>", figures.join("\n"))
    });
    std::iter::once(head.to_owned()).chain(rows).collect::<Vec<_>>().join("\n")
}

fn figure(page: &str, picture: &str) -> String {
    let variant = picture.trim_start_matches(page).trim_matches('-').replace(".png", "");
    format!(
        "<figure><a href=\"{picture}\"><img src=\"{picture}\" loading=\"lazy\" \
         alt=\"{page} {variant}\"></a><figcaption>{variant}</figcaption></figure>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_a_row_with_all_its_variants() {
        let pictures = ["home--ru-dark-390.png", "home--en-light-1280.png"].map(str::to_owned);
        let html = sheet(BTreeMap::from([("home".to_owned(), pictures.to_vec())]));
        let english = html.find("<figcaption>en-light-1280<").unwrap();
        let russian = html.find("<figcaption>ru-dark-390<").unwrap();
        assert!(html.contains("<h2>home</h2>") && english < russian, "{html}");
    }
}
