//! Commands of `cargo xtask` that the documents name.

use clap::CommandFactory as _;

use super::{pages, read};
use crate::cli::Cli;

#[test]
fn every_command_that_is_named_exists() {
    let cli = Cli::command();
    let known: Vec<_> = cli.get_subcommands().map(clap::Command::get_name).collect();
    for page in pages() {
        let text = read(&page);
        for (_, rest) in
            text.match_indices("cargo xtask ").map(|(at, it)| text.split_at(at + it.len()))
        {
            let name: String =
                rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '-').collect();
            let known = name.is_empty() || known.contains(&name.as_str());
            assert!(known, "{page}: cargo xtask {name}");
        }
    }
}

#[test]
fn every_command_is_explained() {
    let guide = read("docs/DEVELOPMENT.md");
    for command in Cli::command().get_subcommands() {
        let line = format!("| `cargo xtask {}", command.get_name());
        assert!(guide.contains(&line), "docs/DEVELOPMENT.md lacks `{line}`");
    }
}
