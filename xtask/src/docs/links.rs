//! Files and folders that the documents name.

use std::path::Path;

use super::{code_spans, exists, pages, read};

/// The folders of the checkout whose files are named in prose.
const FOLDERS: [&str; 12] = [
    "app/",
    "docs/",
    "domain/",
    "embedded-postgres/",
    "end2end/",
    "frontend/",
    "migrations/",
    "public/",
    "server/",
    "style/",
    "types/",
    "xtask/",
];

/// `[text](target)`, without the targets that are elsewhere or within the page.
fn targets(page: &str) -> Vec<&str> {
    let links = page.split("](").skip(1).filter_map(|it| it.split(')').next());
    let links = links.map(|link| link.split('#').next().unwrap_or_default());
    links.filter(|link| !link.is_empty() && !link.contains("://")).collect()
}

/// As far as it is a path: `a/b/*.rs`, `a/{b,c}.rs`, `a/<slice>/` and `a/b.rs::name` name what is
/// before the sign.
fn path(span: &str) -> Option<&str> {
    let first = span.split([' ', ':']).next()?;
    if !FOLDERS.iter().any(|folder| first.starts_with(folder)) {
        return None;
    }
    match first.find(['*', '{', '<', '…']) {
        Some(sign) => first[..sign].rsplit_once('/').map(|(folder, _)| folder),
        None => Some(first),
    }
}

#[test]
fn every_link_leads_to_a_file() {
    for page in pages() {
        let text = read(&page);
        let folder = Path::new(&page).parent().unwrap();
        for target in targets(&text) {
            let target = folder.join(target);
            assert!(exists(target.to_str().unwrap()), "{page}: {}", target.display());
        }
    }
}

#[test]
fn every_path_that_is_named_is_there() {
    let mut missing = Vec::new();
    for page in pages() {
        for span in code_spans(&read(&page)) {
            if path(&span).is_some_and(|path| !exists(path)) {
                missing.push(format!("{page}: {span}"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn a_path_is_told_from_other_words() {
    assert_eq!(path("domain/src/*/tests/"), Some("domain/src"));
    assert_eq!(path("app/src/i18n/{a,b}.rs"), Some("app/src/i18n"));
    assert_eq!(path("types/src/money.rs::Money"), Some("types/src/money.rs"));
    assert_eq!(path("/api/docs"), None);
    assert_eq!(targets("[a](b.md#c) [d](https://e) [f](#g)"), ["b.md"]);
}

/// One line a decision, in the order of their numbers; what is missing is said.
#[test]
fn the_index_lists_every_decision_by_its_number_and_title() {
    let index = read("docs/decisions/README.md");
    for page in pages() {
        let Some(file) = page.strip_prefix("docs/decisions/").filter(|it| *it != "README.md")
        else {
            continue;
        };
        let number: u32 = file[..3].parse().unwrap_or_else(|_| panic!("{file} has no number"));
        let text = read(&page);
        let title = text.lines().next().and_then(|it| it.strip_prefix(&format!("# {number}. ")));
        let title = title.unwrap_or_else(|| panic!("{file}: the title is `# {number}. …`"));
        let line = format!("| [{number}]({file}) | {title} |");
        assert!(index.lines().any(|it| it == line), "docs/decisions/README.md lacks\n{line}");
    }
}
