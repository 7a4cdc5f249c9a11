//! Days by the clock where an event is.

use crate::events::{day_begins, parse_zone};
use chrono::{DateTime, Datelike as _, Days, NaiveDate, Utc};
use chrono_tz::Tz;

/// Days of a curve; what was booked before is counted on the first.
const DAYS_MAX: u32 = 1_200;

/// The days from one moment to another, each with the moment at which it begins.
pub(super) fn days(
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    zone: &str,
) -> Vec<(NaiveDate, DateTime<Utc>)> {
    let zone = parse_zone(zone).unwrap_or(Tz::UTC);
    let last = to.with_timezone(&zone).date_naive();
    let first = from.with_timezone(&zone).date_naive();
    let earliest = last - Days::new(u64::from(DAYS_MAX) - 1);
    first
        .max(earliest)
        .iter_days()
        .take_while(|day| *day <= last)
        .map(|day| (day, day_begins(day, zone)))
        .collect()
}

/// From one day to another; negative where the second is the earlier one.
pub(super) fn between(from: NaiveDate, to: NaiveDate) -> i64 {
    i64::from(to.num_days_from_ce()) - i64::from(from.num_days_from_ce())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn days_begin_by_the_clock_of_the_zone() {
        let found = days(at("2027-03-27T22:30:00Z"), at("2027-03-28T23:00:00Z"), "Europe/Berlin");
        let told: Vec<_> = found.iter().map(|(day, at)| format!("{day} {at}")).collect();
        assert_eq!(
            told,
            [
                "2027-03-27 2027-03-26 23:00:00 UTC",
                "2027-03-28 2027-03-27 23:00:00 UTC",
                "2027-03-29 2027-03-28 22:00:00 UTC",
            ]
        );
        // In Beirut the clocks go forward at midnight.
        let found = days(at("2027-03-28T12:00:00Z"), at("2027-03-28T12:00:00Z"), "Asia/Beirut");
        assert_eq!(found[0].1, at("2027-03-27T22:00:00Z"));
    }

    #[test]
    fn there_are_only_so_many() {
        let found = days(at("1990-01-01T00:00:00Z"), at("2027-01-01T00:00:00Z"), "UTC");
        assert_eq!(found.len(), 1_200);
        assert_eq!(found.last().unwrap().0.to_string(), "2027-01-01");
        assert_eq!(between(found[0].0, found[1_199].0), 1_199);
        assert!(days(at("2027-01-02T00:00:00Z"), at("2027-01-01T00:00:00Z"), "UTC").is_empty());
    }
}
