//! What is declared for the use cases is used by one: each kind of mail, and each job. Of what other
//! crates see, the compiler does not say that it is unused.

use crate::jobs;
use crate::notifications::MailKind;
use std::path::Path;

/// The code of the crate without its tests and without the declarations themselves.
fn code(folder: &Path, text: &mut String) {
    const LEFT_OUT: [&str; 5] = ["testing", "tests", "tests.rs", "jobs.rs", "message.rs"];
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if LEFT_OUT.iter().any(|name| path.ends_with(name)) {
            continue;
        }
        if path.is_dir() {
            code(&path, text);
        } else if path.extension().is_some_and(|it| it == "rs") {
            let source = std::fs::read_to_string(&path).unwrap();
            *text += source.split("#[cfg(test)]\nmod tests {").next().unwrap();
        }
    }
}

/// Whether a name stands there as a value; a pattern decides about what others made.
fn makes(code: &str, name: &str) -> bool {
    code.match_indices(name).any(|(at, _)| {
        let rest = &code[at + name.len()..];
        let next = rest.trim_start();
        let longer = rest.starts_with(|c: char| c.is_ascii_alphanumeric());
        !longer && !["=>", "|", "if "].iter().any(|pattern| next.starts_with(pattern))
    })
}

/// `lapse_holds` as its struct is named.
fn camel(name: &str) -> String {
    let upper = |word: &str| word[..1].to_uppercase() + &word[1..];
    name.split('_').map(upper).collect()
}

#[test]
fn every_mail_and_every_job_is_made_by_a_use_case() {
    let mut source = String::new();
    code(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut source);
    let mails = MailKind::ALL.map(|kind| vec![format!("MailKind::{kind:?}")]);
    // A claim writes its job itself, under its name.
    let job = |name: &&str| [" {", "::IDENTIFIER"].map(|end| camel(name) + end).to_vec();
    let named: Vec<_> = mails.into_iter().chain(jobs::ALL.iter().map(job)).collect();
    let made = |names: &&Vec<String>| names.iter().any(|name| makes(&source, name));
    let lost: Vec<_> = named.iter().filter(|names| !made(names)).collect();
    assert!(lost.is_empty(), "no use case makes {lost:?}");
}

#[test]
fn a_pattern_makes_nothing() {
    let code = "Self::A | Kind::A => f(Kind::AB), Kind::B if x => Job { id }";
    let made: Vec<_> = ["Kind::A", "Kind::AB", "Kind::B", "Job {"]
        .into_iter()
        .filter(|name| makes(code, name))
        .collect();
    assert_eq!(made, ["Kind::AB", "Job {"]);
}
