//! Site checks: the built front end, and the fonts of documents.

use crate::config::leptos_options;
use crate::documents::text;
use crate::health::{CheckContext, Finding, said};
use std::path::Path;
use types::i18n::Translated;

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
    let (files, folder) = (names.len(), pkg.display());
    vec![if missing.is_empty() {
        Finding::ok(check, said!("{files} files in {folder}", "файлов в {folder}: {files}"))
    } else {
        let missing = missing.join(", ");
        let says = said!(
            "no {missing} in {folder}: pages have no code or styles",
            "нет {missing} в {folder}: страницы без кода или стилей",
        );
        Finding::fail(check, says)
    }]
}

/// A letter of each script that names are often written in.
const LETTERS: [(Translated<&str>, char); 9] = {
    const fn named(en: &'static str, ru: &'static str) -> Translated<&'static str> {
        Translated { en, ru }
    }
    [
        (named("Chinese", "китайского"), '王'),
        (named("Japanese", "японского"), 'さ'),
        (named("Korean", "корейского"), '김'),
        (named("Arabic", "арабского"), 'أ'),
        (named("Hebrew", "еврейского"), 'ש'),
        (named("Devanagari", "деванагари"), 'प'),
        (named("Thai", "тайского"), 'ส'),
        (named("Georgian", "грузинского"), 'ნ'),
        (named("emoji", "эмодзи"), '🎉'),
    ]
};

/// Whether tickets and certificates can be printed with names of all the world.
pub(super) fn fonts(check: &'static str, context: &CheckContext) -> Vec<Finding> {
    text::look_in(context.config.fonts_dir.as_deref());
    let missing = LETTERS.iter().filter(|(_, c)| !text::is_drawn(*c));
    let (missing, without): (Vec<&str>, Vec<&str>) =
        missing.map(|(script, _)| (script.en, script.ru)).unzip();
    vec![if missing.is_empty() {
        Finding::ok(
            check,
            said!(
                "there for every script that was tried",
                "есть для всех проверенных письменностей"
            ),
        )
    } else {
        let (missing, without) = (missing.join(", "), without.join(", "));
        let says = said!(
            "none for {missing}: such names are printed as code points; set FONTS_DIR, or install \
             fonts-noto-core and fonts-noto-cjk",
            "нет для {without}: такие имена печатаются кодами знаков; задайте FONTS_DIR или \
             установите fonts-noto-core и fonts-noto-cjk",
        );
        Finding::warn(check, says)
    }]
}
