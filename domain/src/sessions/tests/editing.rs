//! Editing an agenda with others: versions, keys, lines, and who may.

use super::{Stage, stage};
use crate::idempotency::IdempotencyKey;
use crate::sessions::{
    add_pasted, changed_by, create_once, editor, keep_paste, list, pasted, pick, session_editor,
    update_version,
};
use crate::testing::person;
use crate::{Actor, Error};
use chrono::TimeDelta;
use types::accounts::Role;
use types::agenda::{PASTE_MAX, SESSIONS_MAX};
use types::ids::SessionId;
use types::sessions::{Session, SessionInput};
use types::{ErrorCode, Failure, FieldProblem};

fn into_room(room: &str) -> impl FnOnce(&Session) -> SessionInput + Send + 'static {
    let room = room.to_owned();
    move |now| SessionInput {
        title: now.title.clone(),
        description: now.description.clone(),
        start_time: now.start_time,
        end_time: now.end_time,
        room,
        track: None,
        speaker: None,
        speaker_name: None,
        capacity: 5,
    }
}

impl Stage {
    async fn moved(&self, id: SessionId, version: i32, room: &str) -> Result<i32, ErrorCode> {
        let event = self.event.to_string();
        let at = (event.as_str(), id);
        let done = update_version(&self.hub, self.organizer, at, version, into_room(room)).await;
        done.map_err(|error| error.code().unwrap())
    }
}

#[tokio::test]
async fn a_session_is_changed_from_the_version_that_was_seen() {
    let stage = stage().await;
    let made = stage.add(stage.session(1, 2, "Hall")).await.unwrap();
    assert_eq!(stage.moved(made.id, 1, "Attic").await, Ok(2));
    assert_eq!(stage.moved(made.id, 1, "Roof").await, Err(ErrorCode::ChangedMeanwhile));
    let event = stage.event.to_string();
    let (_, one) = session_editor(&stage.hub, stage.organizer, &event, made.id).await.unwrap();
    assert_eq!((one.version, one.session.room.as_str(), one.picks), (2, "Attic", 0));
    let by = changed_by(&stage.hub, stage.organizer, &event, made.id).await.unwrap();
    assert!(by.is_some());
}

/// How many of two changes from one version are taken.
async fn race(stage: &Stage, from_what_was_seen: bool) -> usize {
    let made = stage.add(stage.session(1, 2, "Hall")).await.unwrap();
    let tasks: Vec<_> = ["Attic", "Roof"]
        .into_iter()
        .map(|room| {
            let (hub, organizer, event) = (stage.hub.clone(), stage.organizer, stage.event);
            let made = made.clone();
            tokio::spawn(async move {
                let event = event.to_string();
                if from_what_was_seen {
                    let at = (event.as_str(), made.id);
                    return update_version(&hub, organizer, at, 1, into_room(room)).await.is_ok();
                }
                let input = into_room(room)(&made);
                crate::sessions::update(&hub, organizer, &event, made.id, input).await.is_ok()
            })
        })
        .collect();
    let mut taken = 0;
    for task in tasks {
        taken += usize::from(task.await.unwrap());
    }
    taken
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_who_move_a_session_at_once_one_is_told() {
    assert_eq!(race(&stage().await, true).await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn without_its_version_one_move_is_overwritten_unseen() {
    assert_eq!(race(&stage().await, false).await, 2);
}

#[tokio::test]
async fn an_event_that_moves_raises_the_versions_of_its_sessions() {
    let stage = stage().await;
    let made = stage.add(stage.session(1, 2, "Hall")).await.unwrap();
    sqlx::query("UPDATE sessions SET start_time = start_time + interval '5 minutes'")
        .execute(stage.hub.db.pool())
        .await
        .unwrap();
    assert_eq!(stage.moved(made.id, 1, "Attic").await, Err(ErrorCode::ChangedMeanwhile));
}

#[tokio::test]
async fn a_form_that_is_sent_twice_makes_one_session() {
    let stage = stage().await;
    let (hub, event) = (&stage.hub, stage.event.to_string());
    let key = || Some(IdempotencyKey::parse("once").unwrap());
    let input = || stage.session(1, 2, "Hall");
    let first = create_once(hub, stage.organizer, &event, input(), key()).await.unwrap();
    let again = create_once(hub, stage.organizer, &event, input(), key()).await.unwrap();
    assert_eq!((again.value.id, again.replayed), (first.value.id, true));
    assert_eq!(list(hub, stage.organizer, &event).await.unwrap().len(), 1);
}

#[tokio::test]
async fn an_agenda_has_so_many_sessions_at_most() {
    let stage = stage().await;
    sqlx::query(
        "INSERT INTO sessions (id, event_id, title, start_time, end_time, room, capacity)
         SELECT gen_random_uuid(), $1, 'Talk', $2, $2 + interval '1 hour', 'Room ' || n, 5
         FROM generate_series(1, $3) AS n",
    )
    .bind(stage.event)
    .bind(stage.start)
    .bind(i64::from(SESSIONS_MAX) - 1)
    .execute(stage.hub.db.pool())
    .await
    .unwrap();
    stage.add(stage.session(1, 2, "Hall")).await.unwrap();
    let one_more = stage.add(stage.session(3, 4, "Hall")).await;
    let failure = Failure::from(one_more.unwrap_err());
    assert_eq!(failure.fields[0].limit, Some(SESSIONS_MAX.into()));
}

fn lines(stage: &Stage) -> String {
    let at = |minutes| {
        (stage.start + TimeDelta::minutes(minutes)).format("%Y-%m-%d %H:%M:00").to_string()
    };
    format!(
        "{}; 30; Hall; One; Ada\n{}; 30; Hall; In its way\n{}; 30; Attic; Two",
        at(60),
        at(70),
        at(60)
    )
}

async fn utc(stage: &Stage) {
    sqlx::query("UPDATE events SET timezone = 'UTC'").execute(stage.hub.db.pool()).await.unwrap();
}

#[tokio::test]
async fn pasted_lines_are_looked_at_and_then_added_all_or_the_good_ones() {
    let stage = stage().await;
    utc(&stage).await;
    let (hub, organizer, event) = (&stage.hub, stage.organizer, stage.event.to_string());
    keep_paste(hub, organizer, &event, lines(&stage)).await.unwrap();
    let (agenda, text, read) = pasted(hub, organizer, &event).await.unwrap();
    assert_eq!((agenda.sessions.len(), text), (0, lines(&stage)));
    let good: Vec<bool> = read.iter().map(super::super::Line::is_good).collect();
    assert_eq!(good, [true, false, true]);

    let all = add_pasted(hub, organizer, &event, false, None).await.unwrap_err().failure;
    assert_eq!(all.fields[0].problem, FieldProblem::Invalid);
    assert!(list(hub, organizer, &event).await.unwrap().is_empty(), "all or nothing");
    let key = || Some(IdempotencyKey::parse("lines").unwrap());
    let some = add_pasted(hub, organizer, &event, true, key()).await.unwrap();
    assert_eq!((some.value, some.replayed), (2, false));
    let again = add_pasted(hub, organizer, &event, true, key()).await.unwrap();
    assert_eq!((again.value, again.replayed), (2, true));
    let titles: Vec<_> = list(hub, organizer, &event).await.unwrap();
    assert_eq!(titles.len(), 2);
    let (_, text, read) = pasted(hub, organizer, &event).await.unwrap();
    assert_eq!((text.as_str(), read.len()), ("", 0), "what was added is not kept");
}

#[tokio::test]
async fn what_is_pasted_is_ones_own_and_bounded() {
    let stage = stage().await;
    let (hub, event) = (&stage.hub, stage.event.to_string());
    let admin = Actor::User { id: person(hub, Role::Admin).await, role: Role::Admin };
    keep_paste(hub, stage.organizer, &event, "10:00; 5; Hall; Mine".into()).await.unwrap();
    assert_eq!(pasted(hub, admin, &event).await.unwrap().1, "");
    for (text, problem) in [
        (" \n".to_owned(), FieldProblem::Required),
        ("x".repeat(PASTE_MAX + 1), FieldProblem::TooLong),
        ("x\n".repeat(301), FieldProblem::TooLarge),
        ("a\0b".to_owned(), FieldProblem::InvalidCharacter),
    ] {
        let refused = keep_paste(hub, stage.organizer, &event, text).await.unwrap_err();
        assert_eq!(Failure::from(refused).fields[0].problem, problem);
    }
    assert!(pasted(hub, stage.organizer, &event).await.unwrap().1.contains("Mine"));
}

#[tokio::test]
async fn who_may_not_edit_an_event_sees_and_changes_nothing_of_its_editor() {
    let stage = stage().await;
    let (hub, event) = (&stage.hub, stage.event.to_string());
    let made = stage.add(stage.session(1, 2, "Hall")).await.unwrap();
    let guest = Actor::User { id: person(hub, Role::Attendee).await, role: Role::Attendee };
    pick(hub, guest, made.id, true).await.unwrap();
    let (_, one) = session_editor(hub, stage.organizer, &event, made.id).await.unwrap();
    assert_eq!(one.picks, 1);
    let stranger = Actor::User { id: person(hub, Role::Organizer).await, role: Role::Organizer };
    let code = |error: Error| error.code();
    for actor in [guest, stranger] {
        let denied = Some(ErrorCode::Forbidden);
        assert_eq!(code(editor(hub, actor, &event).await.unwrap_err()), denied);
        let read = session_editor(hub, actor, &event, made.id).await;
        assert_eq!(code(read.unwrap_err()), denied);
        assert_eq!(code(pasted(hub, actor, &event).await.unwrap_err()), denied);
        assert_eq!(code(keep_paste(hub, actor, &event, "x".into()).await.unwrap_err()), denied);
        assert_eq!(code(changed_by(hub, actor, &event, made.id).await.unwrap_err()), denied);
        let added = add_pasted(hub, actor, &event, true, None).await.unwrap_err().failure;
        assert_eq!(added.code, ErrorCode::Forbidden);
        let at = (event.as_str(), made.id);
        let moved = update_version(hub, actor, at, 1, into_room("Roof")).await;
        assert_eq!(code(moved.unwrap_err()), denied);
    }
}
