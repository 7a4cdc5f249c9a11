//! Site checks: the built front end, and the fonts of documents.

use crate::config::leptos_options;
use crate::documents::text;
use crate::health::{CheckContext, Finding};
use std::path::Path;

/// The script, the WASM and the styles that every page asks for.
pub(super) fn files(check: &'static str, context: &CheckContext) -> Vec<Finding> {
    let options = leptos_options(&context.config);
    let root = Path::new(&*options.site_root);
    let pkg = root.join(&*options.site_pkg_dir);
    let names: Vec<String> = std::fs::read_dir(&pkg)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    let missing: Vec<&str> = [".js", ".wasm", ".css"]
        .into_iter()
        .filter(|kind| {
            let ours = |name: &&String| name.starts_with(&*options.output_name);
            !names.iter().filter(ours).any(|name| name.ends_with(kind))
        })
        .collect();
    vec![if missing.is_empty() {
        Finding::ok(check, format!("{} files in {}", names.len(), pkg.display()))
    } else {
        Finding::fail(
            check,
            format!("no {} in {}: pages have no code or styles", missing.join(", "), pkg.display()),
        )
    }]
}

/// A letter of each script that names are often written in.
const LETTERS: [(&str, char); 9] = [
    ("Chinese", '王'),
    ("Japanese", 'さ'),
    ("Korean", '김'),
    ("Arabic", 'أ'),
    ("Hebrew", 'ש'),
    ("Devanagari", 'प'),
    ("Thai", 'ส'),
    ("Georgian", 'ნ'),
    ("emoji", '🎉'),
];

/// Whether tickets and certificates can be printed with names of all the world.
pub(super) fn fonts(check: &'static str, context: &CheckContext) -> Vec<Finding> {
    text::look_in(context.config.fonts_dir.as_deref());
    let missing: Vec<&str> =
        LETTERS.iter().filter(|(_, c)| !text::is_drawn(*c)).map(|(script, _)| *script).collect();
    vec![if missing.is_empty() {
        Finding::ok(check, "there for every script that was tried")
    } else {
        let missing = missing.join(", ");
        Finding::warn(
            check,
            format!(
                "none for {missing}: such names are printed as code points; set FONTS_DIR, or \
                 install fonts-noto-core and fonts-noto-cjk"
            ),
        )
    }]
}
