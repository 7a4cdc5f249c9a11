//! The order of migrations: a number of its own each, the time it was written.

use crate::migrate::MIGRATIONS;
use chrono::NaiveDateTime;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Numbered one by one before numbers were times; nothing is added here.
const NUMBERED: [i64; 12] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 91];

fn is_time(version: &str) -> bool {
    version.len() == 14 && NaiveDateTime::parse_from_str(version, "%Y%m%d%H%M%S").is_ok()
}

#[test]
fn every_new_migration_is_named_by_the_time_it_was_written() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../migrations");
    let mut versions = BTreeSet::new();
    for file in fs::read_dir(folder).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        if ["README.md", "released.txt"].contains(&name.as_str()) {
            continue;
        }
        let (version, rest) = name.split_once('_').unwrap_or_else(|| panic!("{name}: no version"));
        assert!(
            Path::new(rest).extension().is_some_and(|it| it == "sql"),
            "{name} is no migration"
        );
        let number: i64 = version.parse().unwrap();
        assert!(NUMBERED.contains(&number) || is_time(version), "{name}: not YYYYMMDDhhmmss");
        assert!(versions.insert(number), "{name}: another migration has this version");
    }
    assert!(NUMBERED.iter().all(|number| versions.contains(number)), "an old one was renamed");
    let built: BTreeSet<i64> = MIGRATIONS.iter().map(|migration| migration.version).collect();
    assert_eq!(built, versions);
}

#[test]
fn what_is_no_time_is_no_version() {
    assert!(is_time("20261128102030"));
    for wrong in ["0092", "2026112810", "20261328102030", "20261128252030", "202611281020301"] {
        assert!(!is_time(wrong), "{wrong}");
    }
}
