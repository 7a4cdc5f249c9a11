//! Guard against HTML injection: places that write unescaped text are listed; everywhere else
//! `view!` escapes it.

use crate::sources;

/// `leptos_meta`'s own ways into the head, and who may use them. Its `Title`, `Script` and `Style`
/// do not escape what they are given.
const HEAD: [(&str, &str); 5] = [
    ("Title", "components/title.rs"),
    ("provide_meta_context", "app.rs"),
    ("HashedStylesheet", "shell.rs"),
    ("MetaTags", "shell.rs"),
    // An element as any other: its attributes are escaped.
    ("Meta", "pages/"),
];

/// HTML that is our own, or that was sanitized.
const INNER_HTML: [(&str, &str); 9] = [
    ("components/cover.rs", "inner_html=gradients()"),
    ("components/cover.rs", "inner_html=art(id)"),
    ("pages/account/booking/checkout.rs", "inner_html=REFRESH"),
    ("pages/account/booking/ended.rs", "inner_html=REFRESH"),
    // By `domain::events::markdown`.
    ("pages/event/page.rs", "inner_html=view.description_html.clone()"),
    ("pages/run/messages/one.rs", "inner_html=view.body_html.clone()"),
    ("pages/auth/legal.rs", "inner_html=text.html"),
    ("components/zone_picker.rs", "inner_html=zone_options()"),
    ("pages/organize/editor/description.rs", "inner_html=move || html.get()"),
];

/// Elements whose content `leptos` writes as it is, and where they are.
const RAW_ELEMENTS: [(&str, &str); 4] = [
    ("<textarea", "forms/text_area.rs"),
    ("<noscript", "pages/account/booking/"),
    ("<script", "ssr/"),
    ("<style", "-"),
];

/// Every line of the app's code with its file, this one left out.
fn lines() -> Vec<(String, String)> {
    let files = sources::files().into_iter().filter(|(name, _)| name != "raw_html.rs");
    files
        .flat_map(|(name, code)| {
            code.lines().map(|line| (name.clone(), line.to_owned())).collect::<Vec<_>>()
        })
        .collect()
}

/// What a line takes from `leptos_meta`.
fn taken(line: &str) -> Vec<&str> {
    let Some((_, rest)) = line.split_once("leptos_meta::") else { return Vec::new() };
    let list = rest.trim_start_matches('{');
    let list = list.split(['}', ';', '(', ' ']).next().unwrap_or_default();
    match rest.strip_prefix('{') {
        Some(group) => group.trim_end_matches(['}', ';']).split(',').map(str::trim).collect(),
        None => vec![list],
    }
}

#[test]
fn only_the_title_component_writes_a_title() {
    for (file, line) in lines() {
        for name in taken(&line) {
            let name = name.split(" as ").next().unwrap_or_default();
            let known = HEAD.iter().any(|(part, of)| *part == name && file.starts_with(of));
            assert!(known, "{file}: `{line}`: take crate::components::Title, or add {name} here");
        }
    }
}

#[test]
fn html_that_is_written_as_it_is_is_known() {
    for (file, line) in lines() {
        if line.contains("inner_html") || line.contains("set_inner_html") {
            let known = INNER_HTML.iter().any(|(of, text)| file == *of && line.contains(text));
            assert!(known, "{file}: `{line}`: is that cleaned?");
        }
    }
}

#[test]
fn elements_that_do_not_escape_their_content_are_known() {
    for (file, line) in lines() {
        for (element, of) in RAW_ELEMENTS {
            let written = line.starts_with(element) || line.contains(&format!("{{ {element}"));
            assert!(!written || file.starts_with(of), "{file}: `{line}`: is that escaped?");
        }
    }
}

#[test]
fn the_guard_sees_every_way_to_name_a_part_of_the_head() {
    assert_eq!(taken("use leptos_meta::Title;"), ["Title"]);
    assert_eq!(taken("use leptos_meta::Title as MetaTitle;"), ["Title"]);
    assert_eq!(taken("use leptos_meta::{Meta, Title};"), ["Meta", "Title"]);
    assert_eq!(taken("<leptos_meta::Title text=title />"), ["Title"]);
    assert_eq!(taken("use leptos_meta::*;"), ["*"]);
}
