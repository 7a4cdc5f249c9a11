//! An event's own time: the wall clock in its zone and what the zone is called on that day.

use chrono::{
    DateTime, NaiveDate, NaiveDateTime, NaiveTime, Offset as _, TimeDelta, TimeZone as _, Utc,
};
use chrono_tz::Tz;
use types::{Span, Wall};

/// An IANA name, spelled as IANA spells it.
pub fn parse_zone(name: &str) -> Option<Tz> {
    name.parse().ok()
}

/// What the clock on the wall shows at `instant`, and what its time is called then.
pub fn wall(instant: DateTime<Utc>, zone: &str) -> Wall {
    Wall { time: local(instant, zone), zone: zone_label(instant, zone) }
}

/// From one moment to another by the clock on the wall.
pub fn span(start: DateTime<Utc>, end: DateTime<Utc>, zone: &str) -> Span {
    Span { start: wall(start, zone), end: wall(end, zone) }
}

/// The first moment of a day. Where the clocks go forward at midnight, there is none at 0:00.
pub(crate) fn day_begins(day: NaiveDate, zone: Tz) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN);
    (0..=12)
        .find_map(|quarters| {
            let time = midnight + TimeDelta::minutes(15 * quarters);
            zone.from_local_datetime(&time).earliest()
        })
        .map_or_else(|| midnight.and_utc(), |at| at.to_utc())
}

/// What the clock on the wall shows at `instant`; UTC for a zone that is not known any more.
pub(crate) fn local(instant: DateTime<Utc>, zone: &str) -> NaiveDateTime {
    instant.with_timezone(&parse_zone(zone).unwrap_or(Tz::UTC)).naive_local()
}

/// `CEST`, `MSK`, or `UTC+5:30` where the zone has no letters of its own.
fn zone_label(instant: DateTime<Utc>, zone: &str) -> String {
    let at = instant.with_timezone(&parse_zone(zone).unwrap_or(Tz::UTC));
    let letters = at.format("%Z").to_string();
    if letters.chars().all(|c| c.is_ascii_alphabetic()) {
        return letters;
    }
    let minutes = at.offset().fix().local_minus_utc() / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    match (minutes.abs() / 60, minutes.abs() % 60) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, rest) => format!("UTC{sign}{hours}:{rest:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn the_clock_goes_back_in_october_and_the_label_says_which_half_past_two() {
        let (before, after) = (at("2026-10-25T00:30:00Z"), at("2026-10-25T01:30:00Z"));
        assert_eq!(local(before, "Europe/Berlin"), local(after, "Europe/Berlin"));
        assert_eq!(zone_label(before, "Europe/Berlin"), "CEST");
        assert_eq!(zone_label(after, "Europe/Berlin"), "CET");
    }

    #[test]
    fn the_clock_leaps_over_an_hour_in_march() {
        let (before, after) = (at("2027-03-28T00:59:00Z"), at("2027-03-28T01:00:00Z"));
        assert_eq!(local(before, "Europe/Berlin").to_string(), "2027-03-28 01:59:00");
        assert_eq!(local(after, "Europe/Berlin").to_string(), "2027-03-28 03:00:00");
        assert_eq!(zone_label(after, "Europe/Berlin"), "CEST");
    }

    #[test]
    fn zones_without_letters_are_named_by_their_distance() {
        let now = at("2026-11-22T12:00:00Z");
        assert_eq!(zone_label(now, "Asia/Dubai"), "UTC+4");
        assert_eq!(zone_label(now, "Asia/Kathmandu"), "UTC+5:45");
        assert_eq!(zone_label(now, "America/Sao_Paulo"), "UTC-3");
        assert_eq!(zone_label(now, "Europe/Moscow"), "MSK");
        assert_eq!(zone_label(now, "Nowhere/Else"), "UTC");
    }
}
