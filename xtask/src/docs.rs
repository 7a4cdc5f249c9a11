//! The documents name files, tests, commands, settings and log lines: these tests fail when one of them
//! is gone.

mod commands;
mod links;
mod log_lines;
mod rules;
mod tests_named;

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::workspace;

fn read(path: &str) -> String {
    fs::read_to_string(workspace::root().join(path))
        .unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn exists(path: &str) -> bool {
    workspace::root().join(path).exists()
}

/// Every page of prose, as a path in the checkout.
fn pages() -> Vec<String> {
    let root = workspace::root();
    let mut pages: Vec<PathBuf> = ["README.md", "migrations/README.md"].map(PathBuf::from).into();
    for dir in ["docs", "docs/decisions"] {
        let files = fs::read_dir(root.join(dir)).unwrap().map(|it| it.unwrap().path());
        pages.extend(files.filter(|it| it.extension().is_some_and(|it| it == "md")));
    }
    pages
        .iter()
        .map(|it| it.strip_prefix(root).unwrap_or(it).to_str().unwrap().to_owned())
        .collect()
}

/// What stands between backticks, outside fenced blocks; a span may go over a line's end.
fn code_spans(page: &str) -> Vec<String> {
    let prose: Vec<&str> = page.split("```").step_by(2).collect();
    let spans = prose.iter().flat_map(|prose| prose.split('`').skip(1).step_by(2));
    spans.map(|span| span.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// Every source file below the folders, with its text.
fn sources(folders: &[&str], extension: &str) -> Vec<(PathBuf, String)> {
    fn walk(dir: &Path, extension: &str, found: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, extension, found);
            } else if path.extension().is_some_and(|it| it == extension) {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    let mut found = Vec::new();
    for folder in folders {
        walk(&workspace::root().join(folder), extension, &mut found);
    }
    found
}

#[test]
fn spans_are_found_over_lines_and_not_in_blocks() {
    let page = "a `b` c `d\ne` f\n```sh\n`no`\n```\n`g`";
    assert_eq!(code_spans(page), ["b", "d e", "g"]);
}
