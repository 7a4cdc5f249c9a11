//! A copy of an event: every date by the clock on the wall.

use super::writing::{input, organizer};
use crate::events::{create, duplicate, edit, plan_duplicate};
use crate::testing::{join_team, person, test_hub};
use crate::{Actor, Error, Hub, promotions, sessions};
use chrono::{DateTime, Utc};
use types::accounts::Role;
use types::effects::{ClockNote, CopyPart, DateKind, DuplicateEvent, DuplicatePlan};
use types::events::{EventInput, EventStatus};
use types::ids::{EventId, UserId};
use types::promotions::{PromotionInput, PromotionKind};
use types::sessions::SessionInput;
use types::team::TeamRole;
use types::{ErrorCode, Locale, PageRequest};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// In Berlin, with a session from its start and one in the evening, and a code.
async fn festival(hub: &Hub, actor: Actor, start: &str, end: &str) -> EventId {
    let event = EventInput {
        start_date: at(start),
        end_date: at(end),
        status: Some(EventStatus::Draft),
        ..input(hub)
    };
    create(hub, actor, event, Locale::En).await.unwrap().event.id
}

async fn session(hub: &Hub, actor: Actor, event: EventId, start: &str, end: &str) {
    let input = SessionInput {
        title: format!("From {start}"),
        description: String::new(),
        start_time: at(start),
        end_time: at(end),
        room: format!("Room {start}"),
        track: None,
        speaker: None,
        speaker_name: Some("Ada".into()),
        capacity: 10,
    };
    sessions::create(hub, actor, &event.to_string(), input).await.unwrap();
}

fn to(start: &str) -> DuplicateEvent {
    let include = vec![CopyPart::Sessions, CopyPart::Promotions];
    DuplicateEvent { start_date: at(start), title: None, include }
}

async fn plan(hub: &Hub, actor: Actor, event: EventId, start: &str) -> DuplicatePlan {
    plan_duplicate(hub, actor, &event.to_string(), to(start)).await.unwrap()
}

fn wall(plan: &DuplicatePlan) -> Vec<(DateKind, String, Option<ClockNote>)> {
    let dates = plan.dates.iter();
    dates.map(|it| (it.kind, it.after_wall.time.to_string(), it.note)).collect()
}

#[tokio::test]
async fn every_date_keeps_its_hour_in_another_season() {
    let (hub, _database) = test_hub().await;
    let actor = organizer(&hub).await;
    // In summer, from 10 in the morning until 6 in the evening of the next day.
    let event = festival(&hub, actor, "2029-06-01T08:00:00Z", "2029-06-02T16:00:00Z").await;
    session(&hub, actor, event, "2029-06-01T08:00:00Z", "2029-06-01T09:00:00Z").await;
    session(&hub, actor, event, "2029-06-02T12:30:00Z", "2029-06-02T16:00:00Z").await;
    let code = PromotionInput {
        code: "EARLY".into(),
        kind: PromotionKind::Percent,
        value: 10.into(),
        currency: None,
        event: Some(event),
        ticket_types: None,
        valid_from: at("2029-05-01T22:00:00Z"),
        valid_until: at("2029-05-30T22:00:00Z"),
        max_uses: Some(5),
        max_uses_per_user: None,
        paused: None,
    };
    promotions::create(&hub, actor, code).await.unwrap();
    // In winter: the same hours, an hour later in UTC.
    let planned = plan(&hub, actor, event, "2029-12-01T09:00:00Z").await;
    let told: Vec<_> = wall(&planned);
    let expected = [
        (DateKind::EventStart, "2029-12-01 10:00:00"),
        (DateKind::EventEnd, "2029-12-02 18:00:00"),
        (DateKind::SessionStart, "2029-12-01 10:00:00"),
        (DateKind::SessionEnd, "2029-12-01 11:00:00"),
        (DateKind::SessionStart, "2029-12-02 14:30:00"),
        (DateKind::SessionEnd, "2029-12-02 18:00:00"),
        (DateKind::PromotionFrom, "2029-11-01 00:00:00"),
        (DateKind::PromotionUntil, "2029-11-30 00:00:00"),
    ];
    assert_eq!(told, expected.map(|(kind, wall)| (kind, wall.to_owned(), None)));
    let before: i64 =
        sqlx::query_scalar("SELECT count(*) FROM events").fetch_one(hub.db.pool()).await.unwrap();
    assert_eq!(before, 1, "a plan makes nothing");

    let wish = DuplicateEvent { title: Some("In winter".into()), ..to("2029-12-01T09:00:00Z") };
    let copy = duplicate(&hub, actor, &event.to_string(), wish, Locale::En).await.unwrap();
    assert_eq!((copy.event.status, &*copy.event.slug), (EventStatus::Draft, "in-winter"));
    assert_eq!(copy.event.end_date, planned.dates[1].after);
    let copied = sessions::list(&hub, actor, &copy.event.slug).await.unwrap();
    let starts: Vec<_> = copied.iter().map(|it| it.start_time).collect();
    assert_eq!(starts, [planned.dates[2].after, planned.dates[4].after]);
    let codes = promotions::list(&hub, actor, PageRequest::new(1, 20)).await.unwrap();
    let of_copy = codes.results.iter().find(|it| it.event == Some(copy.event.id)).unwrap();
    assert_eq!(of_copy.code, planned.codes[0].after);
    assert!(of_copy.code.starts_with("EARLY-") && of_copy.uses == 0);
    assert_eq!(edit(&hub, actor, &copy.event.slug, Locale::En).await.unwrap().missing, []);
}

#[tokio::test]
async fn only_what_was_asked_for_comes_along() {
    let (hub, _database) = test_hub().await;
    let actor = organizer(&hub).await;
    let event = festival(&hub, actor, "2029-06-01T08:00:00Z", "2029-06-02T16:00:00Z").await;
    session(&hub, actor, event, "2029-06-01T08:00:00Z", "2029-06-01T09:00:00Z").await;
    let wish = DuplicateEvent { include: Vec::new(), ..to("2029-12-01T09:00:00Z") };
    let copy = duplicate(&hub, actor, &event.to_string(), wish, Locale::En).await.unwrap();
    assert!(sessions::list(&hub, actor, &copy.event.slug).await.unwrap().is_empty());
}

#[tokio::test]
async fn in_the_night_of_spring_a_date_in_the_hour_that_is_left_out_comes_as_long_after() {
    let (hub, _database) = test_hub().await;
    let actor = organizer(&hub).await;
    // A long night in Berlin: 22:00 until 06:00, with a session from 02:30 to 02:50.
    let event = festival(&hub, actor, "2029-06-02T20:00:00Z", "2029-06-03T04:00:00Z").await;
    session(&hub, actor, event, "2029-06-03T00:30:00Z", "2029-06-03T00:50:00Z").await;
    let planned = plan(&hub, actor, event, "2030-03-30T21:00:00Z").await;
    let told = wall(&planned);
    assert_eq!(told[0], (DateKind::EventStart, "2030-03-30 22:00:00".into(), None));
    assert_eq!(told[1], (DateKind::EventEnd, "2030-03-31 06:00:00".into(), None));
    let skipped = Some(ClockNote::Skipped);
    assert_eq!(told[2], (DateKind::SessionStart, "2030-03-31 03:30:00".into(), skipped));
    assert_eq!(told[3], (DateKind::SessionEnd, "2030-03-31 03:50:00".into(), skipped));
    let copy = to("2030-03-30T21:00:00Z");
    let copy = duplicate(&hub, actor, &event.to_string(), copy, Locale::En).await.unwrap();
    assert_eq!((copy.event.end_date - copy.event.start_date).num_hours(), 7);
}

#[tokio::test]
async fn in_the_night_of_autumn_the_hour_that_comes_twice_is_said() {
    let (hub, _database) = test_hub().await;
    let actor = organizer(&hub).await;
    let event = festival(&hub, actor, "2029-06-02T20:00:00Z", "2029-06-03T04:00:00Z").await;
    session(&hub, actor, event, "2029-06-03T00:30:00Z", "2029-06-03T00:50:00Z").await;
    let planned = plan(&hub, actor, event, "2030-10-26T20:00:00Z").await;
    let told = wall(&planned);
    assert_eq!(told[1], (DateKind::EventEnd, "2030-10-27 06:00:00".into(), None));
    let doubled = Some(ClockNote::Doubled);
    assert_eq!(told[2], (DateKind::SessionStart, "2030-10-27 02:30:00".into(), doubled));
    assert_eq!(told[3], (DateKind::SessionEnd, "2030-10-27 02:50:00".into(), doubled));
    // Both in the same of the two hours: it lasts as long as it did.
    let lasts = planned.dates[3].after - planned.dates[2].after;
    assert_eq!(lasts.num_minutes(), 20);
    assert_eq!((planned.dates[1].after - planned.dates[0].after).num_hours(), 9);
}

#[tokio::test]
async fn an_event_that_would_end_before_it_starts_lasts_as_long_as_before() {
    let (hub, _database) = test_hub().await;
    let actor = organizer(&hub).await;
    // Twenty minutes from 02:30 on.
    let event = festival(&hub, actor, "2029-06-03T00:30:00Z", "2029-06-03T00:50:00Z").await;
    // The second of both half past two.
    let planned = plan(&hub, actor, event, "2030-10-27T01:30:00Z").await;
    let (start, end) = (planned.dates[0].after, planned.dates[1].after);
    assert_eq!((end - start).num_minutes(), 20);
    assert_eq!(wall(&planned)[0].2, Some(ClockNote::Doubled));
}

#[tokio::test]
async fn a_speaker_is_not_in_two_places() {
    let (hub, _database) = test_hub().await;
    let actor = organizer(&hub).await;
    let speaker = person(&hub, Role::Attendee).await;
    let event = festival(&hub, actor, "2029-06-01T08:00:00Z", "2029-06-02T16:00:00Z").await;
    session(&hub, actor, event, "2029-06-01T08:00:00Z", "2029-06-01T09:00:00Z").await;
    sqlx::query("UPDATE sessions SET speaker_id = $1")
        .bind(speaker)
        .execute(hub.db.pool())
        .await
        .unwrap();
    let key = event.to_string();
    let same = duplicate(&hub, actor, &key, to("2029-06-01T08:00:00Z"), Locale::En);
    assert_eq!(same.await.unwrap_err().code(), Some(ErrorCode::SpeakerConflict));
}

#[tokio::test]
async fn the_team_comes_along_where_its_owner_says_so() {
    let (hub, _database) = test_hub().await;
    let actor = organizer(&hub).await;
    let event = festival(&hub, actor, "2029-06-01T08:00:00Z", "2029-06-02T16:00:00Z").await;
    let [editor, manager] = [TeamRole::Editor, TeamRole::Manager];
    let organizer = actor.user_id().unwrap();
    let ada = person(&hub, Role::Attendee).await;
    let bob = person(&hub, Role::Attendee).await;
    join_team(&hub, (organizer, Some(event)), ada, editor).await;
    join_team(&hub, (organizer, Some(event)), bob, manager).await;
    // Who works on all events does so on the copy anyway.
    let everywhere = person(&hub, Role::Attendee).await;
    join_team(&hub, (organizer, None), everywhere, editor).await;
    let wish = DuplicateEvent { include: vec![CopyPart::Team], ..to("2029-12-01T09:00:00Z") };
    let planned = plan_duplicate(&hub, actor, &event.to_string(), wish.clone()).await.unwrap();
    let roles: Vec<_> = planned.team.iter().map(|it| it.role).collect();
    assert_eq!(roles, [editor, manager]);

    let bob = Actor::User { id: bob, role: Role::Attendee };
    let refused = duplicate(&hub, bob, &event.to_string(), wish.clone(), Locale::En).await;
    assert_eq!(
        refused.unwrap_err().code(),
        Some(ErrorCode::Forbidden),
        "a manager changes no team"
    );

    let copy = duplicate(&hub, actor, &event.to_string(), wish, Locale::En).await.unwrap();
    let rows: Vec<(UserId, TeamRole)> =
        sqlx::query_as("SELECT user_id, role FROM team_members WHERE event_id = $1 ORDER BY role")
            .bind(copy.event.id)
            .fetch_all(hub.db.pool())
            .await
            .unwrap();
    assert_eq!(rows, [(ada, editor), (bob.user_id().unwrap(), manager)]);
}

#[tokio::test]
async fn an_event_is_copied_by_its_owner_only() {
    let (hub, _database) = test_hub().await;
    let (actor, other) = (organizer(&hub).await, organizer(&hub).await);
    let event = festival(&hub, actor, "2029-06-01T08:00:00Z", "2029-06-02T16:00:00Z").await;
    let copy = async |who| {
        duplicate(&hub, who, &event.to_string(), to("2029-12-01T09:00:00Z"), Locale::En).await
    };
    let code =
        |result: Result<_, Error>| result.map(|_: types::events::EventView| ()).unwrap_err().code();
    assert_eq!(code(copy(Actor::Anonymous).await), Some(ErrorCode::Unauthenticated));
    assert_eq!(code(copy(other).await), Some(ErrorCode::NotFound));
    let admin = Actor::User { id: person(&hub, Role::Admin).await, role: Role::Admin };
    let made = copy(admin).await.unwrap();
    assert_eq!(Some(made.event.organizer.id), actor.user_id(), "it stays the organizer's");
}
