//! Busiest hours by the clock of a zone. The sums are kept by the hour of UTC, so that any zone can be
//! asked for: each stretch of days between two changes of its clocks is moved as a whole.

use super::days;
use super::span::{Span, next};
use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, Offset as _, TimeDelta, TimeZone as _};
use chrono_tz::Tz;
use sqlx::postgres::PgConnection;
use std::collections::BTreeMap;
use types::statistics::HourFigures;

const DAY: i32 = 24 * 60;

/// How many minutes the zone's clock is ahead of UTC.
fn ahead(zone: Tz, at: NaiveDateTime) -> i32 {
    zone.offset_from_utc_datetime(&at).fix().local_minus_utc().div_euclid(60)
}

/// The hours of UTC at which the zone's clock changes, from one day to before another.
fn changes(zone: Tz, from: NaiveDate, until: NaiveDate) -> Vec<NaiveDateTime> {
    let midnight = |day: NaiveDate| day.and_time(NaiveTime::MIN);
    let mut found = Vec::new();
    let mut day = from;
    while day < until {
        let after = day.checked_add_days(Days::new(1)).unwrap_or(until);
        if ahead(zone, midnight(day)) != ahead(zone, midnight(after)) {
            let hours = (1..=24).map(|hour| midnight(day) + TimeDelta::hours(hour));
            let differs =
                |at: &NaiveDateTime| ahead(zone, *at) != ahead(zone, *at - TimeDelta::hours(1));
            found.extend(hours.filter(differs));
        }
        day = after;
    }
    found
}

/// Hours of the zone's day in which anything was booked. Where its clock is not ahead by whole hours, each
/// begins at that minute.
pub(super) async fn busiest(
    connection: &mut PgConnection,
    span: Span,
    zone: Tz,
) -> Result<Vec<HourFigures>, sqlx::Error> {
    let changes = changes(zone, span.from, next(span.to));
    let first = span.from.and_time(NaiveTime::MIN);
    let mut sums = BTreeMap::<i32, i64>::new();
    for (stretch, hour, bookings) in days::hours(connection, span, &changes).await? {
        let began = usize::try_from(stretch - 1).ok().and_then(|at| changes.get(at).copied());
        let minute = hour * 60 + ahead(zone, began.unwrap_or(first));
        *sums.entry(minute.rem_euclid(DAY)).or_default() += bookings;
    }
    let hour =
        |(minute, bookings)| HourFigures { hour: minute / 60, minute: minute % 60, bookings };
    Ok(sums.into_iter().map(hour).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clocks_change_twice_a_year_or_never() {
        let year = |zone| {
            let day = |year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
            let found = changes(zone, day(2024), day(2025));
            found.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(year(Tz::Europe__Berlin), ["2024-03-31 01:00:00", "2024-10-27 01:00:00"]);
        assert_eq!(year(Tz::America__New_York), ["2024-03-10 07:00:00", "2024-11-03 06:00:00"]);
        assert_eq!(year(Tz::Asia__Kolkata), Vec::<String>::new());
    }
}
