//! Imprint, privacy policy and terms: the operator's Markdown files, read once at the start, and
//! defaults for those that are missing.

mod defaults;
mod files;
#[cfg(test)]
mod tests;

pub(crate) use defaults::Facts;
pub(crate) use files::{FileError, examine, name};

use app::ssr::legal::LegalTexts;
use std::path::Path;
use types::Locale;
use types::legal::{LegalPage, LegalText};

/// Every page in every language: the operator's file, else their file in the other language, else
/// the default. What is wrong with a file is told by the check `legal pages`, at every start too.
pub(crate) fn texts(folder: Option<&Path>, facts: &Facts<'_>) -> LegalTexts {
    let files = folder.map(files::read_all).unwrap_or_default();
    LegalTexts::new(|page, locale| {
        let own = |language: Locale| {
            let file = files.iter().find(|file| (file.page, file.language) == (page, language));
            Some((file?.text.as_deref().ok()?, language))
        };
        let other = Locale::ALL.into_iter().find_map(own);
        match own(locale).or(other) {
            Some((markdown, language)) => rendered(markdown, language),
            None => rendered(&defaults::markdown(page, locale, facts), locale),
        }
    })
}

fn rendered(markdown: &str, language: Locale) -> LegalText {
    let document = domain::events::to_document(markdown);
    LegalText { title: document.title, html: document.html, language }
}

/// The file's name, such as `imprint.en.md`.
fn file_name(page: LegalPage, language: Locale) -> String {
    format!("{}.{}.md", page.as_str(), language.as_str())
}
