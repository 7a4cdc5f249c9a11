//! The documents name commands and options that exist.

use super::*;
use clap::CommandFactory as _;

const PAGES: [&str; 3] = [
    include_str!("../../../README.md"),
    include_str!("../../../docs/DEVELOPMENT.md"),
    include_str!("../../../docs/OPERATIONS.md"),
];

/// What follows `server ` in a line of a block or between backticks.
fn commands(page: &str) -> Vec<&str> {
    let parts: Vec<&str> = page.split("```").collect();
    let spans = parts.iter().step_by(2).flat_map(|prose| prose.split('`').skip(1).step_by(2));
    let lines = parts.iter().skip(1).step_by(2).flat_map(|block| block.lines());
    let called = spans.chain(lines).filter_map(|text| match text.split_once("server server ") {
        Some((_, command)) => Some(command),
        None => text.trim().strip_prefix("server "),
    });
    called.filter(|it| it.starts_with(|c: char| c.is_ascii_lowercase())).collect()
}

fn check(command: &str) -> Result<(), String> {
    let cli = Cli::command();
    let mut found = &cli;
    let mut words = command.split_whitespace().peekable();
    while let Some(next) = words.peek().and_then(|word| found.find_subcommand(word)) {
        found = next;
        words.next();
    }
    if found.has_subcommands() {
        return Err(format!("no command `server {command}`"));
    }
    let options = words.filter_map(|word| word.strip_prefix("--"));
    for name in options.map(|it| it.split('=').next().unwrap_or(it)) {
        if !found.get_arguments().any(|it| it.get_long() == Some(name)) {
            return Err(format!("no option --{name} in `server {command}`"));
        }
    }
    Ok(())
}

#[test]
fn every_command_that_is_named_exists() {
    let named: Vec<&str> = PAGES.into_iter().flat_map(commands).collect();
    assert!(named.len() > 10, "{named:?}");
    let wrong: Vec<_> = named.into_iter().filter_map(|it| check(it).err()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_is_gone_is_found() {
    assert!(check("doctor --json").is_ok());
    assert!(check("admin create --email a@b --password x").is_err());
    assert!(check("admin remove").is_err());
    assert!(check("frobnicate").is_err());
}
