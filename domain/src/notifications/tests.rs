//! Reminders and changes, on a real database.

use super::{Gathered, gather_event_change, remind, remind_due, tell_event_changed};
use crate::events::{create, patch};
use crate::jobs::TellEventChanged;
use crate::testing::{EventBuilder, category, event_input, person, test_hub};
use crate::{Actor, Hub, bookings};
use chrono::{DateTime, TimeDelta, Utc};
use types::Locale;
use types::accounts::Role;
use types::bookings::BookInput;
use types::events::EventPatch;
use types::ids::EventId;

async fn actor(hub: &Hub, role: Role) -> Actor {
    Actor::User { id: person(hub, role).await, role }
}

async fn event(hub: &Hub, starts_in: TimeDelta) -> EventId {
    let start_date = hub.now() + starts_in;
    let end_date = start_date + TimeDelta::hours(2);
    EventBuilder { start_date, end_date, ..EventBuilder::new(hub) }
        .insert(hub, person(hub, Role::Organizer).await)
        .await
}

/// Books a seat that was confirmed two days ago.
async fn booked_early(hub: &Hub, actor: Actor, event: EventId) {
    let input = BookInput::of(event, 1);
    let booking = bookings::book(hub, actor, input, None).await.unwrap().value;
    sqlx::query(
        "UPDATE bookings SET confirmed_at = confirmed_at - interval '2 days' WHERE id = $1",
    )
    .bind(booking.id)
    .execute(hub.db.pool())
    .await
    .unwrap();
}

async fn reminders(hub: &Hub) -> i64 {
    count(hub, "event_reminder").await
}

async fn count(hub: &Hub, kind: &str) -> i64 {
    sqlx::query_scalar("SELECT count(*) FROM mail_messages WHERE kind = $1")
        .bind(kind)
        .fetch_one(hub.db.pool())
        .await
        .unwrap()
}

async fn move_to(hub: &Hub, event: EventId, start: DateTime<Utc>) {
    sqlx::query(
        "UPDATE events SET start_date = $2, end_date = $2 + interval '2 hours' WHERE id = $1",
    )
    .bind(event)
    .bind(start)
    .execute(hub.db.pool())
    .await
    .unwrap();
}

#[tokio::test]
async fn each_person_is_reminded_once_however_many_bookings_and_runs_there_are() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub, TimeDelta::hours(20)).await;
    let (ada, bob) = (actor(&hub, Role::Attendee).await, actor(&hub, Role::Attendee).await);
    booked_early(&hub, ada, event).await;
    booked_early(&hub, ada, event).await;
    booked_early(&hub, bob, event).await;
    assert_eq!(remind_due(&hub).await.unwrap(), 1);
    let (first, second) = tokio::join!(remind(&hub, event, 1), remind(&hub, event, 1));
    assert!(first.is_ok() && second.is_ok());
    while remind(&hub, event, 1).await.unwrap().more {}
    assert_eq!(reminders(&hub).await, 2);
    assert_eq!(remind_due(&hub).await.unwrap(), 0, "nothing is left to do");
}

#[tokio::test]
async fn who_cancelled_or_booked_within_the_last_day_is_not_reminded() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub, TimeDelta::hours(20)).await;
    let (ada, late) = (actor(&hub, Role::Attendee).await, actor(&hub, Role::Attendee).await);
    booked_early(&hub, ada, event).await;
    sqlx::query(
        "UPDATE bookings SET status = 'CANCELLED', cancel_reason = 'by_attendee',
             cancelled_at = clock_timestamp()",
    )
    .execute(hub.db.pool())
    .await
    .unwrap();
    let input = BookInput::of(event, 1);
    bookings::book(&hub, late, input, None).await.unwrap();
    assert_eq!(remind(&hub, event, 10).await.unwrap().done, 0);
    assert_eq!(reminders(&hub).await, 0);
}

#[tokio::test]
async fn nobody_is_reminded_too_early_too_late_or_of_what_does_not_take_place() {
    let (hub, _database) = test_hub().await;
    let ada = actor(&hub, Role::Attendee).await;
    for starts_in in [TimeDelta::hours(25), TimeDelta::days(9)] {
        let event = event(&hub, starts_in).await;
        booked_early(&hub, ada, event).await;
        assert_eq!(remind(&hub, event, 10).await.unwrap().done, 0);
    }
    let event = event(&hub, TimeDelta::hours(5)).await;
    booked_early(&hub, ada, event).await;
    sqlx::query("UPDATE events SET status = 'CANCELLED', cancelled_at = clock_timestamp()")
        .execute(hub.db.pool())
        .await
        .unwrap();
    assert_eq!(remind(&hub, event, 10).await.unwrap().done, 0);
    assert_eq!(remind_due(&hub).await.unwrap(), 0);
    sqlx::query("UPDATE events SET status = 'PUBLISHED', cancelled_at = NULL")
        .execute(hub.db.pool())
        .await
        .unwrap();
    move_to(&hub, event, hub.now() - TimeDelta::minutes(1)).await;
    assert_eq!(remind(&hub, event, 10).await.unwrap().done, 0);
}

#[tokio::test]
async fn a_reminder_moves_with_its_event_and_comes_again_only_for_another_day() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub, TimeDelta::hours(20)).await;
    let ada = actor(&hub, Role::Attendee).await;
    booked_early(&hub, ada, event).await;
    assert_eq!(remind(&hub, event, 10).await.unwrap().done, 1);
    // Three hours later the same evening: they know.
    move_to(&hub, event, hub.now() + TimeDelta::hours(23)).await;
    assert_eq!(remind_due(&hub).await.unwrap(), 1);
    assert_eq!(remind(&hub, event, 10).await.unwrap().done, 0);
    // Put off, and a day before the new date.
    move_to(&hub, event, hub.now() + TimeDelta::days(8)).await;
    assert_eq!(remind(&hub, event, 10).await.unwrap().done, 0);
    for table in ["mail_messages", "notifications"] {
        let age = format!("UPDATE {table} SET created_at = created_at - interval '7 days'");
        sqlx::query(sqlx::AssertSqlSafe(age)).execute(hub.db.pool()).await.unwrap();
    }
    move_to(&hub, event, hub.now() + TimeDelta::hours(23)).await;
    assert_eq!(remind(&hub, event, 10).await.unwrap().done, 1);
    assert_eq!(reminders(&hub).await, 2);
}

async fn published(hub: &Hub, organizer: Actor) -> EventId {
    category(hub, "rust").await;
    let start_date = hub.now() + TimeDelta::days(7);
    let input = event_input(start_date);
    create(hub, organizer, input, Locale::En).await.unwrap().event.id
}

async fn change(hub: &Hub, organizer: Actor, event: EventId, patch_: EventPatch) {
    patch(hub, organizer, &event.to_string(), patch_, Locale::En).await.unwrap();
}

/// When the event's reminder is due, in hours before `start`.
async fn reminder_ahead(hub: &Hub, event: EventId, start: DateTime<Utc>) -> i64 {
    let due: DateTime<Utc> =
        sqlx::query_scalar("SELECT run_at FROM graphile_worker.jobs WHERE key = $1")
            .bind(format!("remind_event:{event}"))
            .fetch_one(hub.db.pool())
            .await
            .unwrap();
    (start - due).num_hours()
}

async fn change_jobs(hub: &Hub) -> Vec<TellEventChanged> {
    let payloads: Vec<sqlx::types::Json<TellEventChanged>> = sqlx::query_scalar(
        "SELECT payload FROM graphile_worker._private_jobs j
             JOIN graphile_worker._private_tasks t ON t.id = j.task_id
         WHERE t.identifier = 'tell_event_changed' ORDER BY j.id",
    )
    .fetch_all(hub.db.pool())
    .await
    .unwrap();
    payloads.into_iter().map(|payload| payload.0).collect()
}

#[tokio::test]
async fn moving_an_event_moves_its_reminder_and_tells_each_attendee_once() {
    let (hub, _database) = test_hub().await;
    let organizer = actor(&hub, Role::Organizer).await;
    let event = published(&hub, organizer).await;
    let start = hub.now() + TimeDelta::days(9);
    let (ada, bob) = (actor(&hub, Role::Attendee).await, actor(&hub, Role::Attendee).await);
    booked_early(&hub, ada, event).await;
    booked_early(&hub, ada, event).await;
    booked_early(&hub, bob, event).await;
    change(
        &hub,
        organizer,
        event,
        EventPatch { title: Some("Other".into()), ..Default::default() },
    )
    .await;
    assert!(change_jobs(&hub).await.is_empty(), "a new title is no change of plans");
    let patch = EventPatch {
        start_date: Some(start),
        end_date: Some(start + TimeDelta::hours(2)),
        ..Default::default()
    };
    change(&hub, organizer, event, patch).await;
    assert_eq!(reminder_ahead(&hub, event, start).await, 24);
    assert!(change_jobs(&hub).await.is_empty(), "it waits for other changes");
    sqlx::query("UPDATE event_changes SET first_at = first_at - interval '15 minutes'")
        .execute(hub.db.pool())
        .await
        .unwrap();
    assert_eq!(gather_event_change(&hub, event).await.unwrap(), Gathered::Told);
    let [job] = change_jobs(&hub).await.try_into().unwrap();
    assert_eq!(job.after.starts.timestamp_millis(), start.timestamp_millis());
    assert!(tell_event_changed(&hub, job.clone(), 1).await.unwrap().more);
    assert!(tell_event_changed(&hub, job.clone(), 1).await.unwrap().more);
    assert_eq!(tell_event_changed(&hub, job, 1).await.unwrap().done, 0);
    assert_eq!(count(&hub, "event_changed").await, 2);
}

#[tokio::test]
async fn two_changes_in_one_second_have_two_numbers_in_a_calendar() {
    let (hub, _database) = test_hub().await;
    let organizer = actor(&hub, Role::Organizer).await;
    let event = published(&hub, organizer).await;
    let mut last = None;
    for n in 0..3 {
        let location = Some(format!("Hall {n}"));
        change(&hub, organizer, event, EventPatch { location, ..Default::default() }).await;
        let at: DateTime<Utc> = sqlx::query_scalar("SELECT updated_at FROM events WHERE id = $1")
            .bind(event)
            .fetch_one(hub.db.pool())
            .await
            .unwrap();
        assert!(last.is_none_or(|last: DateTime<Utc>| at.timestamp() > last.timestamp()));
        last = Some(at);
    }
}

#[tokio::test]
async fn a_letter_that_cannot_be_promised_keeps_no_other_from_it() {
    let (hub, _database) = test_hub().await;
    let letter = |name: &str, recipient: &str| super::NewMessage {
        unique_key: format!("event_reminder:{name}"),
        kind: super::MailKind::EventReminder,
        user_id: None,
        recipient: recipient.to_owned(),
        locale: Locale::En,
        booking_id: None,
        data: serde_json::json!({}),
    };
    // Shorter than any address may be: the database refuses the row.
    let letters = vec![
        letter("ada", "ada@example.org"),
        letter("bad", "x"),
        letter("eve", "eve@example.org"),
    ];
    let mut tx = hub.db.pool().begin().await.unwrap();
    assert_eq!(super::store::queue_each(&mut tx, letters.clone()).await.unwrap(), 2);
    assert_eq!(
        super::store::queue_each(&mut tx, vec![letters[0].clone()]).await.unwrap(),
        1,
        "known"
    );
    tx.commit().await.unwrap();
    assert_eq!(reminders(&hub).await, 2);
}

#[tokio::test]
async fn a_reminder_waits_for_the_news_that_the_event_has_moved() {
    let (hub, _database) = test_hub().await;
    let organizer = actor(&hub, Role::Organizer).await;
    let event = published(&hub, organizer).await;
    let ada = actor(&hub, Role::Attendee).await;
    booked_early(&hub, ada, event).await;
    let start = hub.now() + TimeDelta::hours(20);
    let patch = EventPatch {
        start_date: Some(start),
        end_date: Some(start + TimeDelta::hours(2)),
        ..Default::default()
    };
    change(&hub, organizer, event, patch).await;
    assert_eq!(remind_due(&hub).await.unwrap(), 0);
    assert_eq!(remind(&hub, event, 10).await.unwrap().done, 0);
    sqlx::query("UPDATE event_changes SET first_at = first_at - interval '15 minutes'")
        .execute(hub.db.pool())
        .await
        .unwrap();
    assert_eq!(gather_event_change(&hub, event).await.unwrap(), Gathered::Told);
    let [job] = change_jobs(&hub).await.try_into().unwrap();
    assert_eq!(tell_event_changed(&hub, job, 10).await.unwrap().done, 1);
    assert_eq!(remind_due(&hub).await.unwrap(), 1);
    assert_eq!(remind(&hub, event, 10).await.unwrap().done, 0, "they just heard");
}
