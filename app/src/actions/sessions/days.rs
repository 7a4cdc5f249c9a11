//! The days of an agenda and the clock of its event, which the browser cannot work out.

use super::editor::AgendaView;
use chrono::{DateTime, Days, NaiveDate, Offset as _, TimeDelta, TimeZone as _, Utc};
use chrono_tz::Tz;
use domain::events::{moment, parse_zone};
use domain::sessions::AgendaEditor;
use types::agenda::{AgendaDay, Offset, WallClock};

/// Days that are shown; what is later is edited by its form.
const DAYS_MAX: usize = 100;
/// What is shown of a day between the first and the last.
const HOURS: (i64, i64) = (8, 20);

pub(super) fn view(agenda: AgendaEditor) -> AgendaView {
    let zone = parse_zone(&agenda.timezone).unwrap_or(Tz::UTC);
    AgendaView {
        days: days(&agenda, zone),
        clock: clock(agenda.start, agenda.end, zone),
        slug: agenda.slug,
        is_cancelled: agenda.is_cancelled,
        start: agenda.start,
        end: agenda.end,
        sessions: agenda.sessions,
    }
}

/// Each day of the event, as long as something may happen on it.
fn days(agenda: &AgendaEditor, zone: Tz) -> Vec<AgendaDay> {
    let on = |at: DateTime<Utc>| at.with_timezone(&zone).date_naive();
    let (first, last) = (on(agenda.start), on(agenda.end - TimeDelta::seconds(1)));
    let dates = first.iter_days().take_while(|date| *date <= last.max(first)).take(DAYS_MAX);
    dates
        .map(|date| {
            let (dawn, dusk) = (midnight(date, zone), midnight(date + Days::new(1), zone));
            let here = agenda.sessions.iter().map(|session| &session.place);
            let here = here.filter(|place| place.start < dusk && place.end > dawn);
            let (mut from, mut until) =
                (dawn + TimeDelta::hours(HOURS.0), dawn + TimeDelta::hours(HOURS.1));
            for place in here {
                (from, until) = (from.min(place.start), until.max(place.end));
            }
            // Beside its own time, so that one sees where the event ends.
            if date == first {
                from = agenda.start - TimeDelta::hours(1);
            }
            if date == last {
                until = agenda.end + TimeDelta::hours(1);
            }
            let from = half_hour(from.max(dawn));
            let until = until.min(dusk);
            let until = if until <= from + TimeDelta::hours(1) { dusk } else { until };
            AgendaDay { date, from, until }
        })
        .collect()
}

fn half_hour(at: DateTime<Utc>) -> DateTime<Utc> {
    DateTime::from_timestamp(at.timestamp().div_euclid(1800) * 1800, 0).unwrap_or(at)
}

/// The first moment of the day: where the clocks leap over midnight, an hour later.
fn midnight(date: NaiveDate, zone: Tz) -> DateTime<Utc> {
    let at = |hour: u32| moment(&format!("{date}T{hour:02}:00"), "first", zone).ok();
    at(0).or_else(|| at(1)).unwrap_or_else(|| date.and_time(chrono::NaiveTime::MIN).and_utc())
}

fn clock(start: DateTime<Utc>, end: DateTime<Utc>, zone: Tz) -> WallClock {
    let (mut at, end) = (half_hour(start - TimeDelta::days(1)), end + TimeDelta::days(1));
    let most = i64::try_from(DAYS_MAX).unwrap_or_default() + 3;
    let end = end.min(at + TimeDelta::days(most));
    let mut offsets: Vec<Offset> = Vec::new();
    while at < end {
        let seconds = zone.offset_from_utc_datetime(&at.naive_utc()).fix().local_minus_utc();
        if offsets.last().is_none_or(|offset| offset.seconds != seconds) {
            offsets.push(Offset { from: at, seconds });
        }
        at += TimeDelta::minutes(30);
    }
    WallClock(offsets)
}

#[cfg(test)]
mod tests {
    use super::*;
    use types::agenda::{AgendaSession, Place};
    use types::ids::SessionId;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn agenda(start: &str, end: &str, sessions: &[(&str, &str)]) -> AgendaEditor {
        let session = |(start, end): &(&str, &str)| AgendaSession {
            id: SessionId(uuid::Uuid::nil()),
            version: 1,
            title: "Talk".into(),
            track: None,
            speaker: None,
            account: None,
            place: Place { room: "Hall".into(), start: at(start), end: at(end) },
        };
        AgendaEditor {
            slug: "days".into(),
            timezone: "Europe/Berlin".into(),
            start: at(start),
            end: at(end),
            max_capacity: 10,
            is_cancelled: false,
            sessions: sessions.iter().map(session).collect(),
        }
    }

    fn shown(agenda: AgendaEditor) -> Vec<(String, String, String)> {
        let view = view(agenda);
        let clock = |at| view.clock.at(at).format("%H:%M").to_string();
        view.days
            .iter()
            .map(|day| (day.date.to_string(), clock(day.from), clock(day.until)))
            .collect()
    }

    fn days(wanted: &[(&str, &str, &str)]) -> Vec<(String, String, String)> {
        let owned = |(date, from, until): &(&str, &str, &str)| {
            ((*date).to_owned(), (*from).to_owned(), (*until).to_owned())
        };
        wanted.iter().map(owned).collect()
    }

    #[test]
    fn a_day_is_shown_as_long_as_something_may_happen() {
        let one = agenda("2027-06-01T08:10:00Z", "2027-06-01T16:00:00Z", &[]);
        assert_eq!(shown(one), days(&[("2027-06-01", "09:00", "19:00")]));
        let late = ("2027-06-02T19:00:00Z", "2027-06-02T20:30:00Z");
        let three = agenda("2027-06-01T20:00:00Z", "2027-06-03T10:00:00Z", &[late]);
        let wanted = [
            ("2027-06-01", "21:00", "00:00"),
            ("2027-06-02", "08:00", "22:30"),
            ("2027-06-03", "08:00", "13:00"),
        ];
        assert_eq!(shown(three), days(&wanted));
        let midnight = agenda("2027-06-01T08:00:00Z", "2027-06-01T22:00:00Z", &[]);
        assert_eq!(shown(midnight).len(), 1, "it ends with its day");
    }

    #[test]
    fn the_clock_knows_of_the_nights_in_which_it_changes() {
        let night = view(agenda("2027-03-27T20:00:00Z", "2027-03-28T08:00:00Z", &[]));
        let clock = |text: &str| night.clock.at(at(text)).format("%H:%M").to_string();
        assert_eq!(clock("2027-03-28T00:59:00Z"), "01:59");
        assert_eq!(clock("2027-03-28T01:00:00Z"), "03:00");
        assert_eq!(night.clock.0.len(), 2);
    }

    #[test]
    fn an_event_of_years_is_shown_in_part() {
        let long = view(agenda("2027-06-01T08:00:00Z", "2035-06-01T08:00:00Z", &[]));
        assert_eq!(long.days.len(), DAYS_MAX);
    }
}
