//! Who is asked how it was, and when.

use super::{survey, survey_due};
use crate::Actor;
use crate::events;
use crate::notifications::Progress;
use crate::reviews::tests::{Stage, stage};
use crate::testing::{EventBuilder, attendance, category, event_input};
use chrono::{DateTime, TimeDelta, Utc};
use types::Locale;
use types::accounts::Role;
use types::events::{EventInput, EventPatch, EventStatus};
use types::ids::EventId;

fn done(done: usize) -> Progress {
    Progress { done, more: false }
}

fn more(done: usize) -> Progress {
    Progress { done, more: true }
}

async fn asked(stage: &Stage) -> Vec<String> {
    sqlx::query_scalar("SELECT recipient FROM mail_messages WHERE kind = 'event_survey'")
        .fetch_all(stage.hub.db.pool())
        .await
        .unwrap()
}

async fn job_runs_at(stage: &Stage, event: EventId) -> Option<DateTime<Utc>> {
    sqlx::query_scalar("SELECT run_at FROM graphile_worker._private_jobs WHERE key = $1")
        .bind(format!("survey_event:{event}"))
        .fetch_optional(stage.hub.db.pool())
        .await
        .unwrap()
}

#[tokio::test]
async fn everyone_who_was_there_is_asked_once_in_batches() {
    let stage = stage().await;
    let ada = stage.guest().await;
    // Two bookings, one question.
    attendance(&stage.hub, stage.event, ada.user_id().unwrap(), true).await;
    stage.guest().await;
    stage.guest().await;
    let reviewer = stage.guest().await;
    stage.write(reviewer, 5).await.unwrap();
    let (hub, event) = (&stage.hub, stage.event);
    assert_eq!(survey(hub, event, 2).await.unwrap(), Some(more(2)));
    assert_eq!(survey(hub, event, 2).await.unwrap(), Some(done(1)));
    assert_eq!(survey(hub, event, 2).await.unwrap(), Some(done(0)));
    let mut asked = asked(&stage).await;
    asked.sort();
    asked.dedup();
    assert_eq!(asked.len(), 3);
    stage.guest().await;
    assert_eq!(survey(hub, event, 2).await.unwrap(), Some(done(0)));
}

#[tokio::test]
async fn nobody_is_asked_about_what_did_not_take_place_or_is_not_over() {
    let stage = stage().await;
    let hub = &stage.hub;
    let guest = stage.guest().await.user_id().unwrap();
    let soon = EventBuilder::new(hub).insert(hub, stage.organizer).await;
    attendance(hub, soon, guest, false).await;
    assert_eq!(survey(hub, soon, 10).await.unwrap(), None);
    sqlx::query(
        "UPDATE events SET status = 'CANCELLED', cancelled_at = clock_timestamp() WHERE id = $1",
    )
    .bind(stage.event)
    .execute(hub.db.pool())
    .await
    .unwrap();
    assert_eq!(survey(hub, stage.event, 10).await.unwrap(), Some(done(0)));
    assert_eq!(asked(&stage).await, [""; 0]);
}

#[tokio::test]
async fn the_job_waits_for_the_end_and_follows_an_event_that_moves() {
    let stage = stage().await;
    let hub = &stage.hub;
    let host = Actor::User { id: stage.organizer, role: Role::Organizer };
    let start = DateTime::from_timestamp((hub.now() + TimeDelta::days(7)).timestamp(), 0).unwrap();
    let input = EventInput {
        category: category(hub, "rust").await.to_string(),
        status: Some(EventStatus::Draft),
        ..event_input(start)
    };
    let made = events::create(hub, host, input, Locale::En).await.unwrap().event.id;
    assert_eq!(job_runs_at(&stage, made).await, None, "a draft takes place nowhere");
    let change = async |patch: EventPatch| {
        events::patch(hub, host, &made.to_string(), patch, Locale::En).await.unwrap();
    };
    change(EventPatch { status: Some(EventStatus::Published), ..EventPatch::default() }).await;
    assert_eq!(job_runs_at(&stage, made).await, Some(start + TimeDelta::hours(2)));
    let later = start + TimeDelta::days(30);
    change(EventPatch { end_date: Some(later), ..EventPatch::default() }).await;
    assert_eq!(job_runs_at(&stage, made).await, Some(later));
}

#[tokio::test]
async fn the_sweep_finds_events_without_a_job_and_leaves_those_with_one() {
    let stage = stage().await;
    assert_eq!(survey_due(&stage.hub).await.unwrap(), 0, "nobody was there");
    stage.guest().await;
    assert_eq!(survey_due(&stage.hub).await.unwrap(), 1);
    assert!(job_runs_at(&stage, stage.event).await.is_some());
    assert_eq!(survey_due(&stage.hub).await.unwrap(), 0);
    survey(&stage.hub, stage.event, 10).await.unwrap();
    sqlx::query("DELETE FROM graphile_worker._private_jobs")
        .execute(stage.hub.db.pool())
        .await
        .unwrap();
    assert_eq!(survey_due(&stage.hub).await.unwrap(), 0, "everybody was asked");
}

#[tokio::test]
async fn a_survey_whose_job_is_dead_is_taken_up_again() {
    let stage = stage().await;
    let hub = &stage.hub;
    stage.guest().await;
    assert_eq!(survey_due(hub).await.unwrap(), 1);
    assert_eq!(survey_due(hub).await.unwrap(), 0, "it has its job");
    sqlx::query("UPDATE graphile_worker._private_jobs SET attempts = max_attempts")
        .execute(hub.db.pool())
        .await
        .unwrap();
    assert_eq!(survey_due(hub).await.unwrap(), 1);
}
