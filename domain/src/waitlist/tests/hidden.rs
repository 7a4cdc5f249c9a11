//! INV-7 for an event that an admin has hidden: nobody new gets in, and whoever is in stays.

use super::support::*;
use crate::bookings::{cancel, get};
use crate::events;
use crate::testing::{person, test_hub};
use crate::{Actor, Hub};
use sqlx::Acquire as _;
use types::ErrorCode;
use types::accounts::Role;
use types::bookings::BookingStatus;
use types::ids::EventId;
use types::moderation::ModerateEvent;
use types::payments::{PaymentOutcome, PaymentStatus};
use types::waitlist::WaitlistStatus;

const HIDE: &str =
    "UPDATE events SET hidden_at = clock_timestamp(), hide_reason = 'No.' WHERE id = $1";

async fn hide(hub: &Hub, event: EventId) {
    sqlx::query(HIDE).bind(event).execute(hub.db.pool()).await.unwrap();
}

#[tokio::test]
async fn a_booking_that_waits_for_the_event_to_be_hidden_is_refused() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).create(&hub).await);
    let mut admin = hub.db.read().await.unwrap();
    let mut admin = admin.begin().await.unwrap();
    sqlx::query(HIDE).bind(event).execute(&mut *admin).await.unwrap();
    let buyer = tokio::spawn({
        let hub = hub.clone();
        async move { book(&hub, ada, event, 1).await }
    });
    somebody_waits(&hub).await;
    admin.commit().await.unwrap();
    assert_eq!(code(buyer.await.unwrap()), ErrorCode::EventNotBookable);
    assert_eq!(seats(&hub, event).await, (0, 0, 0));
    in_balance(&hub).await;
}

#[tokio::test]
async fn who_joins_while_the_event_is_being_hidden_is_refused() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).free().capacity(1).create(&hub).await;
    book(&hub, attendee(&hub).await, event, 1).await.unwrap();
    let ada = attendee(&hub).await;
    let mut admin = hub.db.read().await.unwrap();
    let mut admin = admin.begin().await.unwrap();
    sqlx::query(HIDE).bind(event).execute(&mut *admin).await.unwrap();
    let joins = tokio::spawn({
        let hub = hub.clone();
        async move { wait(&hub, ada, event, 1).await }
    });
    somebody_waits(&hub).await;
    admin.commit().await.unwrap();
    assert_eq!(code(joins.await.unwrap()), ErrorCode::EventNotBookable);
    assert_eq!(line(&hub, event).await, (0, None));
}

#[tokio::test]
async fn without_asking_in_the_claim_a_hidden_event_is_booked() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).create(&hub).await);
    let mut buyer = hub.db.read().await.unwrap();
    let shown: bool = sqlx::query_scalar("SELECT hidden_at IS NULL FROM events WHERE id = $1")
        .bind(event)
        .fetch_one(&mut *buyer)
        .await
        .unwrap();
    assert!(shown, "asked before, and not in the claim");
    hide(&hub, event).await;
    sqlx::query(
        "UPDATE events SET seats_held = seats_held + 1
         WHERE id = $1 AND status = 'PUBLISHED' AND start_date > clock_timestamp()
           AND seats_confirmed + seats_held + seats_offered + 1 <= max_capacity",
    )
    .bind(event)
    .execute(&mut *buyer)
    .await
    .unwrap();
    insert_booking(&mut buyer, event, ada, 1).await;
    assert_eq!(seats(&hub, event).await, (0, 1, 0), "a seat at an event that nobody may find");
}

#[tokio::test]
async fn what_was_booked_before_stands_and_is_paid() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).create(&hub).await);
    let booking = book(&hub, ada, event, 2).await.unwrap();
    hide(&hub, event).await;
    let payment = pay(&hub, ada, booking.id).await.unwrap();
    let payment = callback(&hub, ada, &payment, PaymentOutcome::Completed).await;
    assert_eq!(payment.status, PaymentStatus::Completed);
    let booking = get(&hub, ada, booking.id).await.unwrap();
    assert_eq!((booking.status, booking.tickets.len()), (BookingStatus::Confirmed, 2));
    // Having one does not get one more.
    assert_eq!(code(book(&hub, ada, event, 1).await), ErrorCode::EventNotBookable);
    in_balance(&hub).await;
}

#[tokio::test]
async fn a_payment_that_is_late_does_not_take_seats_of_a_hidden_event_again() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).create(&hub).await);
    let booking = book(&hub, ada, event, 1).await.unwrap();
    let payment = pay(&hub, ada, booking.id).await.unwrap();
    expire(&hub, booking.id).await;
    crate::bookings::lapse(&hub, booking.id).await.unwrap();
    hide(&hub, event).await;
    let payment = callback(&hub, ada, &payment, PaymentOutcome::Completed).await;
    assert_eq!(payment.status, PaymentStatus::Refunded);
    in_balance(&hub).await;
}

#[tokio::test]
async fn seats_that_come_free_meanwhile_are_offered_once_the_event_is_shown_again() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).free().capacity(1).create(&hub).await;
    let ada = attendee(&hub).await;
    let booking = book(&hub, ada, event, 1).await.unwrap();
    let waits = waiting(&hub, event, 1).await;
    let admin = Actor::User { id: person(&hub, Role::Admin).await, role: Role::Admin };
    let said = |reason: &str| ModerateEvent { reason: reason.to_owned() };
    events::hide(&hub, admin, &event.to_string(), said("No.")).await.unwrap();
    cancel(&hub, ada, booking.id, None).await.unwrap();
    assert_eq!(status(&hub, waits, event).await, WaitlistStatus::Waiting);
    assert_eq!(seats(&hub, event).await, (0, 0, 0));
    events::restore(&hub, admin, &event.to_string(), said("Mended.")).await.unwrap();
    assert_eq!(status(&hub, waits, event).await, WaitlistStatus::Offered);
    assert_eq!(seats(&hub, event).await, (0, 0, 1));
    in_balance(&hub).await;
}
