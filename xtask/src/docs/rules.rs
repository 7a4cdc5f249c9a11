//! The invariants of ARCHITECTURE.md: numbered without a gap, each with a guard and a test that exist.

use super::{code_spans, exists, read, sources};

/// How many there are.
const LAST: usize = 14;

/// The number of a rule and what is written below its title.
fn rules(page: &str) -> Vec<(usize, &str)> {
    let (_, section) = page.split_once("\n## The rules that never break\n").unwrap();
    let section = section.split_once("\n## ").map_or(section, |(section, _)| section);
    let rules = section.split("\n**INV-").skip(1);
    rules
        .map(|rule| rule.split_once('.').unwrap())
        .map(|(n, it)| (n.parse().unwrap(), it))
        .collect()
}

/// The part of a rule after `- Guard:` or `- Test:`.
fn part<'a>(rule: &'a str, name: &str) -> &'a str {
    let (_, part) =
        rule.split_once(&format!("\n- {name}:")).unwrap_or_else(|| panic!("no {name} in {rule}"));
    part.split_once("\n- ").map_or(part, |(part, _)| part)
}

/// Its files, and the names that stand beside them.
fn named(part: &str) -> (Vec<String>, Vec<String>) {
    let spans = code_spans(part).into_iter();
    let (files, others): (Vec<_>, Vec<_>) =
        spans.partition(|it| it.contains('/') || it == "clippy.toml");
    (files, others.into_iter().filter(|it| it.contains('_') && !it.contains(' ')).collect())
}

fn text_of(files: &[String], rule: usize) -> String {
    assert!(!files.is_empty(), "INV-{rule} names no file");
    files.iter().map(|file| read(file)).collect()
}

#[test]
fn every_rule_has_its_number_a_guard_and_a_test() {
    let page = read("docs/ARCHITECTURE.md");
    let rules = rules(&page);
    let numbers: Vec<_> = rules.iter().map(|(number, _)| *number).collect();
    assert_eq!(numbers, (1..=LAST).collect::<Vec<_>>());
    for (number, rule) in rules {
        let (files, names) = named(part(rule, "Guard"));
        let text = text_of(&files, number);
        for name in names.iter().map(|name| name.trim_end_matches("()")) {
            assert!(text.contains(name), "INV-{number}: {name} is not in {files:?}");
        }
        let (files, tests) = named(part(rule, "Test"));
        let text = text_of(&files, number);
        assert!(!tests.is_empty(), "INV-{number} names no test");
        for test in tests {
            assert!(text.contains(&format!("fn {test}(")), "INV-{number}: no {test} in {files:?}");
        }
    }
}

#[test]
fn a_comment_that_names_a_rule_names_one_that_exists() {
    let folders = ["types", "domain", "app", "server", "migrations", "end2end/tests"];
    let mut found = 0;
    for extension in ["rs", "sql", "ts"] {
        for (path, text) in sources(&folders, extension) {
            for (_, rest) in text.match_indices("INV-").map(|(at, _)| text.split_at(at + 4)) {
                let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
                let number = digits.parse::<usize>();
                assert!(number.is_ok_and(|n| (1..=LAST).contains(&n)), "{}", path.display());
                found += 1;
            }
        }
    }
    assert!(found > 5 && exists("docs/ARCHITECTURE.md"));
}
