//! The folders of the server: none of them uses, by whatever way around, one that uses it.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::bail;

use super::layers::{collect, is_test, used, without_tests};
use crate::workspace;

/// Both are above everything, and nothing uses them.
const ROOTS: [&str; 2] = ["lib.rs", "main.rs"];

/// By folder: the folders it uses, and a file that does.
type Uses<'a> = BTreeMap<&'a str, BTreeMap<&'a str, &'a str>>;

pub(crate) fn check() -> anyhow::Result<()> {
    let source = workspace::root().join("server/src");
    let mut files = BTreeMap::new();
    collect(&source, &source, &mut files)?;
    let faults = circles(&uses(&files));
    if faults.is_empty() {
        return Ok(());
    }
    bail!("{}\nMove what both need into a folder that uses neither.", faults.join("\n"))
}

fn folder(file: &str) -> &str {
    file.split('/').next().unwrap_or(file).trim_end_matches(".rs")
}

fn uses(files: &BTreeMap<String, String>) -> Uses<'_> {
    let folders: BTreeSet<&str> = files.keys().map(|file| folder(file)).collect();
    let mut uses = Uses::new();
    let relevant = files.iter().filter(|(file, _)| !ROOTS.contains(&file.as_str()));
    for (file, text) in relevant.filter(|(file, _)| !is_test(file)) {
        let own = folder(file);
        let others = used(without_tests(text)).into_iter().filter(|name| folders.contains(name));
        for other in others.filter(|other| *other != own) {
            uses.entry(own).or_default().entry(other).or_insert(file);
        }
    }
    uses
}

/// Every arrow that is part of a circle.
fn circles(uses: &Uses<'_>) -> Vec<String> {
    let mut found = Vec::new();
    for (from, others) in uses {
        for (to, file) in others.iter().filter(|(to, _)| reaches(uses, to, from)) {
            found.push(format!("server/src/{file} uses `crate::{to}`, which uses `{from}`"));
        }
    }
    found
}

fn reaches(uses: &Uses<'_>, from: &str, to: &str) -> bool {
    let (mut seen, mut next) = (BTreeSet::from([from]), vec![from]);
    while let Some(folder) = next.pop() {
        for other in uses.get(folder).into_iter().flat_map(BTreeMap::keys) {
            if *other == to {
                return true;
            }
            if seen.insert(other) {
                next.push(other);
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_server_has_no_circle() {
        check().unwrap();
    }

    #[test]
    fn a_circle_is_found_over_two_and_over_three_folders() {
        let faults = |files: &[(&str, &str)]| {
            let named = files.iter().map(|(file, text)| ((*file).to_owned(), (*text).to_owned()));
            circles(&uses(&named.collect())).len()
        };
        let line = [("api/mod.rs", "use crate::http::x;"), ("http/mod.rs", "")];
        assert_eq!(faults(&line), 0);
        let two = [("api/mod.rs", "use crate::http::x;"), ("http/a.rs", "use crate::api::y;")];
        assert_eq!(faults(&two), 2);
        let three = [
            ("api/mod.rs", "use crate::http::x;"),
            ("http/a.rs", "use crate::{mail::y, state};"),
            ("mail.rs", "fn f() { crate::api::z(); }"),
            ("state.rs", ""),
        ];
        assert_eq!(faults(&three), 3);
        let in_a_test =
            [("api/a.rs", "use crate::http::x;"), ("http/tests.rs", "use crate::api::y;")];
        assert_eq!(faults(&in_a_test), 0);
    }
}
