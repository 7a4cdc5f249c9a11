use super::*;
use crate::ids::new_id;
use crate::notifications::{Notice, tell};
use crate::testing::{EventBuilder, person, test_hub};
use serde_json::json;
use types::accounts::Role;
use types::bookings::BookInput;
use types::ids::EventId;

async fn attendee(hub: &Hub) -> Actor {
    let role = Role::Attendee;
    Actor::User { id: person(hub, role).await, role }
}

async fn free_event(hub: &Hub) -> EventId {
    EventBuilder::new(hub).insert(hub, person(hub, Role::Organizer).await).await
}

async fn book(hub: &Hub, actor: Actor, event: EventId) -> types::bookings::Booking {
    let input = BookInput::of(event, 1);
    crate::bookings::book(hub, actor, input, None).await.unwrap().value
}

async fn all(hub: &Hub, actor: Actor) -> Vec<Notification> {
    inbox(hub, actor, InboxFilter::All, PageRequest::default()).await.unwrap().results
}

#[tokio::test]
async fn a_booking_that_is_confirmed_or_cancelled_is_in_the_inbox_at_once() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, free_event(&hub).await);
    let booking = book(&hub, ada, event).await;
    crate::bookings::cancel(&hub, ada, booking.id, None).await.unwrap();
    let lines = all(&hub, ada).await;
    let kinds: Vec<_> = lines.iter().map(|line| line.kind).collect();
    assert_eq!(kinds, [NoticeKind::BookingCancelled, NoticeKind::BookingConfirmed]);
    for line in lines {
        assert_eq!(line.booking, Some(booking.id));
        assert_eq!(line.event.map(|event| event.id), Some(event));
        assert_eq!(line.read_at, None);
    }
}

#[tokio::test]
async fn news_of_what_did_not_happen_are_not_told() {
    let (hub, _database) = test_hub().await;
    let ada = attendee(&hub).await;
    let user = ada.user_id().unwrap();
    let undone: Result<(), sqlx::Error> = hub
        .db
        .write(move |tx| {
            Box::pin(async move {
                tell(tx, user, notice(new_id())).await?;
                Err(sqlx::Error::RowNotFound)
            })
        })
        .await;
    assert!(undone.is_err());
    assert!(all(&hub, ada).await.is_empty());
}

fn notice(occasion: uuid::Uuid) -> Notice {
    Notice {
        kind: NoticeKind::CertificateIssued,
        occasion,
        event: None,
        booking: None,
        data: json!({ "number": "N1", "count": 3 }),
    }
}

#[tokio::test]
async fn one_occasion_is_told_once_and_only_to_whom_it_concerns() {
    let (hub, _database) = test_hub().await;
    let (ada, bob) = (attendee(&hub).await, attendee(&hub).await);
    let occasion = new_id();
    let mut connection = hub.db.read().await.unwrap();
    for _ in 0..2 {
        tell(&mut connection, ada.user_id().unwrap(), notice(occasion)).await.unwrap();
    }
    tell(&mut connection, bob.user_id().unwrap(), notice(occasion)).await.unwrap();
    drop(connection);
    let lines = all(&hub, ada).await;
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0].data, BTreeMap::from([("number".to_owned(), "N1".to_owned())]));
    assert_eq!(unread(&hub, bob).await.unwrap(), 1);
    let not_hers = mark_read(&hub, bob, lines[0].id).await;
    assert_eq!(not_hers.unwrap_err().code(), Some(ErrorCode::NotFound));
    assert_eq!(unread(&hub, ada).await.unwrap(), 1);
}

#[tokio::test]
async fn reading_one_line_or_all_is_remembered_from_the_first_time() {
    let (hub, _database) = test_hub().await;
    let ada = attendee(&hub).await;
    for _ in 0..3 {
        let mut connection = hub.db.read().await.unwrap();
        tell(&mut connection, ada.user_id().unwrap(), notice(new_id())).await.unwrap();
    }
    let first = all(&hub, ada).await[0].id;
    let read = mark_read(&hub, ada, first).await.unwrap().read_at;
    assert!(read.is_some());
    assert_eq!(mark_read(&hub, ada, first).await.unwrap().read_at, read);
    assert_eq!(unread(&hub, ada).await.unwrap(), 2);
    let open = inbox(&hub, ada, InboxFilter::Unread, PageRequest::default()).await.unwrap();
    assert_eq!(open.count, 2);
    assert_eq!(mark_all_read(&hub, ada).await.unwrap(), 2);
    assert_eq!(mark_all_read(&hub, ada).await.unwrap(), 0);
    assert_eq!(unread(&hub, Actor::Anonymous).await.unwrap(), 0);
    let nobody = mark_all_read(&hub, Actor::Anonymous).await;
    assert_eq!(nobody.unwrap_err().code(), Some(ErrorCode::Unauthenticated));
}
