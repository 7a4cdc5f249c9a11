//! What is written about addresses where the table of routes cannot be used: in links, in the
//! service worker and in the browser's tests.

use super::super::{Kind, all};
use super::Patterns;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn files(folder: &Path, endings: &[&str], found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let test =
            ["tests", "tests.rs", "testing", "node_modules"].iter().any(|it| path.ends_with(it));
        if path.is_dir() && !test {
            files(&path, endings, found);
        } else if !test && path.extension().is_some_and(|it| endings.iter().any(|end| it == *end)) {
            found.push(path);
        }
    }
}

/// `"/bookings/…"` in the middle of the code is a link that nobody finds when the page moves.
#[test]
fn links_are_built_by_the_module_of_paths() {
    let site = all().filter(|route| matches!(route.kind, Kind::Page | Kind::File));
    let folders: BTreeSet<&str> = site
        .filter_map(|route| route.pattern.split('/').nth(1))
        .filter(|folder| !folder.is_empty() && !folder.contains('.'))
        .collect();
    assert!(folders.contains("bookings") && folders.contains("account"), "{folders:?}");
    let mut sources = Vec::new();
    for folder in ["app/src", "domain/src", "types/src", "server/src", "server/templates"] {
        files(&root().join(folder), &["rs", "html", "txt"], &mut sources);
    }
    assert!(sources.len() > 300);
    let spells = |line: &str| {
        folders.iter().any(|folder| {
            ["\"", "}"].iter().any(|before| {
                let start = format!("{before}/{folder}");
                let mut found = line.split(&start).skip(1).map(|rest| rest.chars().next());
                found.any(|next| !next.is_some_and(|c| c.is_ascii_alphanumeric() || c == '-'))
            })
        })
    };
    let mut wrong = Vec::new();
    for file in sources {
        // Tickets that a device keeps have a style and a script of their own.
        let own = [
            "types/src/paths.rs",
            "server/templates/dev_mail.html",
            "server/templates/offline_tickets.html",
        ];
        let within = file.strip_prefix(root()).unwrap();
        if within.starts_with("server/src/routes") || own.iter().any(|own| within == Path::new(own))
        {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        let code = text.split("#[cfg(test)]\nmod ").next().unwrap();
        let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
        // Where a route is registered, with axum or as a page of an area.
        let registers = |line: &str| {
            let page = line.contains("\" => ") && line.ends_with("Page,");
            page || [".route(", "path!(", "utoipa::path("].iter().any(|it| line.contains(it))
        };
        let found = lines.filter(|line| !registers(line) && spells(line));
        wrong.extend(found.map(|line| format!("{}: {}", file.display(), line.trim())));
    }
    assert!(wrong.is_empty(), "say it with types::paths:\n{}", wrong.join("\n"));
}

/// A missing file of a folder that is not known is answered with a whole page, for the price of one.
#[test]
fn the_folders_of_built_files_are_known() {
    for entry in fs::read_dir(root().join("public")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        let known = crate::http::path::is_site_file(&format!("/{name}/x"));
        assert_eq!(known, path.is_dir(), "{name}");
    }
}

/// The worker keeps the page of tickets and its parts, and must know where they are.
#[tokio::test]
async fn the_service_worker_knows_the_addresses_that_it_keeps() {
    let patterns = Patterns::new();
    let pattern = |path: &str| patterns.of(path).unwrap_or_else(|| panic!("{path} is no route"));
    let assets = root().join("server/assets");
    let worker = fs::read_to_string(assets.join("sw.js")).unwrap();
    let tickets = pattern(&types::paths::tickets(&"x"));
    let regex = tickets.replace("{id}", "[^/]+").replace('/', "\\/").replace("[^\\/]", "[^/]");
    assert!(worker.contains(&format!("/^{regex}$/")), "{regex}");
    let page = fs::read_to_string(assets.join("offline_tickets.js")).unwrap();
    for part in ["/door.css", "/door.js"] {
        assert!(worker.contains(part) && page.contains(part), "{part}");
        assert_eq!(pattern(part), part);
    }
    assert!(page.contains(&format!("'{}'", pattern(types::paths::SERVICE_WORKER))));
}

/// The pages that are named between quotes in TypeScript.
fn named<'a>(text: &str, patterns: &'a Patterns) -> BTreeSet<&'a str> {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${") {
        plain += before;
        plain.push('x');
        rest = after.split_once('}').map_or("", |(_, after)| after);
    }
    plain += rest;
    let quoted = plain.split(['\'', '"', '`']).filter(|text| text.starts_with('/'));
    quoted.filter_map(|path| patterns.of(path)).collect()
}

fn pages() -> BTreeSet<String> {
    super::pages().map(|page| page.replace("GET ", "")).collect()
}

fn end2end(folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root().join("end2end").join(folder)).unwrap() {
        found.push(fs::read_to_string(entry.unwrap().path()).unwrap());
    }
    found
}

#[tokio::test]
async fn the_gallery_shows_every_page() {
    let patterns = Patterns::new();
    let gallery = end2end("gallery").concat() + &end2end("pages").concat();
    let shown = named(&gallery, &patterns);
    let missing: Vec<_> = pages().into_iter().filter(|it| !shown.contains(it.as_str())).collect();
    assert!(missing.is_empty(), "end2end/gallery/pages.ts lacks {missing:?}");
}

/// Pages that do nothing without JavaScript, and why.
const NEED_JAVASCRIPT: &[(&str, &str)] = &[];

#[tokio::test]
async fn every_page_is_tried_without_javascript() {
    let patterns = Patterns::new();
    let tests = end2end("tests");
    let blocks = tests.iter().flat_map(|file| file.split("\ntest"));
    let tried = blocks.filter(|block| block.contains("@nojs"));
    let tried: BTreeSet<_> = tried.flat_map(|block| named(block, &patterns)).collect();
    let without = |page: &str| NEED_JAVASCRIPT.iter().any(|(it, _)| *it == page);
    let mut missing = pages();
    missing.retain(|page| !tried.contains(page.as_str()) && !without(page));
    assert!(missing.is_empty(), "no test with @nojs opens {missing:?}");
}

/// A test that looks at accessibility asks for the fixture by its name.
#[tokio::test]
async fn axe_looks_at_every_page() {
    let patterns = Patterns::new();
    let tests = end2end("tests");
    let blocks = tests.iter().flat_map(|file| file.split("\ntest"));
    let looked = blocks.filter(|block| block.contains("accessible()"));
    let looked: BTreeSet<_> = looked.flat_map(|block| named(block, &patterns)).collect();
    let missing: Vec<_> = pages().into_iter().filter(|it| !looked.contains(it.as_str())).collect();
    assert!(missing.is_empty(), "no test with accessible() opens {missing:?}");
}

/// What hydration finds only when a page is opened by its address is found for each of them.
#[tokio::test]
async fn every_page_is_opened_directly() {
    let patterns = Patterns::new();
    let addresses = root().join("end2end/support/addresses.ts");
    let addresses = fs::read_to_string(addresses).unwrap();
    let opened = named(&addresses, &patterns);
    let missing: Vec<_> = pages().into_iter().filter(|it| !opened.contains(it.as_str())).collect();
    assert!(missing.is_empty(), "end2end/support/addresses.ts lacks {missing:?}");
}
