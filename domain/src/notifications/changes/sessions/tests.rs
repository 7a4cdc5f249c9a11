//! Agendas that move, on a real database.

use super::*;
use crate::events::cancel;
use crate::jobs::Job as _;
use crate::sessions::schedule::{ScheduleRun, import};
use crate::sessions::{create, delete, pick, update};
use crate::testing::{EventBuilder, person, test_hub};
use crate::{Actor, Hub};
use chrono::TimeDelta;
use types::Locale;
use types::accounts::Role;
use types::events::CancelEvent;
use types::sessions::{Session, SessionInput};

struct Stage {
    hub: Hub,
    organizer: Actor,
    event: EventId,
    start: DateTime<Utc>,
    _db: crate::testing::TestDatabase,
}

/// A published event in a week.
async fn stage() -> Stage {
    let (hub, db) = test_hub().await;
    let id = person(&hub, Role::Organizer).await;
    let start = DateTime::from_timestamp((hub.now() + TimeDelta::days(7)).timestamp(), 0).unwrap();
    let event = EventBuilder {
        start_date: start,
        end_date: start + TimeDelta::hours(40),
        ..EventBuilder::new(&hub)
    };
    let event = event.insert(&hub, id).await;
    Stage { hub, organizer: Actor::User { id, role: Role::Organizer }, event, start, _db: db }
}

impl Stage {
    fn input(&self, hour: i64, room: &str) -> SessionInput {
        SessionInput {
            title: format!("Talk of {room}"),
            description: String::new(),
            start_time: self.start + TimeDelta::hours(hour),
            end_time: self.start + TimeDelta::hours(hour + 1),
            room: room.into(),
            track: None,
            speaker: None,
            speaker_name: None,
            capacity: 50,
        }
    }

    async fn add(&self, hour: i64, room: &str) -> Session {
        let input = self.input(hour, room);
        create(&self.hub, self.organizer, &self.event.to_string(), input).await.unwrap()
    }

    async fn change(&self, session: &Session, input: SessionInput) {
        let event = self.event.to_string();
        update(&self.hub, self.organizer, &event, session.id, input).await.unwrap();
    }

    async fn remove(&self, session: &Session) {
        delete(&self.hub, self.organizer, &self.event.to_string(), session.id).await.unwrap();
    }

    async fn person(&self, sessions: &[&Session]) -> Actor {
        let id = person(&self.hub, Role::Attendee).await;
        let actor = Actor::User { id, role: Role::Attendee };
        for session in sessions {
            pick(&self.hub, actor, session.id, true).await.unwrap();
        }
        actor
    }

    async fn run(&self, sql: &'static str) {
        sqlx::query(sql).execute(self.hub.db.pool()).await.unwrap();
    }

    async fn quarter(&self) {
        self.run(
            "UPDATE session_changes SET first_at = first_at - interval '15 minutes',
                 told_at = told_at - interval '15 minutes'",
        )
        .await;
    }

    async fn gather(&self) -> Gathered {
        gather_session_changes(&self.hub, self.event).await.unwrap()
    }

    /// Does what was left to be told, twice; who was told of how many sessions.
    async fn told(&self) -> Vec<(uuid::Uuid, i32)> {
        let jobs: Vec<Json<TellSessionsMoved>> = sqlx::query_scalar(
            "DELETE FROM graphile_worker._private_jobs WHERE key LIKE $1 || ':%' RETURNING payload",
        )
        .bind(TellSessionsMoved::IDENTIFIER)
        .fetch_all(self.hub.db.pool())
        .await
        .unwrap();
        for job in jobs {
            while tell_session_moves(&self.hub, job.0.clone(), 2).await.unwrap().more {}
            assert_eq!(tell_session_moves(&self.hub, job.0, 2).await.unwrap().done, 0);
        }
        sqlx::query_as(
            "DELETE FROM mail_messages WHERE kind = 'sessions_moved'
             RETURNING user_id, jsonb_array_length(data->'sessions')",
        )
        .fetch_all(self.hub.db.pool())
        .await
        .unwrap()
    }

    async fn waiting(&self) -> i64 {
        sqlx::query_scalar(
            "SELECT count(*) FROM graphile_worker._private_jobs
             WHERE is_available AND key LIKE $1 || ':%'",
        )
        .bind(GatherSessionChanges::IDENTIFIER)
        .fetch_one(self.hub.db.pool())
        .await
        .unwrap()
    }
}

fn id(actor: Actor) -> uuid::Uuid {
    actor.user_id().unwrap().0
}

#[tokio::test]
async fn an_agenda_that_moves_within_a_quarter_of_an_hour_is_told_once() {
    let stage = stage().await;
    let (first, second) = (stage.add(1, "Hall").await, stage.add(1, "Attic").await);
    let (ada, boris) = (stage.person(&[&first, &second]).await, stage.person(&[&second]).await);
    stage.person(&[]).await;
    for hour in 2..6 {
        stage.change(&first, stage.input(hour, "Hall")).await;
    }
    stage.change(&second, stage.input(1, "Cellar")).await;
    assert_eq!(stage.waiting().await, 1, "all changes share a job");
    assert_eq!(stage.gather().await, Gathered::NotYet);
    // Who picks it now knows where it is.
    stage.person(&[&first]).await;
    stage.quarter().await;
    assert_eq!(stage.gather().await, Gathered::Told);
    let mut told = stage.told().await;
    told.sort_by_key(|(_, sessions)| *sessions);
    assert_eq!(told, [(id(boris), 1), (id(ada), 2)]);
    assert_eq!(stage.gather().await, Gathered::Nothing);
}

#[tokio::test]
async fn what_is_taken_back_or_no_news_is_not_told() {
    let stage = stage().await;
    let (first, nobodys) = (stage.add(1, "Hall").await, stage.add(1, "Attic").await);
    stage.person(&[&first]).await;
    stage.change(&first, SessionInput { title: "New".into(), ..stage.input(1, "Hall") }).await;
    stage.change(&first, SessionInput { capacity: 7, ..stage.input(1, "Hall") }).await;
    stage.change(&nobodys, stage.input(3, "Attic")).await;
    stage.remove(&nobodys).await;
    assert_eq!(stage.waiting().await, 0);
    for hour in [4, 1] {
        stage.change(&first, stage.input(hour, "Hall")).await;
    }
    stage.quarter().await;
    assert_eq!(stage.gather().await, Gathered::Nothing);
}

#[tokio::test]
async fn who_had_picked_what_is_removed_is_told_although_the_pick_is_gone() {
    let stage = stage().await;
    let first = stage.add(1, "Hall").await;
    let ada = stage.person(&[&first]).await;
    stage.change(&first, stage.input(2, "Hall")).await;
    stage.remove(&first).await;
    stage.quarter().await;
    assert_eq!(stage.gather().await, Gathered::Told);
    assert_eq!(stage.told().await, [(id(ada), 1)]);
}

#[tokio::test]
async fn an_import_that_moves_thirty_sessions_is_one_message_a_person() {
    let stage = stage().await;
    let file = |minutes: i64| {
        let sessions: Vec<_> = (0..30)
            .map(|n| {
                let start = stage.start + TimeDelta::hours(n) + TimeDelta::minutes(minutes);
                serde_json::json!({ "id": n + 1, "title": format!("Talk {n}"), "date": start,
                    "duration": "00:30" })
            })
            .collect();
        serde_json::json!({ "schedule": { "conference": { "days": [{ "rooms": { "Hall": sessions } }] } } })
            .to_string()
    };
    let event = stage.event.to_string();
    for minutes in [0, 10] {
        if minutes > 0 {
            let all = crate::sessions::list(&stage.hub, stage.organizer, &event).await.unwrap();
            let all: Vec<_> = all.iter().collect();
            for _ in 0..3 {
                stage.person(&all).await;
            }
        }
        let run = ScheduleRun::Real;
        let done = import(&stage.hub, stage.organizer, &event, &file(minutes), None, run).await;
        assert_eq!(done.unwrap().sessions.len(), 30);
    }
    let run = ScheduleRun::Rehearsal;
    import(&stage.hub, stage.organizer, &event, &file(20), None, run).await.unwrap();
    stage.quarter().await;
    assert_eq!(stage.gather().await, Gathered::Told);
    let told: Vec<_> = stage.told().await.into_iter().map(|(_, sessions)| sessions).collect();
    assert_eq!(told, [30, 30, 30]);
}

#[tokio::test]
async fn a_day_of_changes_is_told_four_times() {
    let stage = stage().await;
    let first = stage.add(1, "Hall").await;
    stage.person(&[&first]).await;
    let mut messages = 0;
    for hour in 2..22 {
        stage.change(&first, stage.input(hour, "Hall")).await;
        stage.quarter().await;
        stage.gather().await;
        messages += stage.told().await.len();
    }
    assert_eq!(messages, 4);
}

#[tokio::test]
async fn a_cancelled_event_has_no_agenda_to_tell_of() {
    let stage = stage().await;
    let first = stage.add(1, "Hall").await;
    stage.person(&[&first]).await;
    stage.change(&first, stage.input(2, "Hall")).await;
    let why = CancelEvent { reason: "flooded".into() };
    let event = stage.event.to_string();
    cancel(&stage.hub, stage.organizer, &event, why, Locale::En, None).await.unwrap();
    stage.quarter().await;
    assert_eq!(stage.gather().await, Gathered::Nothing);
}

#[tokio::test]
async fn changes_of_agendas_whose_job_is_lost_or_dead_are_told_all_the_same() {
    let stage = stage().await;
    let first = stage.add(1, "Hall").await;
    stage.person(&[&first]).await;
    stage.change(&first, stage.input(2, "Hall")).await;
    for accident in [
        "DELETE FROM graphile_worker._private_jobs",
        "UPDATE graphile_worker._private_jobs SET attempts = max_attempts",
    ] {
        stage.quarter().await;
        stage.quarter().await;
        stage.run(accident).await;
        assert_eq!(session_changes_due(&stage.hub).await.unwrap(), 1);
        assert_eq!(session_changes_due(&stage.hub).await.unwrap(), 0, "it has a job again");
        assert_eq!(stage.waiting().await, 1);
    }
}
