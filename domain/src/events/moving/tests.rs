use super::*;
use chrono_tz::America::New_York;
use chrono_tz::Australia::Lord_Howe;
use chrono_tz::Europe::{Berlin, London};
use proptest::prelude::*;

/// The moment at which the clock first shows this.
fn at(zone: Tz, wall: &str) -> DateTime<Utc> {
    let wall: NaiveDateTime = format!("{wall}:00").parse().unwrap();
    zone.from_local_datetime(&wall).earliest().unwrap().to_utc()
}

fn times(zone: Tz, start: &str, end: &str) -> Times {
    Times { start: at(zone, start), end: at(zone, end), zone }
}

fn slot(zone: Tz, start: &str, end: &str) -> Slot {
    Slot { id: uuid::Uuid::nil().into(), start: at(zone, start), end: at(zone, end) }
}

/// What the clock shows at both ends.
fn shown(slot: Slot, zone: Tz) -> String {
    let show = |at| local(at, zone).format("%m-%dT%H:%M").to_string();
    format!("{} {}", show(slot.start), show(slot.end))
}

fn followed(before: Times, after: Times, slot: Slot) -> Result<String, usize> {
    follow(before, after, &[slot])
        .map(|slots| shown(slots[0], after.zone))
        .map_err(|outside| outside.len())
}

#[test]
fn a_week_later_by_the_wall_clock_every_session_keeps_its_day_and_hour() {
    for (zone, before, after, session, told) in [
        // Autumn, spring, and what ends with the event.
        (
            Berlin,
            ("2027-10-22T09:00", "2027-10-24T18:00"),
            ("2027-10-29T09:00", "2027-10-31T18:00"),
            ("2027-10-24T10:00", "2027-10-24T11:00"),
            "10-31T10:00 10-31T11:00",
        ),
        (
            Berlin,
            ("2027-03-19T09:00", "2027-03-21T18:00"),
            ("2027-03-26T09:00", "2027-03-28T18:00"),
            ("2027-03-21T16:00", "2027-03-21T18:00"),
            "03-28T16:00 03-28T18:00",
        ),
        (
            New_York,
            ("2027-03-12T09:00", "2027-03-14T18:00"),
            ("2027-03-05T09:00", "2027-03-07T18:00"),
            ("2027-03-14T16:00", "2027-03-14T18:00"),
            "03-07T16:00 03-07T18:00",
        ),
        (
            New_York,
            ("2027-11-05T09:00", "2027-11-07T18:00"),
            ("2027-11-12T09:00", "2027-11-14T18:00"),
            ("2027-11-07T10:00", "2027-11-07T11:00"),
            "11-14T10:00 11-14T11:00",
        ),
        // Half an hour.
        (
            Lord_Howe,
            ("2027-03-26T09:00", "2027-03-28T18:00"),
            ("2027-04-02T09:00", "2027-04-04T18:00"),
            ("2027-03-28T10:15", "2027-03-28T18:00"),
            "04-04T10:15 04-04T18:00",
        ),
        (
            Lord_Howe,
            ("2027-09-25T09:00", "2027-09-26T18:00"),
            ("2027-10-02T09:00", "2027-10-03T18:00"),
            ("2027-09-26T10:15", "2027-09-26T18:00"),
            "10-03T10:15 10-03T18:00",
        ),
    ] {
        let event = |(start, end)| times(zone, start, end);
        let session = slot(zone, session.0, session.1);
        assert_eq!(followed(event(before), event(after), session).as_deref(), Ok(told));
    }
}

#[test]
fn only_one_end_moves_no_session_and_must_leave_room_for_all() {
    let before = times(Berlin, "2027-06-01T09:00", "2027-06-01T18:00");
    let session = slot(Berlin, "2027-06-01T10:00", "2027-06-01T18:00");
    let stays = Ok("06-01T10:00 06-01T18:00");
    for (start, end, told) in [
        ("2027-06-01T08:00", "2027-06-01T18:00", stays),
        ("2027-06-01T10:00", "2027-06-01T18:00", stays),
        ("2027-06-01T11:00", "2027-06-01T18:00", Err(1)),
        ("2027-06-01T09:00", "2027-06-01T20:00", stays),
        ("2027-06-01T09:00", "2027-06-01T17:00", Err(1)),
        // Both, and not alike: where all still fit they stay, else they go with the start.
        ("2027-06-01T08:00", "2027-06-01T20:00", stays),
        ("2027-06-08T09:00", "2027-06-08T20:00", Ok("06-08T10:00 06-08T18:00")),
        ("2027-06-08T09:00", "2027-06-08T17:00", Err(1)),
    ] {
        let after = times(Berlin, start, end);
        let found = followed(before, after, session);
        assert_eq!(found.as_deref().map_err(|n| *n), told, "{start} {end}");
    }
}

#[test]
fn the_hour_that_is_left_out_comes_later_and_the_one_that_comes_twice_is_the_first() {
    let before = times(Berlin, "2027-03-26T22:00", "2027-03-27T06:00");
    let spring = times(Berlin, "2027-03-27T22:00", "2027-03-28T06:00");
    for (session, told) in [
        (("2027-03-27T02:15", "2027-03-27T02:45"), "03-28T03:15 03-28T03:45"),
        // Its start would come after its end: it keeps its length.
        (("2027-03-27T02:30", "2027-03-27T03:15"), "03-28T03:30 03-28T04:15"),
        (("2027-03-27T01:30", "2027-03-27T04:00"), "03-28T01:30 03-28T04:00"),
    ] {
        let session = slot(Berlin, session.0, session.1);
        assert_eq!(followed(before, spring, session).as_deref(), Ok(told));
    }
    // At the event's end there is no later.
    let short = times(Berlin, "2027-03-26T22:00", "2027-03-27T03:15");
    let after = times(Berlin, "2027-03-27T22:00", "2027-03-28T03:15");
    let late = slot(Berlin, "2027-03-27T02:30", "2027-03-27T03:15");
    assert_eq!(followed(short, after, late).as_deref(), Ok("03-28T01:30 03-28T03:15"));

    let before = times(Berlin, "2027-10-29T22:00", "2027-10-30T06:00");
    let autumn = times(Berlin, "2027-10-30T22:00", "2027-10-31T06:00");
    let session = slot(Berlin, "2027-10-30T02:15", "2027-10-30T02:45");
    let found = follow(before, autumn, &[session]).unwrap()[0];
    assert_eq!(found.start.to_rfc3339(), "2027-10-31T00:15:00+00:00");
    // Where the event begins with the second half past two, so do its sessions.
    let second = Times { start: "2027-10-31T01:30:00Z".parse().unwrap(), ..autumn };
    let before = times(Berlin, "2027-10-30T02:30", "2027-10-30T06:00");
    let session = slot(Berlin, "2027-10-30T02:45", "2027-10-30T03:00");
    let found = follow(before, second, &[session]).unwrap()[0];
    assert_eq!(found.start.to_rfc3339(), "2027-10-31T01:45:00+00:00");
}

#[test]
fn an_event_whose_start_falls_into_the_hour_that_is_left_out_is_moved_all_the_same() {
    let before = times(Berlin, "2027-03-27T02:30", "2027-03-27T18:00");
    let after = times(Berlin, "2027-03-28T03:30", "2027-03-28T18:00");
    let session = slot(Berlin, "2027-03-27T10:00", "2027-03-27T18:00");
    assert_eq!(followed(before, after, session).as_deref(), Ok("03-28T10:00 03-28T18:00"));
}

#[test]
fn both_ends_by_as_many_hours_over_the_change_leave_no_session_outside() {
    let before = times(Berlin, "2027-10-22T09:00", "2027-10-24T18:00");
    let week = TimeDelta::days(7);
    let after = Times { start: before.start + week, end: before.end + week, ..before };
    let session = slot(Berlin, "2027-10-24T10:00", "2027-10-24T11:00");
    assert_eq!(followed(before, after, session).as_deref(), Ok("10-31T10:00 10-31T11:00"));
    // By the wall clock this one would end after the event, which now ends at five.
    let session = slot(Berlin, "2027-10-24T10:00", "2027-10-24T17:30");
    assert_eq!(followed(before, after, session).as_deref(), Ok("10-31T09:00 10-31T16:30"));
}

#[test]
fn another_zone_keeps_the_wall_clock_or_the_moment_as_the_event_does() {
    let before = times(Berlin, "2027-06-01T09:00", "2027-06-01T18:00");
    let session = slot(Berlin, "2027-06-01T10:00", "2027-06-01T11:00");
    let wall = times(London, "2027-06-01T09:00", "2027-06-01T18:00");
    assert_eq!(followed(before, wall, session).as_deref(), Ok("06-01T10:00 06-01T11:00"));
    let moment = Times { zone: London, ..before };
    assert_eq!(follow(before, moment, &[session]), Ok(vec![session]));
}

fn zones() -> impl Strategy<Value = Tz> {
    prop::sample::select(vec![Berlin, New_York, Lord_Howe, chrono_tz::Asia::Kathmandu])
}

proptest! {
    /// Days and hours from the first of March 2027, so that every change of the year is met.
    #[test]
    fn there_and_back_is_where_it_was(
        zone in zones(),
        first in 0_i64..300,
        days in 0_i64..4,
        by in -60_i64..60,
        from in 0_i64..9,
        length in 1_i64..10,
    ) {
        let midnight: NaiveDateTime = "2027-03-01T00:00:00".parse().unwrap();
        // By day, where no clock changes.
        let wall = |day: i64, hour: i64| {
            let wall = midnight + TimeDelta::days(day) + TimeDelta::hours(hour);
            zone.from_local_datetime(&wall).single().unwrap().to_utc()
        };
        let event = |day: i64| Times { start: wall(day, 9), end: wall(day + days, 19), zone };
        let day = first + days / 2;
        let session = Slot {
            id: uuid::Uuid::nil().into(),
            start: wall(day, 9 + from),
            end: wall(day, (9 + from + length).min(19)),
        };
        let (before, after) = (event(first), event(first + by));
        let there = follow(before, after, &[session]).unwrap();
        prop_assert_eq!(local(there[0].start, zone), local(session.start, zone) + TimeDelta::days(by));
        prop_assert_eq!(follow(after, before, &there).unwrap(), vec![session]);
    }

    #[test]
    fn whatever_is_asked_a_session_that_is_taken_lies_within_and_ends_after_it_starts(
        zone in zones(),
        other in zones(),
        start in 0_i64..20_000,
        length in 1_i64..3_000,
        to in 0_i64..20_000,
        longer in -60_i64..60,
        from in 0_i64..3_000,
        minutes in 1_i64..600,
    ) {
        let zero: DateTime<Utc> = "2027-03-01T00:00:00Z".parse().unwrap();
        let minute = |minutes: i64| zero + TimeDelta::minutes(minutes * 15);
        let before = Times { start: minute(start), end: minute(start + length), zone };
        let after = Times { start: minute(to), end: minute(to + (length + longer).max(1)), zone: other };
        let first = before.start + TimeDelta::minutes(15 * (from % length));
        let last = (first + TimeDelta::minutes(minutes)).min(before.end);
        let session = Slot { id: uuid::Uuid::nil().into(), start: first, end: last };
        if let Ok(moved) = follow(before, after, &[session]) {
            prop_assert!(moved[0].start < moved[0].end);
            prop_assert!(moved[0].start >= after.start && moved[0].end <= after.end);
        }
    }
}
