//! The order of the domain's modules: each uses those below it only, so that a slice can be read,
//! and changed, with what it stands on and nothing else.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use anyhow::{Context, bail};

use crate::workspace;

/// From the ground up, as docs/ARCHITECTURE.md lists them. A module may use the layers before its
/// own; only the modules of [`CORE`] may also use each other.
const LAYERS: [(&str, &[&str]); 10] = [
    ("ground", &["actor", "clock", "coalesce", "failure", "ids", "network", "settings", "sweep"]),
    ("database", &["db", "audit", "jobs", "retention"]),
    ("tools", &["health", "idempotency", "migrate", "notifications", "refused_forms"]),
    ("people", &["accounts", "roles", "surveys"]),
    ("prices", &["promotions"]),
    (CORE, &["events", "ticket_types", "bookings", "payments", "waitlist"]),
    (
        "around events",
        &[
            "attendance",
            "certificates",
            "event_bookings",
            "guest_lists",
            "live",
            "mail",
            "reviews",
            "sessions",
            "team",
            "visits",
        ],
    ),
    ("lists put to use", &["messages"]),
    ("figures", &["reconcile", "reports", "statistics", "upkeep", "workplace"]),
    ("a person's data", &["privacy"]),
];
const CORE: &str = "core";

/// `Hub` holds what the slices keep in memory and is passed to all of them: it stands beside them.
const BESIDE: [&str; 2] = ["hub", "testing"];

const WHAT_TO_DO: &str = "Move what needs both modules into the upper one, or what both need into \
     a lower one. The order stands in xtask/src/test/layers.rs and docs/ARCHITECTURE.md.";

pub(crate) fn check() -> anyhow::Result<()> {
    let root = workspace::root();
    let source = root.join("domain/src");
    let lib = fs::read_to_string(source.join("lib.rs")).context("cannot read domain/src/lib.rs")?;
    let mut files = BTreeMap::new();
    collect(&source, &source, &mut files)?;
    let docs = fs::read_to_string(root.join("docs/ARCHITECTURE.md"))
        .context("cannot read docs/ARCHITECTURE.md")?;
    let mut faults = unlisted(&modules(&lib));
    faults.extend(undocumented(&docs));
    faults.extend(upward(&lib, &files));
    if faults.is_empty() {
        return Ok(());
    }
    bail!("{}\n{WHAT_TO_DO}", faults.join("\n"))
}

pub(super) fn collect(
    source: &Path,
    folder: &Path,
    into: &mut BTreeMap<String, String>,
) -> anyhow::Result<()> {
    for entry in
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?
    {
        let path = entry?.path();
        if path.is_dir() {
            collect(source, &path, into)?;
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let name = path.strip_prefix(source)?.to_string_lossy().into_owned();
            into.insert(name, fs::read_to_string(&path)?);
        }
    }
    Ok(())
}

/// The crate's modules, as `lib.rs` declares them.
fn modules(lib: &str) -> BTreeSet<&str> {
    lib.lines()
        .filter_map(|line| {
            line.trim_start_matches("pub(crate) ").trim_start_matches("pub ").strip_prefix("mod ")
        })
        .filter_map(|name| name.strip_suffix(';'))
        .collect()
}

/// What `lib.rs` gives another name at the crate's root, by that name.
fn reexports(lib: &str) -> BTreeMap<&str, &str> {
    let mut names = BTreeMap::new();
    for line in lib.lines().filter_map(|line| line.strip_prefix("pub use ")) {
        let Some((module, rest)) = line.trim_end_matches(';').split_once("::") else { continue };
        let items = rest.trim_matches(['{', '}']).split(',').map(str::trim);
        names.extend(items.map(|item| (item, module)));
    }
    names
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|(_, modules)| modules.contains(&module))
}

fn unlisted(modules: &BTreeSet<&str>) -> Vec<String> {
    let listed: BTreeSet<&str> = LAYERS.iter().flat_map(|(_, modules)| *modules).copied().collect();
    let known = |name: &&&str| !listed.contains(**name) && !BESIDE.contains(*name);
    let new = modules.iter().filter(known).map(|name| {
        format!("`{name}` is a module of domain/src/lib.rs that no layer names: add it to one")
    });
    let gone = listed.difference(modules).map(|name| {
        format!("`{name}` is named by a layer and is no module of domain/src/lib.rs: remove it")
    });
    new.chain(gone).collect()
}

/// The list in ARCHITECTURE is the same as the one here.
fn undocumented(docs: &str) -> Vec<String> {
    let lines = LAYERS.iter().enumerate().map(|(number, (name, modules))| {
        let modules: Vec<_> = modules.iter().map(|module| format!("`{module}`")).collect();
        format!("{}. {name}: {}", number + 1, modules.join(", "))
    });
    lines
        .filter(|line| !docs.lines().any(|of_docs| of_docs == line))
        .map(|line| format!("docs/ARCHITECTURE.md lacks the line \"{line}\""))
        .collect()
}

fn upward(lib: &str, files: &BTreeMap<String, String>) -> Vec<String> {
    let (modules, reexports) = (modules(lib), reexports(lib));
    let mut faults = Vec::new();
    for (file, text) in files.iter().filter(|(file, _)| !is_test(file)) {
        let own = file.split('/').next().unwrap_or(file).trim_end_matches(".rs");
        let Some(mine) = layer(own) else { continue };
        for name in used(without_tests(text)) {
            let module = reexports.get(name).copied().unwrap_or(name);
            let Some(theirs) = layer(module) else {
                if !modules.contains(module) {
                    faults
                        .push(format!("domain/src/{file} uses `crate::{name}`: of which module?"));
                }
                continue;
            };
            let among_core = theirs == mine && LAYERS[mine].0 == CORE;
            if module != own && theirs >= mine && !among_core {
                faults.push(format!(
                    "domain/src/{file} uses `crate::{module}`, which does not stand below `{own}`"
                ));
            }
        }
    }
    faults
}

pub(super) fn is_test(file: &str) -> bool {
    let is = |part: &str| part == "tests" || part == "testing" || part.ends_with("_tests");
    file.trim_end_matches(".rs").split('/').any(is)
}

/// The file up to a test module written in it.
pub(super) fn without_tests(text: &str) -> &str {
    let inline = text.match_indices("#[cfg(test)]\nmod ").find(|(at, _)| {
        let line = text[*at..].lines().nth(1).unwrap_or_default();
        line.ends_with('{')
    });
    inline.map_or(text, |(at, _)| &text[..at])
}

/// The first names of paths that begin with `crate::`.
pub(super) fn used(text: &str) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    for line in text.split("crate::").skip(1).zip(text.match_indices("crate::")) {
        let (rest, (at, _)) = line;
        let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
        if text[start..at].trim_start().starts_with("//") {
            continue;
        }
        match rest.strip_prefix('{') {
            Some(_) => names.extend(group(&text[at + "crate::{".len()..]).into_iter().map(first)),
            None => _ = names.insert(first(rest)),
        }
    }
    names.remove("");
    names
}

fn first(path: &str) -> &str {
    let path = path.trim_start();
    let end = path.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(path.len());
    &path[..end]
}

/// The items of a `use crate::{…}` behind its brace, without those of inner braces.
fn group(text: &str) -> Vec<&str> {
    let (mut depth, mut from, mut items) = (0_u32, 0, Vec::new());
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                items.push(&text[from..at]);
                return items;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                items.push(&text[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIB: &str = "pub mod actor;\npub mod events;\nmod hub;\npub mod mail;\n\
         pub use actor::{Actor, Allowed};\npub use hub::Hub;\n";

    fn faults(file: &str, text: &str) -> usize {
        upward(LIB, &BTreeMap::from([(file.to_owned(), text.to_owned())])).len()
    }

    #[test]
    fn the_domain_is_in_order() {
        check().unwrap();
    }

    #[test]
    fn an_arrow_upward_is_found_however_it_is_written() {
        for up in [
            "use crate::mail::letter;",
            "use crate::{Hub, mail};",
            "use crate::{\n    actor::{Actor, Allowed},\n    mail::{self, letter},\n};",
            "fn f() {\n    crate::mail::letter();\n}",
            "#[cfg(test)]\nmod tests;\n\nuse crate::mail::letter;",
        ] {
            assert_eq!(faults("events/service.rs", up), 1, "{up}");
        }
        assert_eq!(faults("actor.rs", "use crate::events::visible;"), 1);
        assert_eq!(faults("events/service.rs", "use crate::nowhere::x;"), 1, "an unknown module");
    }

    #[test]
    fn what_stands_below_and_what_is_a_test_may_be_used() {
        for fine in [
            "use crate::{Actor, Hub};",
            "use crate::events::visible;",
            "/// See [`crate::mail`].",
            "#[cfg(test)]\nmod tests {\n    use crate::mail::letter;\n}",
        ] {
            assert_eq!(faults("events/service.rs", fine), 0, "{fine}");
        }
        assert_eq!(faults("events/tests/races.rs", "use crate::mail::letter;"), 0);
        assert_eq!(faults("accounts/acting_tests.rs", "use crate::mail::letter;"), 0);
        assert_eq!(faults("mail/outbox.rs", "use crate::events::visible;"), 0);
    }

    #[test]
    fn a_module_without_a_layer_is_named() {
        let mut modules: BTreeSet<&str> = LAYERS.iter().flat_map(|(_, it)| *it).copied().collect();
        assert!(unlisted(&modules).is_empty());
        modules.insert("webhooks");
        modules.remove("mail");
        assert_eq!(unlisted(&modules).len(), 2);
    }
}
