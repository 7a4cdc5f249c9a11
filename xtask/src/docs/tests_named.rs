//! Tests that the guide for contributors names.

use super::{code_spans, read, sources};

fn is_name_of_a_test(span: &str) -> bool {
    span.matches('_').count() >= 3
        && span.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

#[test]
fn every_test_that_is_named_exists() {
    let folders = ["types/src", "domain/src", "app/src", "server/src", "xtask/src"];
    let sources: String = sources(&folders, "rs").into_iter().map(|(_, text)| text).collect();
    let guide = code_spans(&read("docs/CONTRIBUTING.md"));
    let named: Vec<_> = guide.iter().filter(|span| is_name_of_a_test(span)).collect();
    assert!(named.len() > 10, "{named:?}");
    // One that is asked in parts is a module of them.
    let is_there = |name: &str| {
        ["fn NAME()", "mod NAME {"].iter().any(|it| sources.contains(&it.replace("NAME", name)))
    };
    let gone: Vec<_> = named.into_iter().filter(|name| !is_there(name)).collect();
    assert!(gone.is_empty(), "docs/CONTRIBUTING.md names tests that are gone: {gone:#?}");
}
