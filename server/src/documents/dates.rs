//! Times in the event's own zone, as pages write them, in spaces that every reader of mail knows.

use chrono::{DateTime, TimeDelta, Utc};
use domain::events::wall;
use types::Locale;

/// `Saturday, 5 December 2026, 10:00–18:00 (CET)`.
pub(crate) fn span(
    starts: DateTime<Utc>,
    ends: DateTime<Utc>,
    zone: &str,
    locale: Locale,
) -> String {
    spaced(&locale.span_full(&domain::events::span(starts, ends, zone)))
}

/// `5 December 2026, 10:00 (CET)`, without the day of the week.
pub(crate) fn moment(at: DateTime<Utc>, zone: &str, locale: Locale) -> String {
    let at = wall(at, zone);
    spaced(&format!(
        "{}, {} ({})",
        locale.date_plain(at.time.date()),
        locale.time(at.time),
        at.zone
    ))
}

/// `5 December 2026`: the day in that zone.
pub(crate) fn day_of(at: DateTime<Utc>, zone: &str, locale: Locale) -> String {
    spaced(&locale.date_plain(wall(at, zone).time.date()))
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
    if from == to || ends - starts < TimeDelta::hours(12) {
        from
    } else {
        format!("{from} – {to}")
    }
}

fn spaced(text: &str) -> String {
    text.replace('\u{a0}', " ")
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
            "суббота, 5 декабря 2026 г., 12:00 – воскресенье, 6 декабря 2026 г., 20:00 (MSK)"
        );
    }

    #[test]
    fn the_label_follows_the_night_the_clocks_change() {
        let (from, to) = (at("2027-10-31T00:30:00Z"), at("2027-10-31T02:30:00Z"));
        for (at, zone, told) in [
            (from, "Europe/Berlin", "31 October 2027, 02:30 (CEST)"),
            (at("2027-10-31T01:30:00Z"), "Europe/Berlin", "31 October 2027, 02:30 (CET)"),
        ] {
            assert_eq!(moment(at, zone, Locale::En), told);
        }
        for (from, to, zone, told) in [
            (from, to, "Europe/Berlin", "Sunday, 31 October 2027, 02:30 CEST – 03:30 CET"),
            (
                at("2027-03-28T00:30:00Z"),
                at("2027-03-28T01:30:00Z"),
                "Europe/Berlin",
                "Sunday, 28 March 2027, 01:30 CET – 03:30 CEST",
            ),
            // Half an hour.
            (
                at("2027-04-03T14:45:00Z"),
                at("2027-04-03T15:45:00Z"),
                "Australia/Lord_Howe",
                "Sunday, 4 April 2027, 01:45 UTC+11 – 02:15 UTC+10:30",
            ),
            (
                at("2027-11-07T05:30:00Z"),
                at("2027-11-07T06:30:00Z"),
                "America/New_York",
                "Sunday, 7 November 2027, 01:30 EDT – 01:30 EST",
            ),
        ] {
            assert_eq!(span(from, to, zone, Locale::En), told);
        }
    }
}
