//! Lines of the log that the operators' page explains.

use super::{code_spans, read, sources};

#[test]
fn every_line_that_is_explained_is_written_somewhere() {
    let page = read("docs/OPERATIONS.md");
    let (_, section) = page.split_once("\n### Lines of the log\n").unwrap();
    let section = section.split_once("\n#").map_or(section, |(section, _)| section);
    let folders = ["domain/src", "server/src", "app/src", "embedded-postgres/src"];
    let sources: String = sources(&folders, "rs").into_iter().map(|(_, text)| text).collect();
    let rows = section.lines().filter_map(|line| line.strip_prefix("| ")?.split('|').next());
    let mut explained = 0;
    for line in rows.flat_map(code_spans) {
        // What differs from line to line is written as `…`.
        for words in line.split('…').map(str::trim).filter(|words| !words.is_empty()) {
            assert!(sources.contains(words), "no log line says `{words}`");
            explained += 1;
        }
    }
    assert!(explained > 10);
}

/// The text of each `tracing::error!`: its first literal that is no name of a field.
fn errors(source: &str) -> Vec<String> {
    let source = source.split("#[cfg(test)]\nmod tests").next().unwrap();
    let calls = source.split("tracing::error!(").skip(1);
    let texts = calls.filter_map(|call| call.split('"').nth(1));
    texts.filter(|text| !text.starts_with('{')).map(str::to_owned).collect()
}

#[test]
fn every_error_is_explained() {
    let page = read("docs/OPERATIONS.md");
    let spans = code_spans(&page);
    let folders = ["domain/src", "server/src", "app/src"];
    for (path, source) in sources(&folders, "rs") {
        if path.components().any(|it| it.as_os_str() == "tests") {
            continue;
        }
        for text in errors(&source) {
            let start = text.split([';', '{']).next().unwrap_or_default().trim();
            let told = spans.iter().any(|span| span.starts_with(start));
            assert!(told, "docs/OPERATIONS.md lacks `{text}` of {}", path.display());
        }
    }
}
