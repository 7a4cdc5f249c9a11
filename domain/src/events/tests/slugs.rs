//! The address of an event's page: chosen, changed, and never another event's.

use super::writing::{input, organizer};
use crate::events::{create, get, patch};
use crate::testing::test_hub;
use crate::{Actor, Error, Hub};
use types::events::{EventInput, EventPatch, EventStatus, EventView};
use types::{ErrorCode, Failure, FieldProblem, Locale};

async fn made(hub: &Hub, actor: Actor, slug: &str) -> Result<EventView, Error> {
    let event = EventInput { slug: Some(slug.into()), ..input(hub) };
    create(hub, actor, event, Locale::En).await
}

async fn renamed(hub: &Hub, actor: Actor, id: &str, slug: &str) -> Result<EventView, Error> {
    let change = EventPatch { slug: Some(slug.into()), ..EventPatch::default() };
    patch(hub, actor, id, change, Locale::En).await
}

#[tokio::test]
async fn old_addresses_keep_leading_to_their_event_and_to_no_other() {
    let (hub, _database) = test_hub().await;
    let actor = organizer(&hub).await;
    let event = made(&hub, actor, "first").await.unwrap().event;
    let id = event.id.to_string();
    for slug in ["second", "third"] {
        assert_eq!(renamed(&hub, actor, &id, slug).await.unwrap().event.slug, slug);
    }
    for slug in ["first", "second", "third", &*id] {
        let found = get(&hub, Actor::Anonymous, slug, Locale::En).await.unwrap();
        assert_eq!((found.event.id, &*found.event.slug), (event.id, "third"), "{slug}");
    }
    // Neither a new event nor another one takes an address that leads somewhere.
    let taken = Failure::from(made(&hub, actor, "first").await.unwrap_err());
    assert_eq!(taken.code, ErrorCode::SlugTaken);
    assert_eq!(taken.fields[0].problem, FieldProblem::Taken);
    let other =
        create(&hub, actor, EventInput { title: "First".into(), ..input(&hub) }, Locale::En)
            .await
            .unwrap()
            .event;
    assert_eq!(other.slug, "first-2", "nor one that is named by its title");
    for slug in ["first", "third"] {
        let refused = renamed(&hub, actor, &other.id.to_string(), slug).await.unwrap_err();
        assert_eq!(refused.code(), Some(ErrorCode::SlugTaken), "{slug}");
    }
    // Its own it takes back.
    assert_eq!(renamed(&hub, actor, &id, "first").await.unwrap().event.slug, "first");
    let found = get(&hub, actor, "third", Locale::En).await.unwrap();
    assert_eq!(found.event.id, event.id);
}

#[tokio::test]
async fn a_bad_address_is_refused_by_its_field() {
    let (hub, _database) = test_hub().await;
    let actor = organizer(&hub).await;
    let id = "0190b5a2-7c3e-7000-8000-000000000000";
    for (slug, problem) in [
        ("Rust", FieldProblem::Invalid),
        ("rust--2026", FieldProblem::Invalid),
        ("-rust", FieldProblem::Invalid),
        ("ру", FieldProblem::Invalid),
        ("a/b", FieldProblem::Invalid),
        ("", FieldProblem::Required),
        ("new", FieldProblem::NotAllowed),
        (id, FieldProblem::NotAllowed),
        (&*"a".repeat(81), FieldProblem::TooLong),
    ] {
        let refused = Failure::from(made(&hub, actor, slug).await.unwrap_err());
        let problems: Vec<_> = refused.fields.iter().map(|it| (&*it.field, it.problem)).collect();
        assert!(problems.contains(&("slug", problem)), "{slug}: {problems:?}");
    }
}

#[tokio::test]
async fn the_address_of_a_draft_follows_its_title_until_it_is_chosen_or_public() {
    let (hub, _database) = test_hub().await;
    let actor = organizer(&hub).await;
    let draft = EventInput { status: Some(EventStatus::Draft), title: "Ru".into(), ..input(&hub) };
    let id = create(&hub, actor, draft, Locale::En).await.unwrap().event.id.to_string();
    let title = async |title: &str| {
        let change = EventPatch { title: Some(title.into()), ..EventPatch::default() };
        patch(&hub, actor, &id, change, Locale::En).await.unwrap().event.slug
    };
    assert_eq!(title("Rust by the river").await, "rust-by-the-river");
    // What was never public leads nowhere.
    get(&hub, actor, "ru", Locale::En).await.unwrap_err();
    renamed(&hub, actor, &id, "river").await.unwrap();
    assert_eq!(title("Rust by the lake").await, "river", "it was chosen");
    renamed(&hub, actor, &id, "rust-by-the-lake").await.unwrap();
    let publish = EventPatch { status: Some(EventStatus::Published), ..EventPatch::default() };
    patch(&hub, actor, &id, publish, Locale::En).await.unwrap();
    assert_eq!(title("Another name").await, "rust-by-the-lake", "it is public");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_who_want_one_address_one_gets_it() {
    let (hub, _database) = test_hub().await;
    let actor = organizer(&hub).await;
    let mut ids = Vec::new();
    for number in 0..8 {
        ids.push(made(&hub, actor, &format!("event-{number}")).await.unwrap().event.id.to_string());
    }
    let tasks: Vec<_> = ids
        .into_iter()
        .map(|id| {
            let hub = hub.clone();
            tokio::spawn(async move { renamed(&hub, actor, &id, "wanted").await })
        })
        .collect();
    let mut got = 0;
    for task in tasks {
        match task.await.unwrap() {
            Ok(_) => got += 1,
            Err(error) => assert_eq!(error.code(), Some(ErrorCode::SlugTaken)),
        }
    }
    assert_eq!(got, 1);
}

/// One event gives an address up while another one takes it: the second waits for the first at the
/// index, and then sees that the address leads to it.
async fn taken_while_it_is_given_up(hub: &Hub, actor: Actor) -> Result<EventView, Error> {
    let event = made(hub, actor, "wanted").await.unwrap().event;
    let mut renaming = hub.db.pool().begin().await.unwrap();
    sqlx::query(
        "WITH kept AS (INSERT INTO event_slugs (slug, event_id) VALUES ('wanted', $1))
         UPDATE events SET slug = 'renamed' WHERE id = $1",
    )
    .bind(event.id)
    .execute(&mut *renaming)
    .await
    .unwrap();
    let taking = tokio::spawn({
        let hub = hub.clone();
        async move {
            let id = made(&hub, actor, "other").await.unwrap().event.id.to_string();
            renamed(&hub, actor, &id, "wanted").await
        }
    });
    crate::bookings::tests::support::somebody_waits(hub).await;
    renaming.commit().await.unwrap();
    taking.await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_address_that_is_just_given_up_goes_to_nobody_else() {
    let (hub, _database) = test_hub().await;
    let actor = organizer(&hub).await;
    let refused = taken_while_it_is_given_up(&hub, actor).await.unwrap_err();
    assert_eq!(refused.code(), Some(ErrorCode::SlugTaken));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn without_its_trigger_an_old_address_leads_to_another_event() {
    let (hub, _database) = test_hub().await;
    let actor = organizer(&hub).await;
    sqlx::query("DROP TRIGGER events_slug_free ON events").execute(hub.db.pool()).await.unwrap();
    let other = taken_while_it_is_given_up(&hub, actor).await.unwrap().event;
    let found = get(&hub, actor, "wanted", Locale::En).await.unwrap();
    assert_eq!(found.event.id, other.id);
}
