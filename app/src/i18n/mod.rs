//! The app's languages: one typed catalogue, plural rules and formats of our own.

mod catalogue;
mod errors;
mod format;
mod phrases;
mod plural;

pub use catalogue::Texts;
use leptos::prelude::use_context;
use std::borrow::Cow;
use types::Locale;

/// The language of this page. Derefs to its fixed texts; phrases with values are methods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lang(pub Locale);

impl std::ops::Deref for Lang {
    type Target = Texts;

    fn deref(&self) -> &Texts {
        match self.0 {
            Locale::En => &catalogue::EN,
            Locale::Ru => &catalogue::RU,
        }
    }
}

/// A person's words in the midst of a sentence of ours: what is read from the right turns nothing
/// that stands beside it. Isolating characters are added only where they change something.
pub fn isolated(words: &str) -> Cow<'_, str> {
    let from_right = |c| {
        matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}'
        | '\u{FE70}'..='\u{FEFF}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
    };
    if words.contains(from_right) {
        Cow::Owned(format!("\u{2068}{words}\u{2069}"))
    } else {
        Cow::Borrowed(words)
    }
}

/// The language that the page is shown in; it changes only with a new page load.
pub fn use_lang() -> Lang {
    use_context::<Lang>().unwrap_or(Lang(Locale::En))
}
