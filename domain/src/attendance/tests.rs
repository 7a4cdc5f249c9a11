use super::*;
use crate::testing::{EventBuilder, attendance, person, test_hub};
use crate::{Actor, Hub};
use sqlx::query_scalar;
use types::accounts::Role;
use types::attendance::CheckIn;
use types::ids::{BookingId, EventId};
use types::{ErrorCode, Failure};

async fn hosted(hub: &Hub) -> (Actor, EventId) {
    let host = person(hub, Role::Organizer).await;
    let event = EventBuilder::new(hub).insert(hub, host).await;
    (Actor::User { id: host, role: Role::Organizer }, event)
}

async fn code(hub: &Hub, booking: BookingId) -> String {
    query_scalar("SELECT code FROM tickets WHERE booking_id = $1 ORDER BY seat LIMIT 1")
        .bind(booking)
        .fetch_one(hub.db.pool())
        .await
        .unwrap()
}

async fn scan(hub: &Hub, actor: Actor, event: EventId, code: &str) -> Result<(), Failure> {
    let input = CheckIn { code: code.to_owned() };
    check_in(hub, actor, &event.to_string(), input).await.map(drop).map_err(Failure::from)
}

#[tokio::test]
async fn a_ticket_is_seen_once_and_the_second_scan_is_told_when() {
    let (hub, _database) = test_hub().await;
    let (host, event) = hosted(&hub).await;
    let guest = person(&hub, Role::Attendee).await;
    let ticket = code(&hub, attendance(&hub, event, guest, false).await).await;
    let before = hub.now();
    scan(&hub, host, event, &format!(" {ticket} ")).await.unwrap();
    let again = scan(&hub, host, event, &ticket).await.unwrap_err();
    assert_eq!(again.code, ErrorCode::AlreadyCheckedIn);
    assert!(again.checked_in_at.unwrap() >= before);
}

#[tokio::test]
async fn of_many_scans_at_once_one_lets_the_guest_in() {
    let (hub, _database) = test_hub().await;
    let (host, event) = hosted(&hub).await;
    let guest = person(&hub, Role::Attendee).await;
    let ticket = code(&hub, attendance(&hub, event, guest, false).await).await;
    let scans = (0..8).map(|_| scan(&hub, host, event, &ticket));
    let told = futures::future::join_all(scans).await;
    assert_eq!(told.iter().filter(|told| told.is_ok()).count(), 1);
    let refused = told.into_iter().filter_map(Result::err);
    assert!(refused.map(|failure| failure.code).all(|code| code == ErrorCode::AlreadyCheckedIn));
}

#[tokio::test]
async fn a_ticket_opens_its_own_event_only_and_not_once_it_was_given_back() {
    let (hub, _database) = test_hub().await;
    let ((host, event), (_, other)) = (hosted(&hub).await, hosted(&hub).await);
    let guest = person(&hub, Role::Attendee).await;
    let elsewhere = code(&hub, attendance(&hub, other, guest, false).await).await;
    let refused = async |code: &str| scan(&hub, host, event, code).await.unwrap_err().code;
    assert_eq!(refused(&elsewhere).await, ErrorCode::NotFound);
    assert_eq!(refused("no such code").await, ErrorCode::NotFound);
    let given_back = code(&hub, attendance(&hub, event, guest, false).await).await;
    sqlx::query("UPDATE tickets SET cancelled_at = clock_timestamp() WHERE code = $1")
        .bind(&given_back)
        .execute(hub.db.pool())
        .await
        .unwrap();
    assert_eq!(refused(&given_back).await, ErrorCode::BookingNotConfirmed);
    let stranger = Actor::User { id: guest, role: Role::Attendee };
    let denied = scan(&hub, stranger, event, &given_back).await.unwrap_err();
    assert_eq!(denied.code, ErrorCode::Forbidden);
}
