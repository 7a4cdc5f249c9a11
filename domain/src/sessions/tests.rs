mod editing;

use super::{create, delete, get, list, pick, picks, update};
use crate::events;
use crate::testing::{EventBuilder, person, test_hub};
use crate::{Actor, Error, Hub};
use chrono::{DateTime, TimeDelta, Utc};
use types::accounts::Role;
use types::events::EventPatch;
use types::ids::{EventId, UserId};
use types::sessions::SessionInput;
use types::{ErrorCode, FieldProblem, Locale};

struct Stage {
    hub: Hub,
    organizer: Actor,
    event: EventId,
    start: DateTime<Utc>,
    _db: crate::testing::TestDatabase,
}

async fn stage() -> Stage {
    let (hub, db) = test_hub().await;
    let id = person(&hub, Role::Organizer).await;
    // PostgreSQL keeps microseconds.
    let start = DateTime::from_timestamp((hub.now() + TimeDelta::days(7)).timestamp(), 0).unwrap();
    let event = EventBuilder {
        start_date: start,
        end_date: start + TimeDelta::hours(8),
        ..EventBuilder::new(&hub)
    }
    .insert(&hub, id)
    .await;
    Stage { hub, organizer: Actor::User { id, role: Role::Organizer }, event, start, _db: db }
}

impl Stage {
    fn session(&self, from: i64, to: i64, room: &str) -> SessionInput {
        SessionInput {
            title: "Talk".into(),
            description: String::new(),
            start_time: self.start + TimeDelta::hours(from),
            end_time: self.start + TimeDelta::hours(to),
            room: room.into(),
            track: None,
            speaker: None,
            speaker_name: None,
            capacity: 50,
        }
    }

    async fn add(&self, input: SessionInput) -> Result<types::sessions::Session, Error> {
        create(&self.hub, self.organizer, &self.event.to_string(), input).await
    }
}

fn conflict(result: &Result<types::sessions::Session, Error>) -> Option<ErrorCode> {
    result.as_ref().err().and_then(Error::code)
}

#[tokio::test]
async fn a_session_is_made_changed_and_removed() {
    let stage = stage().await;
    let (hub, event) = (&stage.hub, stage.event.to_string());
    let made = stage.add(stage.session(1, 2, "  Main   hall ")).await.unwrap();
    assert_eq!(made.room, "Main hall");
    assert_eq!(get(hub, Actor::Anonymous, &event, made.id).await.unwrap(), made);
    let longer = stage.session(1, 3, "Attic");
    let changed = update(hub, stage.organizer, &event, made.id, longer).await.unwrap();
    assert_eq!(
        (changed.room.as_str(), changed.end_time),
        ("Attic", stage.start + TimeDelta::hours(3))
    );
    assert_eq!(list(hub, Actor::Anonymous, &event).await.unwrap(), [changed]);
    delete(hub, stage.organizer, &event, made.id).await.unwrap();
    assert!(list(hub, Actor::Anonymous, &event).await.unwrap().is_empty());
    let again = delete(hub, stage.organizer, &event, made.id).await;
    assert_eq!(again.unwrap_err().code(), Some(ErrorCode::NotFound));
}

#[tokio::test]
async fn rooms_and_speakers_are_in_one_place_at_a_time() {
    let stage = stage().await;
    let speaker = person(&stage.hub, Role::Attendee).await;
    let by = |session, name: Option<&str>, id: Option<UserId>| SessionInput {
        speaker_name: name.map(Into::into),
        speaker: id,
        ..session
    };
    stage.add(by(stage.session(1, 3, "Hall"), Some("Ada"), Some(speaker))).await.unwrap();
    let same_room = stage.add(stage.session(2, 4, "HALL")).await;
    assert_eq!(conflict(&same_room), Some(ErrorCode::RoomConflict));
    let same_name = stage.add(by(stage.session(2, 4, "Attic"), Some("ada"), None)).await;
    assert_eq!(conflict(&same_name), Some(ErrorCode::SpeakerConflict));
    let same_person = stage.add(by(stage.session(2, 4, "Attic"), None, Some(speaker))).await;
    assert_eq!(conflict(&same_person), Some(ErrorCode::SpeakerConflict));
    // One after the other is no clash.
    stage.add(by(stage.session(3, 4, "Hall"), Some("Ada"), Some(speaker))).await.unwrap();
    let nobody =
        stage.add(by(stage.session(5, 6, "Attic"), None, Some(UserId(crate::ids::new_id())))).await;
    let Err(Error::Refused(failure)) = nobody else { panic!("{nobody:?}") };
    assert_eq!(
        (failure.fields[0].field.as_str(), failure.fields[0].problem),
        ("speaker", FieldProblem::NotFound)
    );
}

#[tokio::test]
async fn a_session_lies_within_its_event() {
    let stage = stage().await;
    for (from, to, field) in [(-1, 2, "start_time"), (6, 9, "end_time")] {
        let refused = stage.add(stage.session(from, to, "Hall")).await;
        let Err(Error::Refused(failure)) = refused else { panic!("{refused:?}") };
        assert_eq!(failure.fields.len(), 1);
        assert_eq!(failure.fields[0].field, field);
        assert_eq!(failure.fields[0].problem, FieldProblem::OutsideEvent);
    }
    stage.add(stage.session(0, 8, "Hall")).await.unwrap();
}

#[tokio::test]
async fn the_agenda_follows_an_event_that_moves_and_holds_it_open() {
    let stage = stage().await;
    stage.add(stage.session(1, 2, "Hall")).await.unwrap();
    stage.add(stage.session(2, 3, "Hall")).await.unwrap();
    let (hub, event) = (&stage.hub, stage.event.to_string());
    let moved = EventPatch {
        start_date: Some(stage.start + TimeDelta::hours(1)),
        end_date: Some(stage.start + TimeDelta::hours(9)),
        ..EventPatch::default()
    };
    events::patch(hub, stage.organizer, &event, moved, Locale::En).await.unwrap();
    let times: Vec<_> =
        list(hub, Actor::Anonymous, &event).await.unwrap().iter().map(|s| s.start_time).collect();
    assert_eq!(times, [stage.start + TimeDelta::hours(2), stage.start + TimeDelta::hours(3)]);
    let cut =
        EventPatch { end_date: Some(stage.start + TimeDelta::hours(3)), ..EventPatch::default() };
    let refused = events::patch(hub, stage.organizer, &event, cut, Locale::En).await;
    assert!(matches!(refused, Err(Error::Refused(_))), "{refused:?}");
}

/// Moves an event in Berlin from one pair of ends to another; what becomes of its session.
async fn moved(
    before: [&str; 2],
    after: [Option<&str>; 2],
    session: [&str; 2],
) -> Result<[String; 2], Vec<String>> {
    let (hub, _db) = test_hub().await;
    let id = person(&hub, Role::Organizer).await;
    let organizer = Actor::User { id, role: Role::Organizer };
    let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
    let event = EventBuilder {
        start_date: at(before[0]),
        end_date: at(before[1]),
        ..EventBuilder::new(&hub)
    };
    let event = event.insert(&hub, id).await;
    let input = SessionInput {
        title: "Talk".into(),
        description: String::new(),
        start_time: at(session[0]),
        end_time: at(session[1]),
        room: "Hall".into(),
        track: None,
        speaker: None,
        speaker_name: None,
        capacity: 50,
    };
    let session = create(&hub, organizer, &event.to_string(), input).await.unwrap();
    let patch = EventPatch {
        start_date: after[0].map(at),
        end_date: after[1].map(at),
        ..EventPatch::default()
    };
    match events::patch(&hub, organizer, &event.to_string(), patch, Locale::En).await {
        Ok(_) => {
            let now = get(&hub, organizer, &event.to_string(), session.id).await.unwrap();
            let told = |at: DateTime<Utc>| at.format("%Y-%m-%dT%H:%M:%SZ").to_string();
            Ok([told(now.start_time), told(now.end_time)])
        }
        Err(Error::Refused(failure)) => {
            let id = session.id.to_string();
            Err(failure.fields.iter().map(|error| error.field.replace(&id, "…")).collect())
        }
        Err(other) => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_event_that_moves_over_a_change_of_the_clocks_takes_its_agenda_by_the_wall_clock() {
    // Autumn: Sunday at ten by summer time, a week later by winter time.
    let autumn = moved(
        ["2027-10-22T07:00:00Z", "2027-10-24T16:00:00Z"],
        [Some("2027-10-29T07:00:00Z"), Some("2027-10-31T17:00:00Z")],
        ["2027-10-24T08:00:00Z", "2027-10-24T09:00:00Z"],
    );
    let ten = ["2027-10-31T09:00:00Z".to_owned(), "2027-10-31T10:00:00Z".to_owned()];
    assert_eq!(autumn.await, Ok(ten));
    // Spring, with a session that ends when the event does.
    let spring = moved(
        ["2027-03-19T08:00:00Z", "2027-03-21T17:00:00Z"],
        [Some("2027-03-26T08:00:00Z"), Some("2027-03-28T16:00:00Z")],
        ["2027-03-21T16:00:00Z", "2027-03-21T17:00:00Z"],
    );
    let last = ["2027-03-28T15:00:00Z".to_owned(), "2027-03-28T16:00:00Z".to_owned()];
    assert_eq!(spring.await, Ok(last));
}

#[tokio::test]
async fn an_event_of_another_length_leaves_its_sessions_alone_or_names_those_left_out() {
    let before = ["2027-06-01T07:00:00Z", "2027-06-01T16:00:00Z"];
    let session = ["2027-06-01T08:00:00Z", "2027-06-01T16:00:00Z"];
    let same = Ok(session.map(str::to_owned));
    assert_eq!(moved(before, [Some("2027-06-01T06:00:00Z"), None], session).await, same);
    assert_eq!(moved(before, [None, Some("2027-06-01T18:00:00Z")], session).await, same);
    for (after, end) in [
        ([Some("2027-06-01T08:30:00Z"), None], "start_date"),
        ([None, Some("2027-06-01T15:00:00Z")], "end_date"),
    ] {
        let refused = moved(before, after, session).await;
        assert_eq!(refused, Err(vec![end.to_owned(), "sessions.…".to_owned()]));
    }
}

#[tokio::test]
async fn only_the_organizer_and_admins_write_the_agenda() {
    let stage = stage().await;
    let stranger = person(&stage.hub, Role::Organizer).await;
    let as_user = |role| Actor::User { id: stranger, role };
    let event = stage.event.to_string();
    for (actor, code) in [
        (Actor::Anonymous, Some(ErrorCode::Unauthenticated)),
        (as_user(Role::Attendee), Some(ErrorCode::Forbidden)),
        (as_user(Role::Organizer), Some(ErrorCode::Forbidden)),
        (as_user(Role::Admin), None),
    ] {
        let result = create(&stage.hub, actor, &event, stage.session(1, 2, "Hall")).await;
        assert_eq!(result.err().map(|e| types::Failure::from(e).code), code, "{actor:?}");
    }
}

/// Twenty people put a session into the same room at once; how many got in.
async fn race(stage: &Stage) -> usize {
    let tasks: Vec<_> = (0..20)
        .map(|_| {
            let (hub, organizer) = (stage.hub.clone(), stage.organizer);
            let (event, input) = (stage.event.to_string(), stage.session(1, 2, "Hall"));
            tokio::spawn(async move { create(&hub, organizer, &event, input).await })
        })
        .collect();
    let mut got_in = 0;
    for task in tasks {
        match task.await.unwrap() {
            Ok(_) => got_in += 1,
            Err(error) if error.code() == Some(ErrorCode::RoomConflict) => {}
            Err(other) => panic!("{other:?}"),
        }
    }
    got_in
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_room_takes_one_session_however_many_ask_at_once() {
    assert_eq!(race(&stage().await).await, 1);
}

/// Two that look first, each in a transaction of its own, and then write; whether both may.
async fn both_get_in(stage: &Stage, inputs: [SessionInput; 2]) -> bool {
    let [one, other] = &inputs;
    let pool = stage.hub.db.pool();
    let (mut first, mut second) = (pool.begin().await.unwrap(), pool.begin().await.unwrap());
    for (tx, input) in [(&mut first, one), (&mut second, other)] {
        super::service::free(tx, stage.event, None, input).await.unwrap();
    }
    let id = || crate::ids::new_id().into();
    super::store::insert(&mut first, id(), stage.event, one).await.unwrap();
    first.commit().await.unwrap();
    super::store::insert(&mut second, id(), stage.event, other).await.is_ok()
}

#[tokio::test]
async fn without_the_events_lock_the_constraint_keeps_rooms_apart_and_nothing_keeps_speakers() {
    let stage = stage().await;
    let room = || [stage.session(1, 2, "Hall"), stage.session(1, 2, "hall")];
    assert!(!both_get_in(&stage, room()).await);
    let by = |room: &str, names: &str| SessionInput {
        speaker_name: Some(names.into()),
        ..stage.session(3, 4, room)
    };
    assert!(both_get_in(&stage, [by("Hall", "Ada, Grace"), by("Attic", "grace")]).await);
    sqlx::query("ALTER TABLE sessions DROP CONSTRAINT sessions_room_conflict")
        .execute(stage.hub.db.pool())
        .await
        .unwrap();
    let later = || [stage.session(5, 6, "Hall"), stage.session(5, 6, "hall")];
    assert!(both_get_in(&stage, later()).await);
}

/// Twenty sessions at once, in rooms of their own, that share one speaker; how many got in.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_of_several_speakers_is_in_one_place_however_many_ask_at_once() {
    let stage = stage().await;
    let tasks: Vec<_> = (0..20)
        .map(|n| {
            let (hub, organizer) = (stage.hub.clone(), stage.organizer);
            let input = SessionInput {
                speaker_name: Some(format!("Person {n}, Ada")),
                ..stage.session(1, 2, &format!("Room {n}"))
            };
            let event = stage.event.to_string();
            tokio::spawn(async move { create(&hub, organizer, &event, input).await })
        })
        .collect();
    let mut got_in = Vec::new();
    for task in tasks {
        match task.await.unwrap() {
            Ok(session) => got_in.push(session.id),
            Err(Error::Refused(failure)) => {
                assert_eq!(failure.code, ErrorCode::SpeakerConflict);
                assert!(failure.session.is_some(), "it says which session is in the way");
            }
            Err(other) => panic!("{other:?}"),
        }
    }
    assert_eq!(got_in.len(), 1);
}

#[tokio::test]
async fn a_clash_says_which_session_is_in_the_way_and_none_is_in_its_own() {
    let stage = stage().await;
    let by = |room: &str, names: &str| SessionInput {
        speaker_name: Some(names.into()),
        ..stage.session(1, 3, room)
    };
    let first = stage.add(by("Hall", "Ada Lovelace, Grace Hopper")).await.unwrap();
    for (input, code) in [
        (by("HALL", "Trent"), ErrorCode::RoomConflict),
        (by("Attic", "Trent, GRACE HOPPER"), ErrorCode::SpeakerConflict),
    ] {
        let Err(Error::Refused(failure)) = stage.add(input).await else { panic!() };
        assert_eq!((failure.code, failure.session), (code, Some(first.id)));
    }
    stage.add(by("Attic", "Grace")).await.unwrap();
    let event = stage.event.to_string();
    let again = by("Hall", "Grace Hopper, Ada Lovelace");
    update(&stage.hub, stage.organizer, &event, first.id, again).await.unwrap();
}

#[tokio::test]
async fn picks_are_ones_own_and_go_with_their_session() {
    let stage = stage().await;
    let hub = &stage.hub;
    let talk = SessionInput { track: Some(" Data   talks ".into()), ..stage.session(1, 2, "Hall") };
    let first = stage.add(talk).await.unwrap();
    assert_eq!(first.track.as_deref(), Some("Data talks"));
    let second = stage.add(stage.session(1, 2, "Attic")).await.unwrap();
    let people = [person(hub, Role::Attendee).await, person(hub, Role::Attendee).await];
    let [ada, eve] = people.map(|id| Actor::User { id, role: Role::Attendee });
    for _ in 0..2 {
        pick(hub, ada, second.id, true).await.unwrap();
        pick(hub, ada, first.id, true).await.unwrap();
    }
    pick(hub, eve, second.id, true).await.unwrap();
    pick(hub, eve, second.id, false).await.unwrap();
    pick(hub, eve, second.id, false).await.unwrap();
    assert_eq!(picks(hub, ada, stage.event).await.unwrap().len(), 2);
    assert_eq!(picks(hub, eve, stage.event).await.unwrap(), []);
    assert_eq!(picks(hub, Actor::Anonymous, stage.event).await.unwrap(), []);
    let nobody = pick(hub, Actor::Anonymous, first.id, true).await;
    assert_eq!(nobody.unwrap_err().code(), Some(ErrorCode::Unauthenticated));
    delete(hub, stage.organizer, &stage.event.to_string(), first.id).await.unwrap();
    assert_eq!(picks(hub, ada, stage.event).await.unwrap(), [second.id]);
    let gone = pick(hub, ada, first.id, true).await;
    assert_eq!(gone.unwrap_err().code(), Some(ErrorCode::NotFound));
    sqlx::query("UPDATE events SET status = 'DRAFT' WHERE id = $1")
        .bind(stage.event)
        .execute(hub.db.pool())
        .await
        .unwrap();
    let unknown = pick(hub, ada, second.id, true).await;
    assert_eq!(unknown.unwrap_err().code(), Some(ErrorCode::NotFound));
}
