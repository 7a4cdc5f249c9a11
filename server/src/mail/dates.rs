//! Times in the event's own zone, by the zone's name on that day.

use chrono::{DateTime, Datelike as _, NaiveDateTime, Utc};
use chrono_tz::Tz;
use types::Locale;

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
const DAYS_EN: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const DAYS_RU: [&str; 7] =
    ["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"];

/// `Saturday, 5 December 2026, 10:00–18:00 (CET)`.
pub(crate) fn span(
    starts: DateTime<Utc>,
    ends: DateTime<Utc>,
    zone: &str,
    locale: Locale,
) -> String {
    let (from, to) = (local(starts, zone), local(ends, zone));
    let label = domain::events::zone_label(starts, zone);
    let until = if from.date() == to.date() {
        format!("–{}", to.format("%H:%M"))
    } else {
        format!(" – {}, {}", day(to, locale), to.format("%H:%M"))
    };
    format!("{}, {}{until} ({label})", day(from, locale), from.format("%H:%M"))
}

/// `5 December 2026, 10:00 (CET)`, without the day of the week.
pub(crate) fn moment(at: DateTime<Utc>, zone: &str, locale: Locale) -> String {
    let label = domain::events::zone_label(at, zone);
    let at = local(at, zone);
    format!("{}, {} ({label})", date(at, locale), at.format("%H:%M"))
}

/// `5 December 2026`: the day in that zone.
pub(crate) fn day_of(at: DateTime<Utc>, zone: &str, locale: Locale) -> String {
    date(local(at, zone), locale)
}

/// `5 December 2026`, or `5 December 2026 – 6 December 2026` where it took more than one day.
pub(crate) fn days(
    starts: DateTime<Utc>,
    ends: DateTime<Utc>,
    zone: &str,
    locale: Locale,
) -> String {
    let (from, to) = (day_of(starts, zone, locale), day_of(ends, zone, locale));
    // A night that ends in the small hours is the evening's.
    if from == to || ends - starts < chrono::TimeDelta::hours(12) {
        from
    } else {
        format!("{from} – {to}")
    }
}

fn day(at: NaiveDateTime, locale: Locale) -> String {
    let days = match locale {
        Locale::En => DAYS_EN,
        Locale::Ru => DAYS_RU,
    };
    let name = days.get(at.weekday().num_days_from_monday() as usize).copied().unwrap_or_default();
    format!("{name}, {}", date(at, locale))
}

fn date(at: NaiveDateTime, locale: Locale) -> String {
    let months = match locale {
        Locale::En => MONTHS_EN,
        Locale::Ru => MONTHS_RU,
    };
    let month = months.get(at.month0() as usize).copied().unwrap_or_default();
    format!("{} {month} {}", at.day(), at.year())
}

fn local(at: DateTime<Utc>, zone: &str) -> NaiveDateTime {
    at.with_timezone(&zone.parse().unwrap_or(Tz::UTC)).naive_local()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_is_told_once_and_a_longer_event_twice() {
        let (from, to) = (at("2026-12-05T09:00:00Z"), at("2026-12-05T17:00:00Z"));
        assert_eq!(
            span(from, to, "Europe/Berlin", Locale::En),
            "Saturday, 5 December 2026, 10:00–18:00 (CET)"
        );
        assert_eq!(
            span(from, at("2026-12-06T17:00:00Z"), "Europe/Moscow", Locale::Ru),
            "суббота, 5 декабря 2026, 12:00 – воскресенье, 6 декабря 2026, 20:00 (MSK)"
        );
    }

    #[test]
    fn the_label_follows_the_night_the_clocks_change() {
        assert_eq!(
            moment(at("2026-10-25T00:30:00Z"), "Europe/Berlin", Locale::En),
            "25 October 2026, 02:30 (CEST)"
        );
        assert_eq!(
            moment(at("2026-10-25T01:30:00Z"), "Europe/Berlin", Locale::En),
            "25 October 2026, 02:30 (CET)"
        );
    }
}
