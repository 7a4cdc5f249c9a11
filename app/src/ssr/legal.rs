//! The texts of imprint, privacy policy and terms: the server makes them once, at its start.

use std::sync::Arc;
use types::Locale;
use types::legal::{LegalPage, LegalText};

/// One text for each page and language of the reader. Cheap to clone.
#[derive(Clone, Debug)]
pub struct LegalTexts(Arc<[(LegalPage, Locale, LegalText)]>);

impl LegalTexts {
    pub fn new(text: impl Fn(LegalPage, Locale) -> LegalText) -> Self {
        let pages = LegalPage::ALL.iter().flat_map(|&page| {
            let text = &text;
            Locale::ALL.into_iter().map(move |locale| (page, locale, text(page, locale)))
        });
        Self(pages.collect())
    }

    pub fn get(&self, page: LegalPage, locale: Locale) -> Option<&LegalText> {
        let found = self.0.iter().find(|text| (text.0, text.1) == (page, locale));
        found.map(|(_, _, text)| text)
    }
}
