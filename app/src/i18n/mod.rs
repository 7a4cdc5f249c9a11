//! The app's languages: one typed catalogue, plural rules and formats of our own.

mod catalogue;
mod errors;
mod format;
mod phrases;
mod plural;

pub use catalogue::Texts;
use leptos::prelude::use_context;
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

/// The language that the page is shown in; it changes only with a new page load.
pub fn use_lang() -> Lang {
    use_context::<Lang>().unwrap_or(Lang(Locale::En))
}
