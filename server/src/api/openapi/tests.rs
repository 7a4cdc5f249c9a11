//! The committed OpenAPI document: a change of the API is reviewed as the diff of `docs/openapi.json`.

use std::{env, fs};

const COMMITTED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/openapi.json");
const RENEW: &str = "UPDATE_OPENAPI=1 cargo test --package server openapi::tests";

#[test]
#[expect(clippy::disallowed_methods, reason = "the switch that renews the file")]
fn the_committed_document_is_the_one_that_is_served() {
    let served = crate::api::openapi().to_pretty_json().unwrap() + "\n";
    if env::var_os("UPDATE_OPENAPI").is_some() {
        fs::write(COMMITTED, &served).unwrap();
    }
    let committed = fs::read_to_string(COMMITTED).unwrap_or_default();
    let first = committed.lines().zip(served.lines()).position(|(old, new)| old != new);
    let line = 1 + first.unwrap_or_else(|| committed.lines().count().min(served.lines().count()));
    assert!(
        committed == served,
        "the API has changed: docs/openapi.json differs from line {line} on. Renew it by \
         `{RENEW}`, read its diff and commit it"
    );
}
