//! What those who picked a session are told when it moves.

use super::{Works, published, reader};
use chrono::{DateTime, TimeDelta, Utc};
use domain::jobs::TellSessionsMoved;
use domain::{Actor, Hub, sessions};
use types::Locale;
use types::ids::EventId;
use types::sessions::SessionInput;

async fn start(hub: &Hub, event: EventId) -> DateTime<Utc> {
    sqlx::query_scalar("SELECT start_date FROM events WHERE id = $1")
        .bind(event.0)
        .fetch_one(hub.db.pool())
        .await
        .unwrap()
}

fn talk(title: &str, start: DateTime<Utc>, room: &str) -> SessionInput {
    SessionInput {
        title: title.into(),
        description: String::new(),
        start_time: start,
        end_time: start + TimeDelta::minutes(20),
        room: room.into(),
        track: None,
        speaker: None,
        speaker_name: None,
        capacity: 5,
    }
}

/// The job that told it, to be run again.
async fn told(hub: &Hub, event: EventId) -> TellSessionsMoved {
    let batch =
        sqlx::query_scalar("SELECT DISTINCT batch FROM session_changes WHERE event_id = $1")
            .bind(event.0)
            .fetch_one(hub.db.pool())
            .await
            .unwrap();
    TellSessionsMoved { event, batch }
}

#[tokio::test]
async fn who_picked_a_session_is_told_once_even_if_the_job_runs_twice() {
    let works = Works::start().await;
    let hub = &works.hub;
    let (organizer, event) = published(hub, 7).await;
    let (begins, key) = (start(hub, event).await, event.to_string());
    let add = |title: &'static str, room: &'static str| {
        sessions::create(hub, organizer, &key, talk(title, begins, room))
    };
    let (holes, comets) =
        (add("Black holes", "Hall").await.unwrap(), add("Comets", "Attic").await.unwrap());
    let (ada, ada_picks) = reader(hub, Locale::En, "UTC").await;
    let (boris, boris_picks) = reader(hub, Locale::Ru, "UTC").await;
    let (carol, _) = reader(hub, Locale::En, "UTC").await;
    let pick =
        async |actor: Actor, session| sessions::pick(hub, actor, session, true).await.unwrap();
    pick(ada_picks, holes.id).await;
    pick(ada_picks, comets.id).await;
    pick(boris_picks, comets.id).await;
    let later = talk("Black holes", begins + TimeDelta::minutes(30), "Cellar");
    sessions::update(hub, organizer, &key, holes.id, later).await.unwrap();
    sessions::delete(hub, organizer, &key, comets.id).await.unwrap();
    works.quarter_passes().await;
    works.do_now(told(hub, event).await).await;
    let [mail] = works.mails(&ada, "sessions_moved").await.try_into().unwrap();
    assert_eq!(mail.subject, "Your agenda has changed: An evening of Rust");
    for told in ["Black holes: ", "Hall → ", "Cellar", "Comets: ", "is no longer on the agenda"] {
        assert!(mail.text.contains(told), "{told}: {}", mail.text);
    }
    let [mail] = works.mails(&boris, "sessions_moved").await.try_into().unwrap();
    assert_eq!(mail.subject, "Ваша программа изменилась: An evening of Rust");
    assert!(!mail.text.contains("Black holes"), "{}", mail.text);
    assert_eq!(works.mails(&carol, "sessions_moved").await.len(), 0);
    works.nothing_failed().await;
    works.end().await;
}
