//! Jumps: `g`, then the letter of a page.

use super::bar::Part;
use super::event::EventTab;
use crate::i18n::OrganizeTexts;
use leptos::ev::KeyboardEvent;
use types::team::EventRight;

/// The key that begins a jump. The next key ends it, however long that takes: nobody has to be quick.
pub(super) const BEGIN: char = 'g';

/// Where a jump leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Jump {
    To(Part),
    /// Within the event that the page is about.
    Within(EventTab),
}

impl Jump {
    pub(super) fn all() -> impl Iterator<Item = Self> {
        Part::ALL.map(Self::To).into_iter().chain(EventTab::ALL.map(Self::Within))
    }

    pub(super) fn of(letter: char) -> Option<Self> {
        Self::all().find(|jump| jump.letter() == letter)
    }

    pub(super) const fn letter(self) -> char {
        match self {
            Self::To(Part::Overview) => 'e',
            Self::To(Part::NewEvent) => 'n',
            Self::To(Part::Venues) => 'v',
            Self::To(Part::Team) => 't',
            Self::To(Part::Report) => 'f',
            Self::Within(EventTab::Overview) => 'o',
            Self::Within(EventTab::Edit) => 'c',
            Self::Within(EventTab::Tickets) => 'i',
            Self::Within(EventTab::Agenda) => 'j',
            Self::Within(EventTab::Bookings) => 'b',
            Self::Within(EventTab::Attendees) => 'a',
            Self::Within(EventTab::Guests) => 'g',
            Self::Within(EventTab::Messages) => 'l',
            Self::Within(EventTab::Waitlist) => 'w',
            Self::Within(EventTab::Promotions) => 'p',
            Self::Within(EventTab::Certificates) => 's',
            Self::Within(EventTab::Reviews) => 'r',
            Self::Within(EventTab::Report) => 'k',
            Self::Within(EventTab::Team) => 'm',
            Self::Within(EventTab::Door) => 'd',
            Self::Within(EventTab::History) => 'h',
        }
    }

    pub(super) const fn name(self, lang: &OrganizeTexts) -> &'static str {
        match self {
            Self::To(part) => part.name(lang),
            Self::Within(tab) => tab.name(lang),
        }
    }

    /// Its address; none for a page of an event where the page is about none, or the caller may not
    /// open it.
    pub(super) fn href(self, event: Option<(&str, &[EventRight])>) -> Option<String> {
        match self {
            Self::To(part) => Some(part.href().to_owned()),
            Self::Within(tab) => {
                let (slug, rights) = event?;
                rights.contains(&tab.right()).then(|| tab.href(slug))
            }
        }
    }
}

/// The Latin letter of a key: what it types, or what stands there for who types another script.
pub(super) fn letter(event: &KeyboardEvent) -> Option<char> {
    latin(&event.key(), &event.code())
}

fn latin(key: &str, code: &str) -> Option<char> {
    let mut typed = key.chars();
    let (Some(c), None) = (typed.next(), typed.next()) else { return None };
    if c.is_ascii() {
        return Some(c);
    }
    let name = code.strip_prefix("Key")?;
    name.chars().next().map(|c| c.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_page_has_a_letter_of_its_own() {
        let letters: HashSet<char> = Jump::all().map(Jump::letter).collect();
        assert_eq!(letters.len(), Jump::all().count());
        for jump in Jump::all() {
            assert_eq!(Jump::of(jump.letter()), Some(jump));
            assert!(jump.href(Some(("x", &EventRight::ALL))).is_some());
        }
        assert_eq!(Jump::Within(EventTab::Bookings).href(None), None);
        let editor: &[EventRight] = &[EventRight::See, EventRight::Edit];
        assert_eq!(Jump::Within(EventTab::Bookings).href(Some(("x", editor))), None);
        assert_eq!(Jump::of('z'), None);
    }

    #[test]
    fn a_key_of_another_script_is_the_letter_that_stands_there() {
        assert_eq!(latin("g", "KeyG"), Some('g'));
        assert_eq!(latin("п", "KeyG"), Some('g'));
        // Where letters stand elsewhere, what is typed counts.
        assert_eq!(latin("a", "KeyQ"), Some('a'));
        assert_eq!(latin("Shift", "ShiftLeft"), None);
        assert_eq!(latin("ж", "Semicolon"), None);
    }
}
