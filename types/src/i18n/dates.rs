//! Dates and times as each language writes them.

use super::{NBSP, Translated};
use crate::{Locale, Span, Wall};
use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};

/// A date's names of months; Russian has them in the genitive.
static MONTHS: Translated<[&str; 12]> = Translated {
    en: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    ru: [
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ],
};
static MONTHS_SHORT: Translated<[&str; 12]> = Translated {
    en: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"],
    ru: [
        "янв.",
        "февр.",
        "марта",
        "апр.",
        "мая",
        "июня",
        "июля",
        "авг.",
        "сент.",
        "окт.",
        "нояб.",
        "дек.",
    ],
};
static WEEKDAYS: Translated<[&str; 7]> = Translated {
    en: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    ru: ["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"],
};
static WEEKDAYS_SHORT: Translated<[&str; 7]> = Translated {
    en: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    ru: ["пн", "вт", "ср", "чт", "пт", "сб", "вс"],
};

impl Locale {
    fn month(self, date: NaiveDate) -> &'static str {
        MONTHS.get(self)[date.month0() as usize]
    }

    /// `Dec`, `дек.`
    pub fn month_short(self, date: NaiveDate) -> &'static str {
        MONTHS_SHORT.get(self)[date.month0() as usize]
    }

    fn weekday(self, date: NaiveDate) -> &'static str {
        WEEKDAYS.get(self)[date.weekday().num_days_from_monday() as usize]
    }

    fn weekday_short(self, date: NaiveDate) -> &'static str {
        WEEKDAYS_SHORT.get(self)[date.weekday().num_days_from_monday() as usize]
    }

    /// `Friday, 4 December 2026`; `пятница, 4 декабря 2026 г.`
    pub fn date_long(self, date: NaiveDate) -> String {
        format!("{}, {}", self.weekday(date), self.date_plain(date))
    }

    /// `4 December 2026`; `4 декабря 2026 г.`
    pub fn date_plain(self, date: NaiveDate) -> String {
        let (day, month, year) = (date.day(), self.month(date), date.year());
        match self {
            Self::En => format!("{day}{NBSP}{month} {year}"),
            Self::Ru => format!("{day}{NBSP}{month} {year}{NBSP}г."),
        }
    }

    /// `Fri, 4 Dec 2026`; `пт, 4 дек. 2026 г.`
    pub fn date_short(self, date: NaiveDate) -> String {
        let (weekday, day) = (self.weekday_short(date), date.day());
        let (month, year) = (self.month_short(date), date.year());
        match self {
            Self::En => format!("{weekday}, {day}{NBSP}{month} {year}"),
            Self::Ru => format!("{weekday}, {day}{NBSP}{month} {year}{NBSP}г."),
        }
    }

    /// `18:30` in both languages: an international audience reads it without a doubt.
    pub fn time(self, time: NaiveDateTime) -> String {
        format!("{:02}:{:02}", time.hour(), time.minute())
    }

    /// `Fri, 4 Dec 2026, 18:30`
    pub fn date_time(self, time: NaiveDateTime) -> String {
        format!("{}, {}", self.date_short(time.date()), self.time(time))
    }

    /// `18:30 CET`
    pub fn time_in_zone(self, at: &Wall) -> String {
        format!("{}{NBSP}{}", self.time(at.time), at.zone)
    }

    /// `Fri, 4 Dec 2026, 18:30 CET`
    pub fn moment(self, at: &Wall) -> String {
        format!("{}, {}", self.date_short(at.time.date()), self.time_in_zone(at))
    }

    /// `18:30–21:00`; `02:30 CEST – 03:30 CET` where the clocks change in between.
    pub fn times(self, span: &Span) -> String {
        match span.zone() {
            Some(_) => format!("{}–{}", self.time(span.start.time), self.time(span.end.time)),
            None => {
                format!("{} – {}", self.time_in_zone(&span.start), self.time_in_zone(&span.end))
            }
        }
    }

    /// One line for a card: a time on one day, dates where it takes several.
    pub fn span_short(self, span: &Span) -> String {
        let (start, end) = (span.start.time, span.end.time);
        if same_evening(start, end) {
            return match span.zone() {
                Some(_) => self.date_time(start),
                None => self.moment(&span.start),
            };
        }
        let (from, to) = (start.date(), end.date());
        if (from.year(), from.month()) == (to.year(), to.month()) {
            let (month, year) = (self.month_short(from), from.year());
            let tail = self.pick("", "\u{a0}г.");
            format!("{}–{}{NBSP}{month} {year}{tail}", from.day(), to.day())
        } else {
            format!("{} – {}", self.date_short(from), self.date_short(to))
        }
    }

    /// `Friday, 4 December 2026, 18:30–21:00`, else both ends in full; which time it is where the
    /// two ends differ in it.
    pub fn span_long(self, span: &Span) -> String {
        let (from, to) = (span.start.time.date(), span.end.time.date());
        if same_evening(span.start.time, span.end.time) {
            return format!("{}, {}", self.date_long(from), self.times(span));
        }
        let time = |at: &Wall| match span.zone() {
            Some(_) => self.time(at.time),
            None => self.time_in_zone(at),
        };
        format!(
            "{}, {} – {}, {}",
            self.date_long(from),
            time(&span.start),
            self.date_long(to),
            time(&span.end)
        )
    }

    /// The same, and in any case which time it is: `…, 18:30–21:00 (CET)`.
    pub fn span_full(self, span: &Span) -> String {
        let text = self.span_long(span);
        match span.zone() {
            Some(zone) => format!("{text} ({zone})"),
            None => text,
        }
    }
}

/// On one calendar day, or into the small hours of the next.
fn same_evening(start: NaiveDateTime, end: NaiveDateTime) -> bool {
    start.date() == end.date()
        || (start.date().succ_opt() == Some(end.date()) && end.hour() < 6 && start.hour() >= 12)
}

#[cfg(test)]
mod tests {
    use super::*;

    const EN: Locale = Locale::En;
    const RU: Locale = Locale::Ru;

    fn at(day: u32, hour: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 12, day).unwrap().and_hms_opt(hour, 30, 0).unwrap()
    }

    #[test]
    fn dates_read_as_each_language_writes_them() {
        let day = at(4, 18).date();
        assert_eq!(EN.date_long(day), "Friday, 4\u{a0}December 2026");
        assert_eq!(RU.date_long(day), "пятница, 4\u{a0}декабря 2026\u{a0}г.");
        assert_eq!(EN.date_short(day), "Fri, 4\u{a0}Dec 2026");
        assert_eq!(RU.date_short(day), "пт, 4\u{a0}дек. 2026\u{a0}г.");
    }

    fn wall(day: u32, hour: u32, zone: &str) -> Wall {
        Wall { time: at(day, hour), zone: zone.into() }
    }

    fn span(start: (u32, u32), end: (u32, u32)) -> Span {
        Span { start: wall(start.0, start.1, "CET"), end: wall(end.0, end.1, "CET") }
    }

    #[test]
    fn a_span_names_a_day_once() {
        assert_eq!(EN.span_short(&span((4, 18), (4, 20))), "Fri, 4\u{a0}Dec 2026, 18:30");
        assert_eq!(EN.span_short(&span((4, 9), (6, 17))), "4–6\u{a0}Dec 2026");
        assert_eq!(RU.span_short(&span((4, 9), (6, 17))), "4–6\u{a0}дек. 2026\u{a0}г.");
        let night = span((4, 18), (5, 1));
        assert_eq!(EN.span_long(&night), "Friday, 4\u{a0}December 2026, 18:30–01:30");
        assert_eq!(EN.span_full(&night), "Friday, 4\u{a0}December 2026, 18:30–01:30 (CET)");
        assert_eq!(
            RU.span_full(&span((4, 9), (6, 17))),
            "пятница, 4\u{a0}декабря 2026\u{a0}г., 09:30 – воскресенье, 6\u{a0}декабря 2026\u{a0}г., 17:30 (CET)"
        );
    }

    #[test]
    fn where_the_clocks_change_each_end_says_which_time_it_is() {
        let night = Span { start: wall(4, 2, "CEST"), end: wall(4, 3, "CET") };
        assert_eq!(EN.times(&night), "02:30\u{a0}CEST – 03:30\u{a0}CET");
        assert_eq!(EN.span_short(&night), "Fri, 4\u{a0}Dec 2026, 02:30\u{a0}CEST");
        for text in [EN.span_long(&night), EN.span_full(&night)] {
            assert_eq!(text, "Friday, 4\u{a0}December 2026, 02:30\u{a0}CEST – 03:30\u{a0}CET");
        }
        let days = Span { start: wall(4, 10, "CEST"), end: wall(6, 18, "CET") };
        assert_eq!(
            RU.span_full(&days),
            "пятница, 4\u{a0}декабря 2026\u{a0}г., 10:30\u{a0}CEST – \
             воскресенье, 6\u{a0}декабря 2026\u{a0}г., 18:30\u{a0}CET"
        );
    }
}
