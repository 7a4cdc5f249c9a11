//! How an organizer likes the workplace: rows of lists close together or not, single keys as
//! shortcuts or not. A cookie keeps it; the document's root says it, for styles and scripts.

use crate::browser;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Density {
    #[default]
    Comfortable,
    Compact,
}

impl Density {
    pub const ATTRIBUTE: &str = "data-density";

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Comfortable => "comfortable",
            Self::Compact => "compact",
        }
    }

    pub fn parse(text: &str) -> Self {
        if text == Self::Compact.as_str() { Self::Compact } else { Self::Comfortable }
    }

    /// The attribute on `<html>`; none is comfortable.
    pub fn attribute(self) -> Option<&'static str> {
        (self == Self::Compact).then_some(self.as_str())
    }

    /// That of the page that is shown.
    pub fn of_page() -> Self {
        if cfg!(feature = "ssr") {
            return Self::from_cookie();
        }
        Self::parse(&browser::root_attribute(Self::ATTRIBUTE).unwrap_or_default())
    }

    pub fn from_cookie() -> Self {
        #[cfg(feature = "ssr")]
        return crate::ssr::cookie(crate::ssr::CookieKind::Density)
            .map(|value| Self::parse(&value))
            .unwrap_or_default();
        #[cfg(not(feature = "ssr"))]
        Self::default()
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

impl Keys {
    pub const ATTRIBUTE: &str = "data-keys";

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::On => "on",
            Self::Off => "off",
        }
    }

    pub fn parse(text: &str) -> Self {
        if text == Self::Off.as_str() { Self::Off } else { Self::On }
    }

    /// The attribute on `<html>`; none is on.
    pub fn attribute(self) -> Option<&'static str> {
        (self == Self::Off).then_some(self.as_str())
    }

    /// That of the page that is shown.
    pub fn of_page() -> Self {
        if cfg!(feature = "ssr") {
            return Self::from_cookie();
        }
        Self::parse(&browser::root_attribute(Self::ATTRIBUTE).unwrap_or_default())
    }

    pub fn from_cookie() -> Self {
        #[cfg(feature = "ssr")]
        return crate::ssr::cookie(crate::ssr::CookieKind::Keys)
            .map(|value| Self::parse(&value))
            .unwrap_or_default();
        #[cfg(not(feature = "ssr"))]
        Self::default()
    }
}
