//! Schedules, in and out, on a real database.

mod round_trip;

use super::*;
use crate::events;
use crate::sessions::{create, delete, list, pick, picks};
use crate::testing::{EventBuilder, TestDatabase, person, test_hub};
use crate::{Actor, Error, Hub};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use types::accounts::Role;
use types::ids::{EventId, SessionId};
use types::schedule::{RefusalReason, ScheduleReport, SessionChangeKind};
use types::sessions::{Session, SessionInput};
use types::{ErrorCode, Locale};

const FRAB: &str = include_str!("tests/frab.json");
const PRETALX: &str = include_str!("tests/pretalx.json");
const C3VOC: &str = include_str!("tests/c3voc.json");

struct Stage {
    hub: Hub,
    organizer: Actor,
    event: EventId,
    _db: TestDatabase,
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// The two days that the files are about.
async fn stage() -> Stage {
    let (hub, db) = test_hub().await;
    let id = person(&hub, Role::Organizer).await;
    let event = EventBuilder {
        start_date: at("2027-06-05T07:00:00Z"),
        end_date: at("2027-06-06T16:00:00Z"),
        ..EventBuilder::new(&hub)
    };
    let event = event.insert(&hub, id).await;
    Stage { hub, organizer: Actor::User { id, role: Role::Organizer }, event, _db: db }
}

impl Stage {
    async fn run(&self, text: &str, run: ScheduleRun) -> Result<ScheduleReport, Error> {
        import(&self.hub, self.organizer, &self.event.to_string(), text, Some(80), run).await
    }

    async fn import(&self, text: &str) -> ScheduleReport {
        self.run(text, ScheduleRun::Real).await.unwrap()
    }

    async fn look(&self, text: &str) -> ScheduleReport {
        self.run(text, ScheduleRun::Rehearsal).await.unwrap()
    }

    async fn agenda(&self) -> Vec<Session> {
        list(&self.hub, self.organizer, &self.event.to_string()).await.unwrap()
    }

    /// What the files call the sessions, in the agenda's order.
    async fn keys(&self) -> Vec<String> {
        let sql = "SELECT import_key FROM sessions WHERE event_id = $1 ORDER BY start_time";
        let keys = sqlx::query_scalar(sql).bind(self.event).fetch_all(self.hub.db.pool());
        keys.await.unwrap()
    }

    async fn titles(&self) -> Vec<String> {
        self.agenda().await.into_iter().map(|session| session.title).collect()
    }

    async fn export(&self) -> Value {
        export(&self.hub, Actor::Anonymous, &self.event.to_string()).await.unwrap().schedule
    }

    async fn write(&self, title: &str, room: &str, start: &str) -> Session {
        let start = at(start);
        let input = SessionInput {
            title: title.into(),
            description: String::new(),
            start_time: start,
            end_time: start + TimeDelta::minutes(45),
            room: room.into(),
            track: None,
            speaker: None,
            speaker_name: None,
            capacity: 12,
        };
        create(&self.hub, self.organizer, &self.event.to_string(), input).await.unwrap()
    }

    async fn picker(&self, session: SessionId) -> Actor {
        let id = person(&self.hub, Role::Attendee).await;
        let actor = Actor::User { id, role: Role::Attendee };
        pick(&self.hub, actor, session, true).await.unwrap();
        actor
    }
}

fn numbers(report: &ScheduleReport) -> [usize; 5] {
    let ScheduleReport { added, changed, removed, unchanged, refused, .. } = report;
    [*added, *changed, *removed, *unchanged, refused.len()]
}

/// Sessions of the first day, each with its room.
fn schedule(sessions: &[(&str, Value)]) -> String {
    let mut rooms = serde_json::Map::new();
    for (room, session) in sessions {
        let of_room = rooms.entry(*room).or_insert_with(|| json!([]));
        of_room.as_array_mut().unwrap().push(session.clone());
    }
    json!({ "schedule": { "version": "1", "conference": {
        "time_zone_name": "Europe/Berlin",
        "days": [{ "index": 1, "date": "2027-06-05", "rooms": rooms }],
    } } })
    .to_string()
}

/// A session of half an hour in the first day's afternoon.
fn talk(guid: &str, title: &str, start: &str) -> Value {
    json!({ "guid": guid, "title": title, "start": start, "duration": "00:30" })
}

fn refusals(report: &ScheduleReport) -> Vec<(&str, RefusalReason, Option<&str>)> {
    report.refused.iter().map(|it| (&*it.title, it.reason, it.with.as_deref())).collect()
}

#[tokio::test]
async fn the_files_of_three_programs_are_imported_and_again_change_nothing() {
    for (file, titles) in [
        (FRAB, ["Opening", "Night of Lightning Talks"]),
        (PRETALX, ["Borrowing without regret", "Workshop of the day"]),
        (C3VOC, ["Self-made networks", "Past midnight"]),
    ] {
        let stage = stage().await;
        let would = stage.look(file).await;
        assert_eq!(stage.titles().await, [""; 0], "a dry run leaves nothing");
        assert_eq!(numbers(&would), [2, 0, 0, 0, 0]);
        assert_eq!(stage.import(file).await, would);
        assert_eq!(stage.titles().await, titles);
        let before = stage.agenda().await;
        assert!(before.iter().all(|session| session.capacity == 80));
        assert_eq!(numbers(&stage.import(file).await), [0, 0, 0, 2, 0]);
        assert_eq!(stage.agenda().await, before);
        let own = stage.export().await.to_string();
        assert_eq!(numbers(&stage.import(&own).await), [0, 0, 0, 2, 0]);
    }
}

#[tokio::test]
async fn importing_again_updates_keeps_and_removes_what_came_by_an_import() {
    let stage = stage().await;
    let first = schedule(&[
        ("Hall", talk("g1", "Opening", "14:00")),
        ("Hall", talk("g2", "Ownership", "15:00")),
        ("Attic", talk("g3", "Lifetimes", "14:00")),
    ]);
    stage.import(&first).await;
    let written = stage.write("Lunch", "Garden", "2027-06-05T10:00:00Z").await;
    let [.., ownership] = &stage.agenda().await[..] else { panic!() };
    let mut input = input_of(ownership);
    input.capacity = 5;
    let key = stage.event.to_string();
    crate::sessions::update(&stage.hub, stage.organizer, &key, ownership.id, input).await.unwrap();
    let second = schedule(&[
        ("Attic", talk("G1", "Opening", "14:00")),
        ("Hall", talk("g2", "Ownership and borrowing", "15:30")),
    ]);
    let report = stage.look(&second).await;
    assert_eq!(numbers(&report), [0, 2, 1, 0, 0], "{report:?}");
    let changed = report.sessions.iter().find(|it| it.id == Some(ownership.id)).unwrap();
    let fields: Vec<_> = changed.changes.keys().map(String::as_str).collect();
    assert_eq!(fields, ["end_time", "start_time", "title"]);
    assert_eq!(stage.import(&second).await, report);
    assert_eq!(stage.titles().await, ["Lunch", "Opening", "Ownership and borrowing"]);
    let agenda = stage.agenda().await;
    assert_eq!(agenda[0], written, "what was written here stays");
    assert_eq!((agenda[2].id, agenda[2].capacity), (ownership.id, 5), "the same session");
    assert_eq!(agenda[1].room, "Attic", "where another one was until now");
}

#[tokio::test]
async fn a_newer_file_of_each_program_changes_the_same_sessions() {
    for (file, keys) in [
        (FRAB, ["6f6d2b1c-51f2-4f5c-9d53-6e3f6c2f0b11", "6f6d2b1c-51f2-4f5c-9d53-6e3f6c2f0b12"]),
        (PRETALX, ["a4d6f8e0-1111-5222-8333-444455556666", "a4d6f8e0-1111-5222-8333-444455557777"]),
        (C3VOC, ["id:801", "id:assembly-7"]),
    ] {
        let stage = stage().await;
        stage.import(file).await;
        assert_eq!(stage.keys().await, keys);
        let before = stage.agenda().await;
        let ada = stage.picker(before[0].id).await;
        // Everything that a key does not depend on: titles and rooms.
        let newer = file.replace("\"title\": \"", "\"title\": \"New: ");
        let newer = newer.replace("\"Hall\"", "\"Dome\"").replace("\"Stage\"", "\"Dome\"");
        assert_eq!(numbers(&stage.import(&newer).await), [0, 2, 0, 0, 0]);
        let after = stage.agenda().await;
        let told = |sessions: &[Session], new: &str| -> Vec<_> {
            sessions.iter().map(|it| (it.id, format!("{new}{}", it.title))).collect()
        };
        assert_eq!(told(&after, ""), told(&before, "New: "));
        assert!(after.iter().all(|session| session.room == "Dome"));
        assert_eq!(stage.keys().await, keys);
        assert_eq!(picks(&stage.hub, ada, stage.event).await.unwrap(), [before[0].id]);
    }
}

fn input_of(session: &Session) -> SessionInput {
    SessionInput {
        title: session.title.clone(),
        description: session.description.clone(),
        start_time: session.start_time,
        end_time: session.end_time,
        room: session.room.clone(),
        track: session.track.clone(),
        speaker: session.speaker,
        speaker_name: session.speaker_name.clone(),
        capacity: session.capacity.into(),
    }
}

#[tokio::test]
async fn what_breaks_a_rule_is_left_out_with_the_reason_and_the_rest_comes_in() {
    let stage = stage().await;
    stage.write("Breakfast", "Hall", "2027-06-05T07:00:00Z").await;
    let by = |guid: &str, title: &str, start: &str, name: &str| {
        let mut talk = talk(guid, title, start);
        talk["persons"] = json!([{ "name": name }, { "name": "Trent" }]);
        talk
    };
    let mut long = talk("x4", &"x".repeat(251), "14:00");
    long["room"] = json!("Cellar");
    let mut nothing = talk("x5", "Nothing", "14:00");
    nothing["duration"] = json!("00:00");
    let mut link = talk("x7", "Link", "16:00");
    link["persons"] = json!([{ "name": "see evil.example" }]);
    let file = schedule(&[
        ("Hall", talk("x1", "Early", "09:15")),
        ("Hall", by("x2", "Good", "14:00", "Ada")),
        ("Attic", by("x3", "Elsewhere", "14:15", "ADA")),
        ("Cellar", long),
        ("Cellar", nothing),
        ("Cellar", talk("x6", "Before", "08:00")),
        ("Cellar", link),
        ("Zoo", talk("x2", "Once more", "17:00")),
        ("Cellar", talk("x8", "", "18:00")),
        ("", talk("x9", "Nowhere", "18:00")),
        ("hall", talk("x10", "Same hall", "14:29")),
    ]);
    let report = stage.import(&file).await;
    let mut told = refusals(&report);
    told.sort_by_key(|it| it.0.chars().take(9).collect::<String>());
    let long = "x".repeat(200);
    assert_eq!(
        told,
        [
            ("", RefusalReason::NoTitle, None),
            ("Before", RefusalReason::OutsideEvent, None),
            ("Early", RefusalReason::RoomClash, Some("Breakfast")),
            ("Good", RefusalReason::SpeakerClash, Some("Elsewhere")),
            ("Link", RefusalReason::TextNotAllowed, None),
            ("Nothing", RefusalReason::NoDuration, None),
            ("Nowhere", RefusalReason::NoRoom, None),
            ("Once more", RefusalReason::Twice, None),
            (&*long, RefusalReason::TitleTooLong, None),
        ]
    );
    assert_eq!(stage.titles().await, ["Breakfast", "Elsewhere", "Same hall"]);
}

#[tokio::test]
async fn a_session_that_is_left_out_stays_and_is_in_the_way_of_who_would_take_its_place() {
    let stage = stage().await;
    let first = schedule(&[
        ("Hall", talk("g1", "Opening", "14:00")),
        ("Attic", talk("g2", "Ownership", "14:00")),
    ]);
    stage.import(&first).await;
    let swap = schedule(&[
        ("Attic", talk("g1", "Opening", "14:00")),
        ("Hall", talk("g2", "Ownership", "14:00")),
    ]);
    assert_eq!(numbers(&stage.import(&swap).await), [0, 2, 0, 0, 0], "rooms are swapped at once");
    let mut broken = talk("g2", "Ownership", "14:00");
    broken["duration"] = json!("0");
    let file = schedule(&[("Hall", talk("g1", "Opening", "14:00")), ("Attic", broken)]);
    let report = stage.import(&file).await;
    assert_eq!(numbers(&report), [0, 0, 0, 0, 2]);
    let clash = ("Opening", RefusalReason::RoomClash, Some("Ownership"));
    assert!(refusals(&report).contains(&clash), "{report:?}");
    let rooms: Vec<_> = stage.agenda().await.into_iter().map(|it| (it.title, it.room)).collect();
    let expected = [("Opening", "Attic"), ("Ownership", "Hall")];
    let mut rooms = rooms;
    rooms.sort();
    assert_eq!(rooms, expected.map(|(title, room)| (title.to_owned(), room.to_owned())));
}

#[tokio::test]
async fn a_file_has_only_so_many_sessions() {
    let stage = stage().await;
    let many: Vec<_> = (0..types::agenda::SESSIONS_MAX + 2)
        .map(|n| (format!("Room {n}"), talk(&format!("g{n}"), &format!("Talk {n}"), "14:00")))
        .collect();
    let many: Vec<_> = many.iter().map(|(room, talk)| (&**room, talk.clone())).collect();
    let report = stage.import(&schedule(&many)).await;
    assert_eq!(numbers(&report), [1000, 0, 0, 0, 2]);
    assert!(report.refused.iter().all(|it| it.reason == RefusalReason::TooMany));
    assert_eq!(stage.agenda().await.len(), 1000);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_file_that_is_imported_eight_times_at_once_is_there_once() {
    let stage = stage().await;
    let tasks: Vec<_> = (0..8)
        .map(|_| {
            let (hub, organizer, event) = (stage.hub.clone(), stage.organizer, stage.event);
            tokio::spawn(async move {
                let run = ScheduleRun::Real;
                import(&hub, organizer, &event.to_string(), FRAB, None, run).await.unwrap().added
            })
        })
        .collect();
    let mut added = 0;
    for task in tasks {
        added += task.await.unwrap();
    }
    assert_eq!((added, stage.agenda().await.len()), (2, 2));
    // Without the event's lock the index would keep the second of a key out.
    let twice = sqlx::query(
        "INSERT INTO sessions (id, event_id, title, start_time, end_time, room, capacity, import_key)
         SELECT $1, event_id, title, start_time, end_time, 'Elsewhere', 1, import_key FROM sessions
         ORDER BY start_time LIMIT 1",
    )
    .bind(crate::ids::new_id())
    .execute(stage.hub.db.pool())
    .await
    .unwrap_err();
    assert_eq!(crate::db::violated(&twice), Some("sessions_import_key"));
}

#[tokio::test]
async fn what_people_picked_is_named_before_it_goes() {
    let stage = stage().await;
    let both = [("Hall", talk("g1", "Opening", "14:00")), ("Hall", talk("g2", "Ends", "15:00"))];
    stage.import(&schedule(&both)).await;
    let ends = stage.agenda().await[1].id;
    let ada = stage.picker(ends).await;
    stage.picker(ends).await;
    let report = stage.look(&schedule(&both[..1])).await;
    assert_eq!(report.picks_lost(), 2);
    let gone = report.sessions.iter().find(|it| it.change == SessionChangeKind::Removed).unwrap();
    assert_eq!((&*gone.title, gone.picks), ("Ends", 2));
    assert_eq!(picks(&stage.hub, ada, stage.event).await.unwrap(), [ends]);
    // Another title and room leave the pick.
    let moved = [("Hall", talk("g1", "Opening", "14:00")), ("Attic", talk("g2", "Late", "16:00"))];
    stage.import(&schedule(&moved)).await;
    assert_eq!(picks(&stage.hub, ada, stage.event).await.unwrap(), [ends]);
}

#[tokio::test]
async fn who_confirms_what_they_saw_confirms_nothing_else() {
    let stage = stage().await;
    let file = schedule(&[("Hall", talk("g1", "Opening", "14:00"))]);
    let seen = fingerprint(&stage.look(&file).await);
    let lunch = stage.write("Lunch", "Hall", "2027-06-05T12:00:00Z").await;
    let run = ScheduleRun::AsSeen(seen.clone());
    let refused = stage.run(&file, run.clone()).await.unwrap_err();
    assert_eq!(refused.code(), Some(ErrorCode::ChangedMeanwhile));
    assert_eq!(stage.titles().await, ["Lunch"]);
    delete(&stage.hub, stage.organizer, &stage.event.to_string(), lunch.id).await.unwrap();
    assert_eq!(numbers(&stage.run(&file, run).await.unwrap()), [1, 0, 0, 0, 0]);
}

#[tokio::test]
async fn only_who_edits_the_event_imports_and_a_cancelled_event_takes_nothing() {
    let stage = stage().await;
    let event = stage.event.to_string();
    let stranger = person(&stage.hub, Role::Organizer).await;
    for (actor, code) in [
        (Actor::Anonymous, ErrorCode::Unauthenticated),
        (Actor::User { id: stranger, role: Role::Attendee }, ErrorCode::Forbidden),
        (Actor::User { id: stranger, role: Role::Organizer }, ErrorCode::Forbidden),
    ] {
        let run = ScheduleRun::Rehearsal;
        let refused = import(&stage.hub, actor, &event, FRAB, None, run).await.unwrap_err();
        assert_eq!(refused.code(), Some(code));
    }
    let wrong = import(&stage.hub, stage.organizer, &event, FRAB, Some(0), ScheduleRun::Real);
    let Err(Error::Refused(failure)) = wrong.await else { panic!() };
    assert_eq!(failure.fields[0].field, "capacity");
    let none = import(&stage.hub, stage.organizer, &event, FRAB, None, ScheduleRun::Real);
    none.await.unwrap();
    let capacity = events::get(&stage.hub, Actor::Anonymous, &event, Locale::En).await.unwrap();
    let capacity = capacity.event.max_capacity;
    assert!(stage.agenda().await.iter().all(|session| session.capacity == capacity));
    let why = types::events::CancelEvent { reason: "flooded".into() };
    events::cancel(&stage.hub, stage.organizer, &event, why, Locale::En, None).await.unwrap();
    let refused = stage.run(PRETALX, ScheduleRun::Real).await.unwrap_err();
    assert_eq!(refused.code(), Some(ErrorCode::EventCancelled));
}

#[tokio::test]
async fn a_file_is_kept_for_who_sent_it_and_looked_at() {
    let stage = stage().await;
    let (hub, key) = (&stage.hub, stage.event.to_string());
    let file = keep(hub, stage.organizer, &key, "days.json", FRAB).await.unwrap();
    let looked = look(hub, stage.organizer, &key, file, Some(7)).await.unwrap();
    assert_eq!((looked.file.name.as_str(), looked.file.content.as_str()), ("days.json", FRAB));
    assert_eq!(numbers(&looked.outcome.unwrap()), [2, 0, 0, 0, 0]);
    let broken = keep(hub, stage.organizer, &key, "", "{\"a\0\":").await.unwrap();
    let looked = look(hub, stage.organizer, &key, broken, None).await.unwrap();
    assert!(matches!(looked.outcome, Err(Unreadable::Malformed { .. })));
    let empty = keep(hub, stage.organizer, &key, "", " \n").await;
    assert_eq!(empty.unwrap_err().code(), Some(ErrorCode::ValidationFailed));
    let admin = Actor::User { id: person(hub, Role::Admin).await, role: Role::Admin };
    let other = look(hub, admin, &key, file, None).await.unwrap_err();
    assert_eq!(other.code(), Some(ErrorCode::NotFound), "it is its sender's own");
    for _ in 0..5 {
        keep(hub, stage.organizer, &key, "", "{}").await.unwrap();
    }
    let gone = look(hub, stage.organizer, &key, file, None).await.unwrap_err();
    assert_eq!(gone.code(), Some(ErrorCode::NotFound), "the oldest give way");
}

/// What the three readers need of a schedule.
#[tokio::test]
async fn the_export_has_what_readers_need() {
    let stage = stage().await;
    stage.import(FRAB).await;
    stage.write("Lunch", "Garden", "2027-06-06T10:00:00Z").await;
    let schedule = stage.export().await;
    let inner = &schedule["schedule"];
    let conference = &inner["conference"];
    assert!(inner["version"].is_string() && inner["base_url"].is_string());
    assert_eq!(conference["daysCount"], 2);
    assert_eq!(conference["time_zone_name"], "Europe/Berlin");
    for field in ["acronym", "title", "start", "end", "timeslot_duration"] {
        assert!(conference[field].is_string(), "{field}");
    }
    let days = conference["days"].as_array().unwrap();
    let mut sessions = Vec::new();
    for (at, day) in days.iter().enumerate() {
        assert_eq!(day["index"], at + 1);
        for field in ["date", "day_start", "day_end"] {
            assert!(day[field].is_string(), "{field}");
        }
        for (room, of_room) in day["rooms"].as_object().unwrap() {
            for session in of_room.as_array().unwrap() {
                assert_eq!(session["room"], *room);
                assert!(
                    session["date"].as_str().unwrap().starts_with(day["date"].as_str().unwrap())
                );
                sessions.push(session.clone());
            }
        }
    }
    assert_eq!(sessions.len(), 3);
    for session in &sessions {
        assert!(session["id"].as_u64().is_some_and(|id| (1..=i32::MAX as u64).contains(&id)));
        session["guid"].as_str().unwrap().parse::<uuid::Uuid>().unwrap();
        for field in ["start", "duration", "slug", "url", "title", "language", "type", "abstract"] {
            assert!(session[field].is_string(), "{field}");
        }
        assert!(session["links"].is_array() && session["persons"].is_array());
    }
    let opening = sessions.iter().find(|it| it["title"] == "Opening").unwrap();
    assert_eq!(opening["guid"], "6f6d2b1c-51f2-4f5c-9d53-6e3f6c2f0b11");
    assert_eq!((&opening["start"], &opening["duration"]), (&json!("10:00"), &json!("01:00")));
    assert_eq!(opening["date"], "2027-06-05T10:00:00+02:00");
    assert_eq!(opening["persons"][1]["public_name"], "Grace Hopper");
}
