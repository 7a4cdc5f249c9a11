//! A time on the wall as a form sends it, and the moment that it is in a zone: nothing is guessed
//! where the clocks leap over it or show it twice.

use chrono::{DateTime, LocalResult, NaiveDateTime, TimeDelta, TimeZone as _, Utc};
use chrono_tz::Tz;
use types::zones::{LocalTime, OneOfTwo};

/// Longer than any change of clocks.
const LEAP_MINUTES: i32 = 30 * 60;

/// As `<input type="datetime-local">` sends it, or as somebody types it without one.
pub fn parse(typed: &str) -> Option<NaiveDateTime> {
    let typed = typed.trim().replace(' ', "T");
    ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%d.%m.%YT%H:%M"]
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(&typed, form).ok())
}

/// What the time is in the zone.
pub fn look(time: NaiveDateTime, zone: Tz) -> LocalTime {
    let named = |at: DateTime<Tz>| {
        let at = at.with_timezone(&Utc);
        (at, domain::events::wall(at, zone.name()))
    };
    match zone.from_local_datetime(&time) {
        LocalResult::Single(at) => {
            let (at, wall) = named(at);
            LocalTime::One { at, wall }
        }
        LocalResult::Ambiguous(first, second) => {
            let one = |at| {
                let (at, wall) = named(at);
                OneOfTwo { at, wall }
            };
            LocalTime::Twice { first: one(first), second: one(second) }
        }
        LocalResult::None => skipped(time, zone),
    }
}

/// The ends of the leap that a time is in, to the minute.
fn skipped(time: NaiveDateTime, zone: Tz) -> LocalTime {
    let exists =
        |time: &NaiveDateTime| !matches!(zone.from_local_datetime(time), LocalResult::None);
    let edge = |step: TimeDelta| {
        let (mut out, mut inside) = (time + step * LEAP_MINUTES, time);
        while (out - inside).abs() > TimeDelta::minutes(1) {
            let middle = inside + TimeDelta::minutes((out - inside).num_minutes() / 2);
            if exists(&middle) { out = middle } else { inside = middle }
        }
        out
    };
    LocalTime::Skipped { before: edge(TimeDelta::minutes(-1)), after: edge(TimeDelta::minutes(1)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn local(text: &str) -> NaiveDateTime {
        parse(text).unwrap()
    }

    #[test]
    fn a_time_that_the_clocks_leap_over_is_refused_with_what_is_beside_it() {
        let time = local("2027-03-28T02:30");
        let LocalTime::Skipped { before, after } = look(time, Tz::Europe__Berlin) else { panic!() };
        assert_eq!((before, after), (local("2027-03-28T01:59"), local("2027-03-28T03:00")));
    }

    #[test]
    fn an_hour_that_comes_twice_has_two_names() {
        let LocalTime::Twice { first, second } =
            look(local("2026-10-25T02:30"), Tz::Europe__Berlin)
        else {
            panic!()
        };
        assert_eq!((first.wall.zone.as_str(), second.wall.zone.as_str()), ("CEST", "CET"));
        assert_eq!(first.at.to_rfc3339(), "2026-10-25T00:30:00+00:00");
        assert_eq!(second.at.to_rfc3339(), "2026-10-25T01:30:00+00:00");
    }

    #[test]
    fn a_whole_day_can_be_skipped_and_half_an_hour() {
        // Samoa left out a Friday; Lord Howe moves its clocks by half an hour.
        let day = look(local("2011-12-30T12:00"), Tz::Pacific__Apia);
        let edges = (local("2011-12-29T23:59"), local("2011-12-31T00:00"));
        assert_eq!(day, LocalTime::Skipped { before: edges.0, after: edges.1 });
        let half = look(local("2026-10-04T02:15"), Tz::Australia__Lord_Howe);
        let edges = (local("2026-10-04T01:59"), local("2026-10-04T02:30"));
        assert_eq!(half, LocalTime::Skipped { before: edges.0, after: edges.1 });
    }

    #[test]
    fn times_are_read_as_browsers_and_people_write_them() {
        let time = local("2026-12-01T19:30");
        for typed in ["2026-12-01T19:30:00", " 2026-12-01 19:30 ", "01.12.2026 19:30"] {
            assert_eq!(parse(typed), Some(time), "{typed}");
        }
        for bad in ["", "tomorrow", "2026-13-01T10:00", "2026-12-01"] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }
}
