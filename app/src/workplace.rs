//! How an organizer likes the workplace: rows of lists close together or not, single keys as
//! shortcuts or not. A cookie keeps it; the document's root says it, for styles and scripts.

use crate::browser;
#[cfg(feature = "ssr")]
use crate::ssr::CookieKind;

/// A choice of two: how it is unless somebody wants it otherwise, and otherwise.
pub trait Preference: Copy + Default + PartialEq + 'static {
    /// The attribute on `<html>`, which is there where it is otherwise.
    const ATTRIBUTE: &'static str;
    /// The other of the two; the usual one is the default.
    const OTHER: Self;
    /// The cookie that keeps it.
    #[cfg(feature = "ssr")]
    const COOKIE: CookieKind;

    fn as_str(self) -> &'static str;

    /// Whatever is not known means the usual one.
    fn parse(text: &str) -> Self {
        if text == Self::OTHER.as_str() { Self::OTHER } else { Self::default() }
    }

    /// The attribute's value; none is the usual one.
    fn attribute(self) -> Option<&'static str> {
        (self == Self::OTHER).then(|| self.as_str())
    }

    /// That of the page that is shown.
    fn of_page() -> Self {
        if cfg!(feature = "ssr") {
            return Self::from_cookie();
        }
        Self::parse(&browser::root_attribute(Self::ATTRIBUTE).unwrap_or_default())
    }

    fn from_cookie() -> Self {
        #[cfg(feature = "ssr")]
        return crate::ssr::cookie(Self::COOKIE)
            .map(|value| Self::parse(&value))
            .unwrap_or_default();
        #[cfg(not(feature = "ssr"))]
        Self::default()
    }

    /// Has the browser keep it.
    #[cfg(feature = "ssr")]
    fn keep(self) {
        match self.attribute() {
            Some(value) => crate::ssr::set_cookie(Self::COOKIE, value),
            None => crate::ssr::remove_cookie(Self::COOKIE),
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Density {
    #[default]
    Comfortable,
    Compact,
}

impl Preference for Density {
    const ATTRIBUTE: &'static str = "data-density";
    const OTHER: Self = Self::Compact;
    #[cfg(feature = "ssr")]
    const COOKIE: CookieKind = CookieKind::Density;

    fn as_str(self) -> &'static str {
        match self {
            Self::Comfortable => "comfortable",
            Self::Compact => "compact",
        }
    }
}

/// Whether keys that type a character are shortcuts: who speaks to the machine may not want that
/// (WCAG 2.1.4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keys {
    #[default]
    On,
    Off,
}

impl Preference for Keys {
    const ATTRIBUTE: &'static str = "data-keys";
    const OTHER: Self = Self::Off;
    #[cfg(feature = "ssr")]
    const COOKIE: CookieKind = CookieKind::Keys;

    fn as_str(self) -> &'static str {
        match self {
            Self::On => "on",
            Self::Off => "off",
        }
    }
}
