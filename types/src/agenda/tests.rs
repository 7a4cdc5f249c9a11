use super::*;
use chrono::TimeDelta;
use proptest::prelude::*;
use uuid::Uuid;

fn at(minutes: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_900_000_000 / 3600 * 3600, 0).unwrap() + TimeDelta::minutes(minutes)
}

fn session(id: u128, from: i64, to: i64, room: &str, speaker: &str) -> AgendaSession {
    AgendaSession {
        id: SessionId(Uuid::from_u128(id)),
        version: 1,
        title: format!("Talk {id}"),
        track: None,
        speaker: (!speaker.is_empty()).then(|| speaker.to_owned()),
        account: None,
        place: Place { room: room.to_owned(), start: at(from), end: at(to) },
    }
}

const DAY: (i64, i64) = (0, 480);

fn found(one: &AgendaSession, others: &[AgendaSession]) -> Vec<Clash> {
    clashes(one, others, (at(DAY.0), at(DAY.1)))
}

#[test]
fn one_after_the_other_and_beside_each_other_is_no_clash() {
    let others = [session(1, 0, 60, "Hall", "Ada"), session(2, 120, 180, "Hall", "Eve")];
    assert_eq!(found(&session(3, 60, 120, "Hall", "Ada"), &others), []);
    assert_eq!(found(&session(3, 0, 180, "Attic", "Bob"), &others), []);
    assert_eq!(found(&others[0], &others), [], "a session is not in its own way");
}

#[test]
fn a_room_is_taken_whatever_the_size_of_its_letters() {
    let others = [session(1, 0, 60, "Hall", ""), session(2, 60, 90, "HALL", "")];
    let one = session(3, 30, 70, "hall", "");
    assert_eq!(found(&one, &others), [Clash::Room(others[0].id), Clash::Room(others[1].id)]);
}

#[test]
fn a_speaker_is_in_one_place_at_a_time() {
    let others = [session(1, 0, 60, "Hall", "Ada"), session(2, 0, 60, "Attic", "Eve, Bob")];
    let clash = |name: &str, other: usize| Clash::Speaker {
        name: name.to_owned(),
        in_session: others[other].id,
    };
    let by = |speaker| found(&session(3, 0, 60, "Cellar", speaker), &others);
    assert_eq!(by("ADA"), [clash("ADA", 0)]);
    assert_eq!(by("Bob, Carl"), [clash("Bob", 1)]);
    assert_eq!(by("Bob, Ada"), [clash("Ada", 0), clash("Bob", 1)]);
    assert_eq!(by("eve, bob"), [clash("eve", 1)]);
    assert_eq!(by("Carl"), []);
    assert_eq!(by(""), []);
    let of = |id: u128, from| {
        let account = Some(UserId(Uuid::from_u128(9)));
        AgendaSession { account, ..session(id, from, from + 60, "Roof", "") }
    };
    let same = found(&of(3, 30), &[of(4, 0)]);
    assert!(matches!(&same[..], [Clash::Room(_), Clash::Speaker { .. }]));
}

#[test]
fn a_session_lies_within_its_event_and_ends_after_it_begins() {
    assert_eq!(found(&session(1, -5, 60, "Hall", ""), &[]), [Clash::BeforeEvent]);
    assert_eq!(found(&session(1, 470, 481, "Hall", ""), &[]), [Clash::AfterEvent]);
    let both = [Clash::BeforeEvent, Clash::AfterEvent];
    assert_eq!(found(&session(1, -5, 481, "Hall", ""), &[]), both);
    assert_eq!(found(&session(1, 0, 480, "Hall", ""), &[]), []);
    assert_eq!(found(&session(1, 60, 60, "Hall", ""), &[]), [Clash::Backwards]);
}

#[test]
fn a_place_moves_by_full_steps() {
    let place = session(1, 3, 33, "Hall", "").place;
    assert_eq!(place.later(5).start, at(10));
    assert_eq!(place.later(-5).start, at(0));
    assert_eq!(place.longer(-60).end, at(8), "never shorter than a step");
    assert_eq!(place.longer(15).end, at(50));
    assert_eq!(place.in_room("Attic").room, "Attic");
}

#[test]
fn the_clock_is_told_by_its_distance_from_utc() {
    let offset = |minutes, seconds| Offset { from: at(minutes), seconds };
    let clock = WallClock(vec![offset(0, 7200), offset(60, 3600)]);
    let shown = |minutes| (clock.at(at(minutes)) - at(0).naive_utc()).num_minutes();
    assert_eq!([-30, 0, 59, 60, 90].map(shown), [90, 120, 179, 120, 150]);
    assert_eq!(WallClock::default().at(at(5)), at(5).naive_utc());
}

#[test]
fn a_track_keeps_its_colour() {
    let of = |track: &str| AgendaSession {
        track: Some(track.to_owned()),
        ..session(1, 0, 60, "Hall", "")
    };
    let all = tracks(&[of("Web"), of("Data"), of("Web"), session(2, 0, 60, "Hall", "")]);
    assert_eq!(all, ["Data", "Web"]);
    assert_eq!(track_of(&all, Some("Web")), Some(1));
    assert_eq!((track_of(&all, None), track_of(&all, Some("Cats"))), (None, None));
    let many: Vec<String> = (0..20).map(|n| format!("{n:02}")).collect();
    assert!(many.iter().all(|track| track_of(&many, Some(track)) < Some(TRACKS)));
}

fn some_session(id: u128) -> impl Strategy<Value = AgendaSession> {
    let room = prop::sample::select(vec!["Hall", "hall", "Attic"]);
    let speaker = prop::sample::select(vec!["", "Ada", "ada", "Eve", "Ada, Eve", "Eve, Bob"]);
    (-20_i64..500, -10_i64..120, room, speaker)
        .prop_map(move |(from, long, room, speaker)| session(id, from, from + long, room, speaker))
}

proptest! {
    #[test]
    fn a_clash_of_two_is_one_of_either(one in some_session(1), other in some_session(2)) {
        let backwards = |it: &AgendaSession| it.place.end <= it.place.start;
        prop_assume!(!backwards(&one) && !backwards(&other));
        let told = |it: &AgendaSession, of: &AgendaSession| {
            let all = found(it, std::slice::from_ref(of));
            let with = all.iter().filter(|clash| clash.other().is_some());
            let kind = |clash: &Clash| matches!(clash, Clash::Room(_));
            with.map(kind).collect::<Vec<_>>()
        };
        prop_assert_eq!(told(&one, &other), told(&other, &one));
    }

    #[test]
    fn whoever_is_apart_does_not_clash(one in some_session(1), other in some_session(2)) {
        let apart = one.place.end <= other.place.start || other.place.end <= one.place.start;
        let all = found(&one, std::slice::from_ref(&other));
        let with_other = all.iter().any(|clash| clash.other().is_some());
        prop_assert!(!(apart && with_other));
    }

    #[test]
    fn moving_keeps_the_length_and_there_and_back_is_where_it_was(
        from in -100_i64..100,
        long in 1_i64..100,
        by in -200_i64..200,
    ) {
        let place = session(1, from * STEP, from * STEP + long * STEP, "Hall", "").place;
        let moved = place.later(by * STEP);
        prop_assert_eq!(moved.end - moved.start, place.end - place.start);
        prop_assert_eq!(moved.later(-by * STEP), place.clone());
        let resized = place.longer(by);
        prop_assert!(resized.end - resized.start >= TimeDelta::minutes(STEP));
        prop_assert_eq!(resized.end.timestamp() % (STEP * 60), 0);
    }
}
