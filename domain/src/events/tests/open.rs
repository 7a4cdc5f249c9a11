//! How many open events an organizer may have, raced.

use crate::events::{self, admin_organizers, limit_open_events};
use crate::testing::{EventBuilder, category, event_input, person, test_hub};
use crate::{Actor, Hub, accounts};
use chrono::TimeDelta;
use types::accounts::Role;
use types::events::{EventInput, EventPatch, EventStatus, EventView};
use types::ids::UserId;
use types::moderation::LimitOpenEvents;
use types::{ErrorCode, Failure, Locale, PageRequest};

async fn limit(hub: &Hub, organizer: UserId, max: Option<i64>) -> Actor {
    let admin = Actor::User { id: person(hub, Role::Admin).await, role: Role::Admin };
    limit_open_events(hub, admin, organizer, LimitOpenEvents { max }).await.unwrap();
    admin
}

async fn publish(hub: &Hub, organizer: Actor) -> Result<EventView, Failure> {
    let input = event_input(hub.now() + TimeDelta::days(3));
    events::create(hub, organizer, input, Locale::En).await.map_err(Failure::from)
}

#[tokio::test]
async fn of_many_who_publish_at_once_as_many_succeed_as_may_be_open() {
    let (hub, _database) = test_hub().await;
    category(&hub, "rust").await;
    let olga = person(&hub, Role::Organizer).await;
    limit(&hub, olga, Some(2)).await;
    let organizer = Actor::User { id: olga, role: Role::Organizer };
    let tasks: Vec<_> = (0..6)
        .map(|_| {
            let hub = hub.clone();
            tokio::spawn(async move { publish(&hub, organizer).await })
        })
        .collect();
    let mut open = 0;
    for task in tasks {
        match task.await.unwrap() {
            Ok(_) => open += 1,
            Err(refused) => {
                assert_eq!((refused.code, refused.limit), (ErrorCode::OpenEventsLimit, Some(2)));
            }
        }
    }
    assert_eq!(open, 2);
}

#[tokio::test]
async fn a_draft_is_made_and_not_published_and_what_is_over_makes_room() {
    let (hub, _database) = test_hub().await;
    category(&hub, "rust").await;
    let olga = person(&hub, Role::Organizer).await;
    let admin = limit(&hub, olga, Some(1)).await;
    let organizer = Actor::User { id: olga, role: Role::Organizer };
    let first = publish(&hub, organizer).await.unwrap().event.id;
    let draft = EventInput {
        status: Some(EventStatus::Draft),
        ..event_input(hub.now() + TimeDelta::days(3))
    };
    let draft = events::create(&hub, organizer, draft, Locale::En).await.unwrap();
    let draft = draft.event.id.to_string();
    let open = async || {
        let patch = EventPatch { status: Some(EventStatus::Published), ..EventPatch::default() };
        events::patch(&hub, organizer, &draft, patch, Locale::En).await.map_err(Failure::from)
    };
    assert_eq!(open().await.unwrap_err().code, ErrorCode::OpenEventsLimit);
    // One that is open is changed as before.
    let patch = EventPatch { title: Some("Another name".into()), ..EventPatch::default() };
    events::patch(&hub, organizer, &first.to_string(), patch, Locale::En).await.unwrap();
    sqlx::query(
        "UPDATE events SET start_date = clock_timestamp() - interval '2 days',
             end_date = clock_timestamp() - interval '1 day' WHERE id = $1",
    )
    .bind(first)
    .execute(hub.db.pool())
    .await
    .unwrap();
    open().await.unwrap();
    let refused = limit_open_events(&hub, organizer, olga, LimitOpenEvents { max: None }).await;
    assert_eq!(Failure::from(refused.unwrap_err()).code, ErrorCode::Forbidden);
    assert_eq!(publish(&hub, organizer).await.unwrap_err().code, ErrorCode::OpenEventsLimit);
    limit_open_events(&hub, admin, olga, LimitOpenEvents { max: None }).await.unwrap();
    publish(&hub, organizer).await.unwrap();
}

#[tokio::test]
async fn organizers_are_looked_at_until_they_are_trusted() {
    let (hub, _database) = test_hub().await;
    let [olga, otto, idle] = [
        person(&hub, Role::Organizer).await,
        person(&hub, Role::Organizer).await,
        person(&hub, Role::Organizer).await,
    ];
    for organizer in [olga, olga, otto] {
        EventBuilder::new(&hub).insert(&hub, organizer).await;
    }
    let draft = EventBuilder { status: "DRAFT", ..EventBuilder::new(&hub) };
    draft.insert(&hub, idle).await;
    let admin = limit(&hub, olga, Some(5)).await;
    let listed = async |trusted| {
        let page = admin_organizers(&hub, admin, trusted, PageRequest::new(1, 20)).await.unwrap();
        let row =
            |it: &types::moderation::AdminOrganizer| (it.id, it.open_events, it.open_events_max);
        page.results.iter().map(row).collect::<Vec<_>>()
    };
    assert_eq!(listed(Some(false)).await, [(otto, 1, None), (olga, 2, Some(5))]);
    accounts::set_trusted(&hub, admin, otto, true).await.unwrap();
    assert_eq!(listed(Some(false)).await, [(olga, 2, Some(5))]);
    assert_eq!(listed(Some(true)).await, [(otto, 1, None)]);
    assert_eq!(listed(None).await.len(), 2);
}
