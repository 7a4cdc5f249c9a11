//! Dates, times and money as each language writes them.

use super::Lang;
use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use rust_decimal::Decimal;
use types::{Currency, Locale, Money, Span, Wall};

/// Keeps a number and what belongs to it on one line.
const NBSP: char = '\u{a0}';

const MONTHS_EN: [&str; 12] = [
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
];
const MONTHS_EN_SHORT: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"];
/// In the genitive, as a date needs them.
const MONTHS_RU: [&str; 12] = [
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
];
const MONTHS_RU_SHORT: [&str; 12] = [
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
];
const DAYS_EN: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const DAYS_EN_SHORT: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const DAYS_RU: [&str; 7] =
    ["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"];
const DAYS_RU_SHORT: [&str; 7] = ["пн", "вт", "ср", "чт", "пт", "сб", "вс"];

impl Lang {
    fn month(self, date: NaiveDate) -> &'static str {
        let names = if self.0 == Locale::En { &MONTHS_EN } else { &MONTHS_RU };
        names[date.month0() as usize]
    }

    /// `Dec`, `дек.`
    pub fn month_short(self, date: NaiveDate) -> &'static str {
        let names = if self.0 == Locale::En { &MONTHS_EN_SHORT } else { &MONTHS_RU_SHORT };
        names[date.month0() as usize]
    }

    fn weekday(self, date: NaiveDate) -> &'static str {
        let names = if self.0 == Locale::En { &DAYS_EN } else { &DAYS_RU };
        names[date.weekday().num_days_from_monday() as usize]
    }

    fn weekday_short(self, date: NaiveDate) -> &'static str {
        let names = if self.0 == Locale::En { &DAYS_EN_SHORT } else { &DAYS_RU_SHORT };
        names[date.weekday().num_days_from_monday() as usize]
    }

    /// `Friday, 4 December 2026`; `пятница, 4 декабря 2026 г.`
    pub fn date_long(self, date: NaiveDate) -> String {
        format!("{}, {}", self.weekday(date), self.date_plain(date))
    }

    /// `4 December 2026`; `4 декабря 2026 г.`
    pub fn date_plain(self, date: NaiveDate) -> String {
        let (day, month, year) = (date.day(), self.month(date), date.year());
        match self.0 {
            Locale::En => format!("{day}{NBSP}{month} {year}"),
            Locale::Ru => format!("{day}{NBSP}{month} {year}{NBSP}г."),
        }
    }

    /// `Fri, 4 Dec 2026`; `пт, 4 дек. 2026 г.`
    pub fn date_short(self, date: NaiveDate) -> String {
        let (weekday, day) = (self.weekday_short(date), date.day());
        let (month, year) = (self.month_short(date), date.year());
        match self.0 {
            Locale::En => format!("{weekday}, {day}{NBSP}{month} {year}"),
            Locale::Ru => format!("{weekday}, {day}{NBSP}{month} {year}{NBSP}г."),
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
            let tail = if self.0 == Locale::Ru { "\u{a0}г." } else { "" };
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

    /// `€1,250.00`; `1 250,00 €`
    pub fn money(self, amount: Decimal, currency: Currency) -> String {
        self.with_symbol(&self.amount(amount, currency), currency)
    }

    /// The same without `.00`.
    pub fn money_short(self, amount: Decimal, currency: Currency) -> String {
        let text = self.amount(amount, currency);
        let whole = text.strip_suffix(".00").or_else(|| text.strip_suffix(",00"));
        self.with_symbol(whole.unwrap_or(&text), currency)
    }

    /// A price as people look for it: the word for free where it costs nothing.
    pub fn price(self, amount: Decimal, currency: Currency) -> String {
        if amount.is_zero() { self.free.to_owned() } else { self.money_short(amount, currency) }
    }

    fn amount(self, amount: Decimal, currency: Currency) -> String {
        let text = Money::new(amount, currency).amount().to_string();
        let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |d| ("−", d));
        let (whole, cents) = digits.split_once('.').unwrap_or((digits, "00"));
        let (group, point) = if self.0 == Locale::En { (',', '.') } else { (NBSP, ',') };
        format!("{sign}{}{point}{cents}", grouped(whole, group))
    }

    fn with_symbol(self, amount: &str, currency: Currency) -> String {
        let symbol = match currency.as_str() {
            "EUR" => "€",
            "USD" => "$",
            "GBP" => "£",
            "RUB" => "₽",
            "PLN" => "zł",
            "CZK" => "Kč",
            "CAD" => "CA$",
            "AUD" => "A$",
            code => code,
        };
        match (self.0, symbol) {
            (Locale::En, "€" | "$" | "£" | "CA$" | "A$" | "₽") => {
                match amount.strip_prefix('−') {
                    Some(amount) => format!("−{symbol}{amount}"),
                    None => format!("{symbol}{amount}"),
                }
            }
            (Locale::En, symbol) if symbol.len() == 3 && symbol.is_ascii() => {
                format!("{symbol}{NBSP}{amount}")
            }
            _ => format!("{amount}{NBSP}{symbol}"),
        }
    }

    /// `1,250`; `1 250`
    pub fn number(self, n: i64) -> String {
        let group = if self.0 == Locale::En { ',' } else { NBSP };
        let sign = if n < 0 { "−" } else { "" };
        format!("{sign}{}", grouped(&n.unsigned_abs().to_string(), group))
    }
}

/// On one calendar day, or into the small hours of the next.
fn same_evening(start: NaiveDateTime, end: NaiveDateTime) -> bool {
    start.date() == end.date()
        || (start.date().succ_opt() == Some(end.date()) && end.hour() < 6 && start.hour() >= 12)
}

fn grouped(digits: &str, separator: char) -> String {
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

    const EN: Lang = Lang(Locale::En);
    const RU: Lang = Lang(Locale::Ru);

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

    #[test]
    fn money_reads_as_each_language_writes_it() {
        let eur = Currency::EUR;
        assert_eq!(EN.money(Decimal::new(125_000, 2), eur), "€1,250.00");
        assert_eq!(RU.money(Decimal::new(125_000, 2), eur), "1\u{a0}250,00\u{a0}€");
        assert_eq!(EN.money_short(Decimal::from(25), eur), "€25");
        assert_eq!(RU.money_short(Decimal::new(2550, 2), eur), "25,50\u{a0}€");
        assert_eq!(EN.price(Decimal::ZERO, eur), "Free");
        assert_eq!(EN.money(Decimal::new(-500, 2), eur), "−€5.00");
        let chf = Currency::parse("CHF").unwrap();
        assert_eq!(EN.money(Decimal::from(10), chf), "CHF\u{a0}10.00");
        let czk = Currency::parse("CZK").unwrap();
        assert_eq!(EN.money(Decimal::from(10), czk), "10.00\u{a0}Kč");
    }

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(EN.number(1_234_567), "1,234,567");
        assert_eq!(RU.number(1000), "1\u{a0}000");
        assert_eq!(EN.number(999), "999");
    }
}
