//! What those who come are told before it begins: that it has changed, and that it is tomorrow.

use super::{Works, book, crowd, published, reader};
use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Asia::Tbilisi;
use chrono_tz::Europe::Berlin;
use domain::jobs::{Job as _, RemindEvent, TellEventChanged};
use domain::{Actor, Hub, events};
use types::Locale;
use types::events::EventPatch;
use types::ids::EventId;

async fn move_to(hub: &Hub, organizer: Actor, event: EventId, start: DateTime<Utc>) {
    let patch = EventPatch {
        start_date: Some(start),
        end_date: Some(start + TimeDelta::hours(2)),
        ..EventPatch::default()
    };
    events::patch(hub, organizer, &event.to_string(), patch, Locale::En).await.unwrap();
}

/// When the event's one reminder is due.
async fn reminder_due(hub: &Hub, event: EventId) -> DateTime<Utc> {
    let due: Vec<DateTime<Utc>> = sqlx::query_scalar(
        "SELECT run_at FROM graphile_worker._private_jobs j
             JOIN graphile_worker._private_tasks t ON t.id = j.task_id
         WHERE t.identifier = $1 AND payload->>'event' = $2",
    )
    .bind(RemindEvent::IDENTIFIER)
    .bind(event.to_string())
    .fetch_all(hub.db.pool())
    .await
    .unwrap();
    let [due] = due.try_into().unwrap();
    due
}

async fn starts(hub: &Hub, event: EventId) -> DateTime<Utc> {
    sqlx::query_scalar("SELECT start_date FROM events WHERE id = $1")
        .bind(event.0)
        .fetch_one(hub.db.pool())
        .await
        .unwrap()
}

#[tokio::test]
async fn a_reminder_moves_with_its_event_and_reaches_each_person_once_in_their_words_and_zone() {
    let works = Works::start().await;
    let hub = &works.hub;
    let (organizer, event) = published(hub, 7).await;
    assert_eq!(reminder_due(hub, event).await, starts(hub, event).await - TimeDelta::days(1));
    let (ada, ada_books) = reader(hub, Locale::En, "UTC").await;
    let (boris, boris_books) = reader(hub, Locale::Ru, "Asia/Tbilisi").await;
    for actor in [ada_books, ada_books, boris_books] {
        book(hub, actor, event, 1).await;
    }
    move_to(hub, organizer, event, hub.now() + TimeDelta::days(9)).await;
    assert_eq!(reminder_due(hub, event).await, starts(hub, event).await - TimeDelta::days(1));
    works.quarter_passes().await;

    // A day before what it was first: nobody is told of tomorrow.
    works.time_passes(TimeDelta::days(6) + TimeDelta::hours(4)).await;
    works.idle().await;
    assert_eq!(works.mails(&ada, "event_reminder").await.len(), 0);
    works.time_passes(TimeDelta::days(2)).await;
    works.idle().await;
    works.do_now(RemindEvent { event }).await;
    let start = starts(hub, event).await;
    let [mail] = works.mails(&ada, "event_reminder").await.try_into().unwrap();
    assert_eq!(mail.subject, "Tomorrow: An evening of Rust");
    assert!(mail.text.contains(&start.with_timezone(&Berlin).format(", %H:%M").to_string()));
    assert!(!mail.text.contains("Your time"), "{}", mail.text);
    let [mail] = works.mails(&boris, "event_reminder").await.try_into().unwrap();
    assert_eq!(mail.subject, "Завтра: An evening of Rust");
    assert!(mail.text.contains(&start.with_timezone(&Berlin).format(", %H:%M").to_string()));
    let own = mail.text.lines().find(|line| line.starts_with("По вашему времени"));
    let own = own.expect("what their own clock shows");
    assert!(own.contains(&start.with_timezone(&Tbilisi).format("%H:%M").to_string()), "{own}");
    works.nothing_failed().await;
    works.end().await;
}

/// The job that told of the one change there was, to be run again.
async fn told_change(hub: &Hub, event: EventId) -> TellEventChanged {
    let (keys, data): (Vec<String>, Vec<serde_json::Value>) = sqlx::query_as(
        "SELECT array_agg(DISTINCT split_part(unique_key, ':', 2)), array_agg(DISTINCT data)
         FROM mail_messages WHERE kind = 'event_changed'",
    )
    .fetch_one(hub.db.pool())
    .await
    .unwrap();
    assert_eq!((keys.len(), data.len()), (1, 1), "one change, told alike to all");
    let part = |name: &str| serde_json::from_value(data[0][name].clone()).unwrap();
    let change = keys[0].parse().unwrap();
    TellEventChanged { change, event, before: part("before"), after: part("after"), until: None }
}

#[tokio::test]
async fn a_change_is_told_to_each_of_many_once_even_if_its_job_runs_twice() {
    let works = Works::start().await;
    let hub = &works.hub;
    let (organizer, event) = published(hub, 7).await;
    let (ada, ada_books) = reader(hub, Locale::En, "UTC").await;
    let (boris, boris_books) = reader(hub, Locale::Ru, "Asia/Tbilisi").await;
    for actor in [ada_books, ada_books, boris_books] {
        book(hub, actor, event, 1).await;
    }
    // More than one batch.
    crowd(hub, event, 101).await;
    let before = starts(hub, event).await;
    move_to(hub, organizer, event, before + TimeDelta::minutes(90)).await;
    works.quarter_passes().await;
    works.do_now(told_change(hub, event).await).await;

    let told: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM mail_messages WHERE kind = 'event_changed' AND status = 'SENT'",
    )
    .fetch_one(hub.db.pool())
    .await
    .unwrap();
    assert_eq!(told, 103);
    let clock = |at: DateTime<Utc>| at.with_timezone(&Berlin).format(", %H:%M").to_string();
    for (to, subject) in
        [(&ada, "Changed: An evening of Rust"), (&boris, "Изменение: An evening of Rust")]
    {
        let [mail] = works.mails(to, "event_changed").await.try_into().unwrap();
        assert_eq!(mail.subject, subject);
        let line = mail.text.lines().find(|line| line.contains(" → ")).expect("what changed");
        let (from, to) = line.split_once(" → ").unwrap();
        assert!(from.contains(&clock(before)), "{from}");
        assert!(to.contains(&clock(before + TimeDelta::minutes(90))), "{to}");
        assert_eq!(mail.attachments.len(), 2, "the entry that replaces the one they have");
    }
    works.nothing_failed().await;
    works.end().await;
}
