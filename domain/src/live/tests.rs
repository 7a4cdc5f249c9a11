use super::{announce, listen, watch_event};
use crate::bookings::book;
use crate::testing::{EventBuilder, person, test_hub};
use crate::{Actor, Hub};
use tokio_util::sync::CancellationToken;
use types::accounts::Role;
use types::bookings::BookInput;
use types::ids::EventId;

fn receive(hub: &Hub) -> CancellationToken {
    let stop = CancellationToken::new();
    tokio::spawn(listen(hub.clone(), stop.clone()));
    tokio::spawn(announce(hub.clone(), stop.clone()));
    stop
}

async fn event_of(hub: &Hub, capacity: i32) -> EventId {
    let organizer = person(hub, Role::Organizer).await;
    EventBuilder { capacity, ..EventBuilder::new(hub) }.insert(hub, organizer).await
}

async fn book_one(hub: &Hub, event: EventId) -> bool {
    let role = Role::Attendee;
    let actor = Actor::User { id: person(hub, role).await, role };
    let input = BookInput::of(event, 1);
    book(hub, actor, input, None).await.is_ok()
}

#[tokio::test]
async fn a_connection_that_is_lost_is_made_anew_and_nothing_stays_unknown() {
    let (hub, _db) = test_hub().await;
    let _stop = receive(&hub);
    let event = event_of(&hub, 10).await;
    let mut watch = watch_event(&hub, Actor::Anonymous, &event.to_string()).await.unwrap();
    assert_eq!(watch.next().await.unwrap().counts.seats_available, 10);
    for left in [9, 8] {
        // Both ways of telling are cut off, whatever they are doing.
        sqlx::query(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE datname = current_database() AND pid <> pg_backend_pid()
               AND (query LIKE 'LISTEN%' OR query LIKE '%pg_notify(%')",
        )
        .execute(hub.db.pool())
        .await
        .unwrap();
        assert!(book_one(&hub, event).await);
        assert_eq!(watch.next().await.unwrap().counts.seats_available, left);
    }
}

#[tokio::test]
async fn in_a_rush_onlookers_hear_the_last_count_and_never_a_wrong_one() {
    let (hub, _db) = test_hub().await;
    let _stop = receive(&hub);
    let event = event_of(&hub, 20).await;
    let mut watch = watch_event(&hub, Actor::Anonymous, &event.to_string()).await.unwrap();
    let rush = (0..30).map(|_| book_one(&hub, event));
    let booked = futures::future::join_all(rush).await.into_iter().filter(|booked| *booked).count();
    assert_eq!(booked, 20);
    let mut before = 21;
    while before > 0 {
        let counts = watch.next().await.unwrap().counts;
        assert_eq!(counts.seats_available + counts.current_attendees, 20);
        assert!(counts.seats_available < before, "told once each");
        before = counts.seats_available;
    }
}

#[tokio::test]
async fn what_was_rolled_back_was_never_noted() {
    let (hub, _db) = test_hub().await;
    let event = event_of(&hub, 1).await;
    assert!(book_one(&hub, event).await);
    assert!(!hub.db.changes().take().is_empty());
    assert!(!book_one(&hub, event).await);
    let undone: Result<(), sqlx::Error> = hub
        .db
        .write(move |_| {
            Box::pin(async move {
                crate::db::after_commit::event_changed(event);
                Err(sqlx::Error::RowNotFound)
            })
        })
        .await;
    assert!(undone.is_err());
    assert!(hub.db.changes().take().is_empty());
}
