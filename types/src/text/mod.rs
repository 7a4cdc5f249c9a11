//! Text that people write: one way in for all of it.
//!
//! What is stored is in NFC, holds no control characters and nothing that cannot be seen or turns
//! the text around it, so that two texts that look the same are the same.

mod case;
mod chars;
mod clean;
mod links;
mod scripts;

pub use case::{initial, lower, upper};
pub use links::{has_link, without_links};
pub use scripts::{is_enough, is_unspaced};

use crate::failure::FieldProblem;
use std::borrow::Cow;

/// The canonical composition (NFC): one spelling of every letter.
pub fn nfc(text: &str) -> Cow<'_, str> {
    icu_normalizer::ComposingNormalizerBorrowed::new_nfc().normalize(text)
}

/// One line, such as a title or a place: blanks and line breaks are single spaces. Empty where
/// nothing of it can be seen.
///
/// # Errors
/// `InvalidCharacter` for control characters, bidirectional overrides and piles of marks.
pub fn line(input: &str) -> Result<String, FieldProblem> {
    let text = clean::cleaned(input, clean::Shape::Line)?;
    Ok(if is_visible(&text) { text } else { String::new() })
}

/// What a person is called: a line that holds no web address, since mail programs and chats make
/// a link of it wherever the name is shown.
///
/// # Errors
/// As [`line`]; `ContainsLink`.
pub fn name(input: &str) -> Result<String, FieldProblem> {
    let text = line(input)?;
    if has_link(&text) { Err(FieldProblem::ContainsLink) } else { Ok(text) }
}

/// Text of several lines, such as a description: line breaks are `\n`, blanks within stay.
///
/// # Errors
/// As [`line`].
pub fn prose(input: &str) -> Result<String, FieldProblem> {
    let text = clean::cleaned(input, clean::Shape::Prose)?;
    Ok(if is_visible(&text) { text } else { String::new() })
}

/// One form of every letter, however wide or small it is written (NFKC): for looking up and
/// comparing, not for storing.
pub fn nfkc(text: &str) -> Cow<'_, str> {
    icu_normalizer::ComposingNormalizerBorrowed::new_nfkc().normalize(text)
}

/// What somebody looks for: as [`line`], but nothing is refused, since nothing of it is stored.
pub fn needle(input: &str) -> String {
    let plain: String = input.chars().map(|c| if chars::is_refused(c) { ' ' } else { c }).collect();
    line(&plain).unwrap_or_default()
}

/// A text as a pattern of SQL's LIKE that finds it as it is.
pub fn like(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

/// Whether something of it can be seen.
pub fn is_visible(text: &str) -> bool {
    text.chars().any(chars::is_visible)
}

/// Whether it holds only what a code, an address or a name in an address is made of: nothing that
/// [`line`] would refuse or take out.
pub fn is_plain(text: &str) -> bool {
    text.chars().all(|c| !chars::is_refused(c) && !chars::is_hidden(c))
}

/// Whether a character may stand in a word or a name: a letter, a digit or a mark upon one.
pub fn is_of_a_word(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || (!c.is_ascii() && (c.is_alphanumeric() || chars::is_mark(c)) && !chars::is_hidden(c))
}

/// The letter without its accents and however wide it is written (NFKD).
pub fn base_letter(c: char) -> Option<char> {
    let form = icu_normalizer::DecomposingNormalizerBorrowed::new_nfkd();
    form.normalize_iter(std::iter::once(c)).next()
}

#[cfg(test)]
mod tests;
