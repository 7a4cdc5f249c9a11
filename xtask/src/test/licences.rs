//! Licences and banned crates, by the rules in deny.toml. cargo-deny reads the same file and does
//! more, but takes minutes to build; this needs only what cargo says.

use std::{collections::BTreeSet, fs};

use anyhow::{Context, bail};
use serde::Deserialize;

use super::spdx;
use crate::{shell, workspace};

#[derive(Debug, Deserialize)]
struct Rules {
    licenses: Licenses,
    bans: Bans,
}

#[derive(Debug, Deserialize)]
struct Licenses {
    allow: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Bans {
    deny: Vec<Ban>,
}

#[derive(Debug, Deserialize)]
struct Ban {
    #[serde(rename = "crate")]
    name: String,
    reason: String,
}

pub(crate) fn check() -> anyhow::Result<()> {
    let file = workspace::root().join("deny.toml");
    let text = fs::read_to_string(&file).context("cannot read deny.toml")?;
    let rules: Rules = toml::from_str(&text).context("cannot understand deny.toml")?;
    let mut tree = shell::cargo();
    tree.args(["tree", "--workspace", "--target", "all", "--edges", "normal,build,dev"]);
    tree.args(["--prefix", "none", "--format", "{p}\t{l}"]);
    let problems = problems(&shell::capture(&mut tree)?, &rules);
    if problems.is_empty() {
        return Ok(());
    }
    bail!("{}", problems.into_iter().collect::<Vec<_>>().join("\n"))
}

fn problems(tree: &str, rules: &Rules) -> BTreeSet<String> {
    tree.lines()
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(package, licence)| {
            // Seen before in the tree.
            let licence = licence.trim_end_matches(" (*)");
            let name = package.split_whitespace().next()?;
            if let Some(ban) = rules.bans.deny.iter().find(|ban| ban.name == name) {
                return Some(format!("{name} is banned: {}", ban.reason));
            }
            let allowed = |id: &str| rules.licenses.allow.iter().any(|allowed| allowed == id);
            (!spdx::holds(licence, allowed)).then(|| {
                format!("{package} has the licence {licence:?}, which deny.toml does not allow")
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_banned_and_the_unlicensed() {
        let rules = Rules {
            licenses: Licenses { allow: vec!["MIT".into()] },
            bans: Bans { deny: vec![Ban { name: "rsa".into(), reason: "leaks timing".into() }] },
        };
        let tree = "server v0.1.0 (/x)\tMIT\nrsa v0.9.0\tMIT\nevil v1.0.0\tAGPL-3.0\nserde v1.0.0\tMIT OR Apache-2.0 (*)";
        let problems: Vec<_> = problems(tree, &rules).into_iter().collect();
        assert_eq!(problems.len(), 2, "{problems:?}");
        assert!(problems[0].starts_with("evil v1.0.0"));
        assert_eq!(problems[1], "rsa is banned: leaks timing");
    }
}
