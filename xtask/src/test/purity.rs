//! The WASM build must not contain crates of the server.

use std::collections::BTreeSet;

use anyhow::bail;

use crate::{shell, tools::versions::WASM_TARGET};

const SERVER_ONLY: [&str; 6] = ["argon2", "axum", "domain", "lettre", "sqlx", "tokio"];

pub(crate) fn check() -> anyhow::Result<()> {
    let mut tree = shell::cargo();
    tree.args(["tree", "--package", "frontend", "--target", WASM_TARGET]);
    tree.args(["--edges", "normal", "--prefix", "none", "--format", "{p}"]);
    let tree = shell::capture(&mut tree)?;
    let found = server_only(&tree);
    if found.is_empty() {
        return Ok(());
    }
    let names: Vec<_> = found.into_iter().collect();
    bail!(
        "the WASM build contains {}; ask `cargo tree -p frontend --target {WASM_TARGET} \
         -e normal -i {}` who brings it",
        names.join(", "),
        names.first().copied().unwrap_or_default()
    )
}

fn server_only(tree: &str) -> BTreeSet<&str> {
    let names = tree.lines().filter_map(|line| line.split_whitespace().next());
    names.filter(|name| SERVER_ONLY.contains(name) || name.starts_with("sqlx-")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_crate_but_not_its_namesakes() {
        let tree = "frontend v0.1.0 (/x)\ntokio-stream v0.1\nsqlx-core v0.9.0\ntokio v1.0 (*)\n";
        assert_eq!(server_only(tree).into_iter().collect::<Vec<_>>(), ["sqlx-core", "tokio"]);
        assert!(server_only("frontend v0.1.0\nleptos v0.8.0").is_empty());
    }
}
