use super::{keep, read};
use crate::testing::{EventBuilder, person, test_hub};
use crate::{Actor, Hub};
use types::ErrorCode;
use types::accounts::Role;
use types::guest_lists::ListRow;
use types::ids::EventId;

async fn organizer(hub: &Hub) -> Actor {
    Actor::User { id: person(hub, Role::Organizer).await, role: Role::Organizer }
}

async fn event_of(hub: &Hub, actor: Actor) -> EventId {
    EventBuilder::new(hub).insert(hub, actor.user_id().unwrap()).await
}

fn rows() -> Vec<ListRow> {
    vec![ListRow { line: 2, cells: vec!["Анна".into(), "a@example.test".into()] }]
}

#[tokio::test]
async fn a_list_is_read_by_who_sent_it_and_for_its_event_only() {
    let (hub, _database) = test_hub().await;
    let (host, other) = (organizer(&hub).await, organizer(&hub).await);
    let (event, another) = (event_of(&hub, host).await, event_of(&hub, host).await);
    let key = event.to_string();
    let id = keep(&hub, host, &key, "guests\u{0}.csv", rows()).await.unwrap();
    let list = read(&hub, host, &key, id).await.unwrap();
    assert_eq!((list.name.as_str(), list.rows), ("guests.csv", rows()));

    let code = |actor: Actor, event: EventId| {
        let hub = hub.clone();
        async move { read(&hub, actor, &event.to_string(), id).await.unwrap_err().code() }
    };
    assert_eq!(code(Actor::Anonymous, event).await, Some(ErrorCode::Unauthenticated));
    assert_eq!(code(other, event).await, Some(ErrorCode::Forbidden));
    assert_eq!(code(host, another).await, Some(ErrorCode::NotFound));
    let admin = Actor::User { id: person(&hub, Role::Admin).await, role: Role::Admin };
    assert_eq!(code(admin, event).await, Some(ErrorCode::NotFound), "it is not the admin's own");
    for stranger in [Actor::Anonymous, other] {
        assert!(keep(&hub, stranger, &key, "x", rows()).await.is_err());
    }
}

#[tokio::test]
async fn only_the_newest_lists_of_a_person_are_kept() {
    let (hub, _database) = test_hub().await;
    let (host, other) = (organizer(&hub).await, organizer(&hub).await);
    let (event, others) = (event_of(&hub, host).await, event_of(&hub, other).await);
    let (key, others) = (event.to_string(), others.to_string());
    let spared = keep(&hub, other, &others, "x", rows()).await.unwrap();
    let first = keep(&hub, host, &key, "first", rows()).await.unwrap();
    for nth in 0..9 {
        keep(&hub, host, &key, &nth.to_string(), rows()).await.unwrap();
    }
    assert!(read(&hub, host, &key, first).await.is_ok());
    keep(&hub, host, &key, "one more", rows()).await.unwrap();
    let gone = read(&hub, host, &key, first).await.unwrap_err();
    assert_eq!(gone.code(), Some(ErrorCode::NotFound));
    assert!(read(&hub, other, &others, spared).await.is_ok());
}
