//! Times and durations as schedules write them.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone as _, Utc};
use chrono_tz::Tz;

/// A date with a time, with its distance from UTC or by the clock of the zone.
pub(super) fn moment(text: &str, zone: Tz) -> Option<DateTime<Utc>> {
    let text = text.trim();
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Some(at.to_utc());
    }
    for form in ["%Y-%m-%dT%H:%M:%S%.f%z", "%Y-%m-%d %H:%M:%S%.f%z", "%Y-%m-%dT%H:%M%:z"] {
        if let Ok(at) = DateTime::parse_from_str(text, form) {
            return Some(at.to_utc());
        }
    }
    let forms = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M"];
    let clock = forms.iter().find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())?;
    local(clock, zone)
}

/// The first of two where the clocks go back; as much later where they leave the hour out.
pub(super) fn local(clock: NaiveDateTime, zone: Tz) -> Option<DateTime<Utc>> {
    let at = zone.from_local_datetime(&clock).earliest();
    let at = at.or_else(|| {
        let later = clock.checked_add_signed(TimeDelta::hours(1))?;
        zone.from_local_datetime(&later).earliest()
    });
    at.map(|at| at.to_utc())
}

pub(super) fn date(text: &str) -> Option<NaiveDate> {
    let day = text.trim().get(..10)?;
    day.parse().ok()
}

pub(super) fn clock(text: &str) -> Option<NaiveTime> {
    let text = text.trim();
    ["%H:%M", "%H:%M:%S"].iter().find_map(|form| NaiveTime::parse_from_str(text, form).ok())
}

/// `HH:MM`, `HH:MM:SS`, `D:HH:MM:SS`, or minutes. At most a year.
pub(super) fn duration(text: &str) -> Option<TimeDelta> {
    const LONGEST: i64 = 366 * 24 * 3600;
    let parts: Vec<i64> = text
        .trim()
        .split(':')
        .map(|part| {
            let digits =
                !part.is_empty() && part.len() <= 7 && part.bytes().all(|b| b.is_ascii_digit());
            if digits { part.parse().ok() } else { None }
        })
        .collect::<Option<_>>()?;
    let seconds = match parts[..] {
        [minutes] => minutes * 60,
        [hours, minutes] => hours * 3600 + minutes * 60,
        [hours, minutes, seconds] => hours * 3600 + minutes * 60 + seconds,
        [days, hours, minutes, seconds] => days * 86_400 + hours * 3600 + minutes * 60 + seconds,
        _ => return None,
    };
    (seconds <= LONGEST).then(|| TimeDelta::seconds(seconds))
}

/// As the three programs read it: hours may be more than a day.
pub(super) fn written(duration: TimeDelta) -> String {
    let seconds = duration.num_seconds();
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if rest == 0 {
        format!("{hours:02}:{minutes:02}")
    } else {
        format!("{hours:02}:{minutes:02}:{rest:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_in_every_form() {
        let minutes = |text| duration(text).map(|long| long.num_minutes());
        for (text, expected) in [
            ("00:30", 30),
            ("1:05", 65),
            ("25:00", 1500),
            ("00:45:00", 45),
            ("1:02:30:00", 24 * 60 + 150),
            ("90", 90),
        ] {
            assert_eq!(minutes(text), Some(expected), "{text}");
        }
        for text in ["", "an hour", "-1:00", "1:2:3:4:5", "99999999:00", "0:0:0:99999999", "1:"] {
            assert_eq!(minutes(text), None, "{text}");
        }
        for text in ["00:30", "25:00", "00:00:10"] {
            assert_eq!(written(duration(text).unwrap()), text);
        }
    }

    #[test]
    fn moments_are_read_with_and_without_their_distance_from_utc() {
        let zone = Tz::Europe__Berlin;
        let at = |text| moment(text, zone).map(|at| at.to_rfc3339());
        let ten = Some("2027-06-05T08:00:00+00:00".to_owned());
        for text in [
            "2027-06-05T10:00:00+02:00",
            "2027-06-05T10:00:00+0200",
            "2027-06-05T10:00:00.000+02:00",
            "2027-06-05T08:00:00Z",
            "2027-06-05T10:00:00",
            "2027-06-05 10:00:00",
            "2027-06-05T10:00",
        ] {
            assert_eq!(at(text), ten, "{text}");
        }
        assert_eq!(at("2027-03-28T02:30:00").as_deref(), Some("2027-03-28T01:30:00+00:00"));
        assert_eq!(at("tomorrow"), None);
    }
}
