//! Dates, times and money as each language writes them.

use super::Lang;
use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use rust_decimal::Decimal;
use types::{Currency, Locale, Money};

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

    /// One line for a card: a time on one day, dates where it takes several.
    pub fn span_short(self, start: NaiveDateTime, end: NaiveDateTime) -> String {
        if same_evening(start, end) {
            return self.date_time(start);
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

    /// `18:30 – 21:00` on one day, else both ends in full.
    pub fn span_long(self, start: NaiveDateTime, end: NaiveDateTime) -> String {
        if same_evening(start, end) {
            format!("{}, {}–{}", self.date_long(start.date()), self.time(start), self.time(end))
        } else {
            format!(
                "{}, {} – {}, {}",
                self.date_long(start.date()),
                self.time(start),
                self.date_long(end.date()),
                self.time(end)
            )
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

    #[test]
    fn a_span_names_a_day_once() {
        assert_eq!(EN.span_short(at(4, 18), at(4, 20)), "Fri, 4\u{a0}Dec 2026, 18:30");
        assert_eq!(EN.span_short(at(4, 9), at(6, 17)), "4–6\u{a0}Dec 2026");
        assert_eq!(RU.span_short(at(4, 9), at(6, 17)), "4–6\u{a0}дек. 2026\u{a0}г.");
        assert_eq!(EN.span_long(at(4, 18), at(5, 1)), "Friday, 4\u{a0}December 2026, 18:30–01:30");
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
