//! Finding events.

use crate::i18n::{Lang, isolated};

impl Lang {
    /// As many as are counted, or more.
    pub fn events_or_more(self, n: i64, capped: bool) -> String {
        if !capped {
            return self.events_found(n);
        }
        let number = self.number(n);
        self.say(format!("{number}+\u{a0}events"), format!("{number}+\u{a0}событий"))
    }

    pub fn suggestions_found(self, n: i64) -> String {
        self.count(n, ("suggestion", "suggestions"), ("подсказка", "подсказки", "подсказок"))
    }

    pub fn nothing_for(self, what: &str) -> String {
        let what = isolated(what);
        self.say(format!("Nothing matches “{what}”."), format!("По запросу «{what}» ничего нет."))
    }

    /// Which words of a search were left out.
    pub fn nothing_has_all(self, without: &[String]) -> String {
        let list = |open: char, close: char| {
            let short = |word: &String| word.chars().take(40).collect::<String>();
            let quoted = |word: &String| format!("{open}{}{close}", short(word));
            without.iter().map(quoted).collect::<Vec<_>>().join(", ")
        };
        let (en, ru) = (list('“', '”'), list('«', '»'));
        self.say(
            format!("Nothing has all of these words. Shown without {en}:"),
            format!("Всех этих слов сразу нет нигде. Показано без {ru}:"),
        )
    }

    pub fn in_your_zone(self, zone: &str) -> String {
        let zone = zone.replace('_', " ");
        self.say(format!("In your time zone: {zone}"), format!("В вашем часовом поясе: {zone}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use types::Locale;

    #[test]
    fn a_count_that_stops_says_so() {
        let (en, ru) = (Lang(Locale::En), Lang(Locale::Ru));
        assert_eq!(en.events_or_more(10_000, true), "10,000+\u{a0}events");
        assert!(ru.events_or_more(10_000, true).ends_with("+\u{a0}событий"));
        assert_eq!(en.events_or_more(1, false), "1\u{a0}event");
    }

    #[test]
    fn words_that_were_left_out_are_named() {
        let words = ["qqq".to_owned(), "zzz".to_owned()];
        assert!(Lang(Locale::En).nothing_has_all(&words).contains("without “qqq”, “zzz”"));
        assert!(Lang(Locale::Ru).nothing_has_all(&words).contains("без «qqq», «zzz»"));
    }
}
