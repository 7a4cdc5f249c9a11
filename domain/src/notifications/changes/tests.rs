//! Many changes of one event, on a real database.

use super::*;
use crate::events::{cancel, create, patch};
use crate::jobs::{GatherEventChange, Job as _};
use crate::testing::{category, event_input, person, test_hub};
use crate::{Actor, bookings};
use chrono::TimeDelta;
use types::Locale;
use types::accounts::Role;
use types::bookings::BookInput;
use types::events::{CancelEvent, EventPatch};
use types::ids::EventId;

async fn actor(hub: &Hub, role: Role) -> Actor {
    Actor::User { id: person(hub, role).await, role }
}

/// A published event in a week with one attendee.
async fn stage(hub: &Hub) -> (Actor, EventId) {
    let organizer = actor(hub, Role::Organizer).await;
    category(hub, "rust").await;
    let start_date = hub.now() + TimeDelta::days(7);
    let input = event_input(start_date);
    let event = create(hub, organizer, input, Locale::En).await.unwrap().event.id;
    book(hub, event).await;
    (organizer, event)
}

async fn book(hub: &Hub, event: EventId) {
    let input = BookInput::of(event, 1);
    bookings::book(hub, actor(hub, Role::Attendee).await, input, None).await.unwrap();
}

async fn relocate(hub: &Hub, (organizer, event): (Actor, EventId), location: &str) {
    let patch_ = EventPatch { location: Some(location.into()), ..EventPatch::default() };
    patch(hub, organizer, &event.to_string(), patch_, Locale::En).await.unwrap();
}

async fn run(hub: &Hub, sql: &'static str) {
    sqlx::query(sql).execute(hub.db.pool()).await.unwrap();
}

/// A quarter of an hour goes by.
async fn quarter(hub: &Hub) {
    run(
        hub,
        "UPDATE event_changes SET first_at = first_at - interval '15 minutes',
             told_at = ARRAY(SELECT t - interval '15 minutes' FROM unnest(told_at) t ORDER BY t)",
    )
    .await;
}

/// What would be told, and to how many.
async fn told(hub: &Hub) -> Vec<(String, String, usize)> {
    let jobs: Vec<sqlx::types::Json<TellEventChanged>> = sqlx::query_scalar(
        "DELETE FROM graphile_worker._private_jobs WHERE key LIKE $1 || ':%' RETURNING payload",
    )
    .bind(TellEventChanged::IDENTIFIER)
    .fetch_all(hub.db.pool())
    .await
    .unwrap();
    let mut told = Vec::new();
    for job in jobs {
        let job = job.0;
        let people = tell_event_changed(hub, job.clone(), 100).await.unwrap().done;
        told.push((job.before.location, job.after.location, people));
    }
    told
}

/// How many jobs wait to take what has changed.
async fn waiting(hub: &Hub) -> i64 {
    sqlx::query_scalar(
        "SELECT count(*) FROM graphile_worker._private_jobs WHERE is_available AND key LIKE $1 || ':%'",
    )
    .bind(GatherEventChange::IDENTIFIER)
    .fetch_one(hub.db.pool())
    .await
    .unwrap()
}

#[tokio::test]
async fn what_changes_within_a_quarter_of_an_hour_is_told_once_as_a_whole() {
    let (hub, _database) = test_hub().await;
    let (organizer, event) = stage(&hub).await;
    for hall in 1..=8 {
        relocate(&hub, (organizer, event), &format!("Hall {hall}")).await;
    }
    assert_eq!(waiting(&hub).await, 1, "eight changes share a job");
    assert_eq!(gather_event_change(&hub, event).await.unwrap(), Gathered::NotYet);
    // Who books now reads what is true already.
    book(&hub, event).await;
    quarter(&hub).await;
    assert_eq!(gather_event_change(&hub, event).await.unwrap(), Gathered::Told);
    assert_eq!(told(&hub).await, [("Berlin".into(), "Hall 8".into(), 1)]);
    assert_eq!(gather_event_change(&hub, event).await.unwrap(), Gathered::Nothing);
    relocate(&hub, (organizer, event), "Hall 9").await;
    quarter(&hub).await;
    assert_eq!(gather_event_change(&hub, event).await.unwrap(), Gathered::Told);
    assert_eq!(told(&hub).await, [("Hall 8".into(), "Hall 9".into(), 2)]);
}

#[tokio::test]
async fn a_change_that_is_taken_back_is_not_told() {
    let (hub, _database) = test_hub().await;
    let (organizer, event) = stage(&hub).await;
    for place in ["Hall", "Berlin"] {
        relocate(&hub, (organizer, event), place).await;
    }
    quarter(&hub).await;
    assert_eq!(gather_event_change(&hub, event).await.unwrap(), Gathered::Nothing);
    assert_eq!(told(&hub).await, []);
}

#[tokio::test]
async fn a_day_of_changes_is_told_four_times_and_the_rest_with_the_next() {
    let (hub, _database) = test_hub().await;
    let (organizer, event) = stage(&hub).await;
    let mut messages = 0;
    for hall in 0..40 {
        relocate(&hub, (organizer, event), &format!("Hall {hall}")).await;
        quarter(&hub).await;
        gather_event_change(&hub, event).await.unwrap();
        messages += told(&hub).await.len();
    }
    assert_eq!(messages, 4);
    run(&hub, "UPDATE event_changes SET told_at = ARRAY(SELECT t - interval '1 day' FROM unnest(told_at) t)").await;
    assert_eq!(gather_event_change(&hub, event).await.unwrap(), Gathered::Told);
    assert_eq!(told(&hub).await, [("Hall 3".into(), "Hall 39".into(), 1)]);
}

#[tokio::test]
async fn a_cancelled_event_has_no_more_changes_to_tell() {
    let (hub, _database) = test_hub().await;
    let (organizer, event) = stage(&hub).await;
    relocate(&hub, (organizer, event), "Hall").await;
    let why = CancelEvent { reason: "flooded".into() };
    cancel(&hub, organizer, &event.to_string(), why, Locale::En, None).await.unwrap();
    quarter(&hub).await;
    assert_eq!(gather_event_change(&hub, event).await.unwrap(), Gathered::Nothing);
}

#[tokio::test]
async fn changes_whose_job_is_lost_or_dead_are_told_all_the_same() {
    let (hub, _database) = test_hub().await;
    let (organizer, event) = stage(&hub).await;
    relocate(&hub, (organizer, event), "Hall").await;
    for accident in [
        "DELETE FROM graphile_worker._private_jobs",
        "UPDATE graphile_worker._private_jobs SET attempts = max_attempts",
    ] {
        quarter(&hub).await;
        quarter(&hub).await;
        run(&hub, accident).await;
        assert_eq!(changes_due(&hub).await.unwrap(), 1);
        assert_eq!(changes_due(&hub).await.unwrap(), 0, "it has a job again");
        assert_eq!(waiting(&hub).await, 1);
    }
}
