//! How long something lasts.

use crate::Locale;
use std::time::Duration;

/// In seconds, with its plural forms in English and Russian.
type Unit = (i64, (&'static str, &'static str), (&'static str, &'static str, &'static str));

const SECOND: Unit = (1, ("second", "seconds"), ("секунда", "секунды", "секунд"));
const UNITS: [Unit; 4] = [
    (365 * 86_400, ("year", "years"), ("год", "года", "лет")),
    (86_400, ("day", "days"), ("день", "дня", "дней")),
    (3_600, ("hour", "hours"), ("час", "часа", "часов")),
    (60, ("minute", "minutes"), ("минута", "минуты", "минут")),
];

impl Locale {
    /// `15 minutes`, `90 days`: in the largest unit that it is a whole number of.
    pub fn duration(self, length: Duration) -> String {
        let seconds = i64::try_from(length.as_secs()).unwrap_or(i64::MAX);
        let whole = |(unit, ..): &Unit| seconds >= *unit && seconds % unit == 0;
        let (unit, en, ru) = UNITS.into_iter().find(whole).unwrap_or(SECOND);
        self.count(seconds / unit, en, ru)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_is_told_in_its_largest_whole_unit() {
        for (seconds, en, ru) in [
            (0, "0 seconds", "0 секунд"),
            (61, "61 seconds", "61 секунда"),
            (900, "15 minutes", "15 минут"),
            (86_400, "1 day", "1 день"),
            (90 * 86_400, "90 days", "90 дней"),
            (730 * 86_400, "2 years", "2 года"),
        ] {
            let length = Duration::from_secs(seconds);
            let told = |locale: Locale| locale.duration(length).replace('\u{a0}', " ");
            assert_eq!((told(Locale::En), told(Locale::Ru)), (en.to_owned(), ru.to_owned()));
        }
    }
}
