//! Internationalisation: what differs by language, for the app, the mails and the documents alike.
//!
//! [`Locale`] is the one type for a language. Words are structs with a value per language
//! ([`Translated`]), so that a language or a text that is missing does not compile; formats are
//! methods of `Locale`.

mod dates;
mod durations;
mod money;
mod numbers;
mod place;
pub mod plural;

pub use place::{place_line, place_lines};

use crate::Locale;

/// Non-breaking space: keeps a number and its unit on one line.
pub const NBSP: char = '\u{a0}';

/// One value per language, such as the words of a page, a mail or a document.
#[derive(Clone, Copy, Debug)]
pub struct Translated<T> {
    pub en: T,
    pub ru: T,
}

impl<T> Translated<T> {
    pub const fn get(&self, locale: Locale) -> &T {
        match locale {
            Locale::En => &self.en,
            Locale::Ru => &self.ru,
        }
    }
}

impl Locale {
    /// The language's name in itself, for a choice of languages.
    pub fn own_name(self) -> &'static str {
        self.pick("English", "Русский")
    }

    /// The language with a region (BCP 47), for APIs that format by region.
    pub fn region_tag(self) -> &'static str {
        self.pick("en-GB", "ru-RU")
    }

    /// The value of this language, both of them at hand.
    pub fn pick<T>(self, en: T, ru: T) -> T {
        match self {
            Self::En => en,
            Self::Ru => ru,
        }
    }
}
