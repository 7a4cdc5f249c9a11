//! Numbers with their thousands grouped, and counts with their noun.

use super::{NBSP, plural};
use crate::Locale;

impl Locale {
    /// `1,250`; `1 250`
    pub fn number(self, n: i64) -> String {
        let sign = if n < 0 { "−" } else { "" };
        format!("{sign}{}", grouped(&n.unsigned_abs().to_string(), self.group_separator()))
    }

    /// `1 seat`, `2 seats`; `1 место`, `2 места`, `5 мест`: English has one and other, Russian one,
    /// few and many.
    pub fn count(
        self,
        n: i64,
        en: (&'static str, &'static str),
        ru: (&'static str, &'static str, &'static str),
    ) -> String {
        format!("{}{NBSP}{}", self.number(n), self.plural(n, en, ru))
    }

    /// The noun of a count, without the number.
    pub fn plural(
        self,
        n: i64,
        en: (&'static str, &'static str),
        ru: (&'static str, &'static str, &'static str),
    ) -> &'static str {
        match self {
            Self::En => plural::english(n, en.0, en.1),
            Self::Ru => plural::russian(n, ru.0, ru.1, ru.2),
        }
    }

    pub(super) const fn group_separator(self) -> char {
        match self {
            Self::En => ',',
            Self::Ru => NBSP,
        }
    }
}

pub(super) fn grouped(digits: &str, separator: char) -> String {
    let mut out = String::with_capacity(digits.len() * 4 / 3 + 1);
    for (index, digit) in digits.chars().enumerate() {
        // Russian and English both leave no separator before the first digit.
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(Locale::En.number(1_234_567), "1,234,567");
        assert_eq!(Locale::Ru.number(1000), "1\u{a0}000");
        assert_eq!(Locale::En.number(999), "999");
    }

    #[test]
    fn a_count_agrees_with_its_noun() {
        let events = |locale: Locale, n| {
            locale.count(n, ("event", "events"), ("событие", "события", "событий"))
        };
        assert_eq!(events(Locale::En, 1200), "1,200\u{a0}events");
        assert_eq!(events(Locale::Ru, 21), "21\u{a0}событие");
    }
}
