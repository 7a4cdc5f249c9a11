//! One booking's way.

use super::support::{
    attendee, book, callback, event, expire, in_balance, jobs, mails, pay, seats,
};
use crate::bookings::{cancel, confirm, get, lapse, list};
use crate::testing::test_hub;
use chrono::TimeDelta;
use rust_decimal::Decimal;
use types::bookings::{BookingStatus, CancelReason};
use types::payments::{PaymentOutcome, PaymentStatus};
use types::{ErrorCode, PageRequest};

#[tokio::test]
async fn a_paid_booking_is_held_and_confirmed_by_its_payment() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).create(&hub).await);

    let booking = book(&hub, ada, event, 2).await.unwrap();
    assert_eq!(booking.status, BookingStatus::Pending);
    assert_eq!(booking.total_price, Decimal::new(50_00, 2));
    assert_eq!(booking, get(&hub, ada, booking.id).await.unwrap());
    assert_eq!(seats(&hub, event).await, (0, 2, 0));
    assert_eq!(jobs(&hub).await, ["lapse_holds"]);

    let payment = pay(&hub, ada, booking.id).await.unwrap();
    assert_eq!(payment.status, PaymentStatus::Pending);
    assert_eq!(jobs(&hub).await, ["lapse_holds", "settle_mock_payment"]);

    let payment = callback(&hub, ada, &payment, PaymentOutcome::Completed).await;
    assert_eq!(payment.status, PaymentStatus::Completed);
    let booking = get(&hub, ada, booking.id).await.unwrap();
    assert_eq!(booking.status, BookingStatus::Confirmed);
    assert_eq!(booking.tickets.len(), 2);
    assert!(booking.tickets[0].attendee_name.starts_with("Person "));
    assert_eq!(booking.payment, Some(payment));
    assert_eq!(seats(&hub, event).await, (2, 0, 0));
    assert_eq!(mails(&hub).await, ["booking_confirmed"]);
    assert!(!lapse(&hub, booking.id).await.unwrap());
    in_balance(&hub).await;
}

#[tokio::test]
async fn a_free_booking_is_confirmed_at_once() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).free().create(&hub).await);
    let booking = book(&hub, ada, event, 3).await.unwrap();
    assert_eq!(booking.status, BookingStatus::Confirmed);
    assert_eq!(booking, get(&hub, ada, booking.id).await.unwrap());
    assert_eq!(booking.tickets.len(), 3);
    assert_eq!(seats(&hub, event).await, (3, 0, 0));
    assert_eq!(mails(&hub).await, ["booking_confirmed"]);
    assert_eq!(jobs(&hub).await, ["send_mail"]);
    in_balance(&hub).await;
}

#[tokio::test]
async fn a_refused_booking_says_why() {
    let (hub, _database) = test_hub().await;
    let ada = attendee(&hub).await;
    let full = event(&hub).capacity(3).create(&hub).await;
    book(&hub, ada, full, 2).await.unwrap();
    let refusal = book(&hub, ada, full, 2).await.unwrap_err().failure;
    assert_eq!((refusal.code, refusal.seats_available), (ErrorCode::SoldOut, Some(1)));

    for event in [
        event(&hub).status("DRAFT"),
        event(&hub).status("CANCELLED"),
        event(&hub).starts_in(&hub, TimeDelta::seconds(-1)),
    ] {
        let event = event.create(&hub).await;
        let refusal = book(&hub, ada, event, 1).await.unwrap_err().failure;
        assert_eq!(refusal.code, ErrorCode::EventNotBookable);
        assert_eq!(seats(&hub, event).await, (0, 0, 0));
    }
    let nothing = types::ids::EventId(crate::ids::new_id());
    assert_eq!(book(&hub, ada, nothing, 1).await.unwrap_err().failure.code, ErrorCode::NotFound);
    for quantity in [i64::MIN, 0, 11, i64::MAX] {
        let refusal = book(&hub, ada, full, quantity).await.unwrap_err().failure;
        assert_eq!(refusal.code, ErrorCode::ValidationFailed);
    }
    in_balance(&hub).await;
}

#[tokio::test]
async fn cancelling_frees_the_seats_refunds_and_tells_once() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).create(&hub).await);
    let booking = book(&hub, ada, event, 2).await.unwrap();
    let payment = pay(&hub, ada, booking.id).await.unwrap();
    callback(&hub, ada, &payment, PaymentOutcome::Completed).await;

    let first = cancel(&hub, ada, booking.id, None).await.unwrap().value;
    assert_eq!(first.status, BookingStatus::Cancelled);
    assert_eq!(first.cancel_reason, Some(CancelReason::ByAttendee));
    assert_eq!(first.payment.as_ref().unwrap().status, PaymentStatus::Refunded);
    assert_eq!(first.tickets, []);
    assert_eq!(cancel(&hub, ada, booking.id, None).await.unwrap().value, first);
    assert_eq!(seats(&hub, event).await, (0, 0, 0));
    assert_eq!(mails(&hub).await, ["booking_confirmed", "booking_cancelled"]);
    in_balance(&hub).await;
}

#[tokio::test]
async fn a_started_event_keeps_its_bookings() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).free().create(&hub).await);
    let booking = book(&hub, ada, event, 1).await.unwrap();
    sqlx::query("UPDATE events SET start_date = clock_timestamp() WHERE id = $1")
        .bind(event)
        .execute(hub.db.pool())
        .await
        .unwrap();
    let refusal = cancel(&hub, ada, booking.id, None).await.unwrap_err().failure;
    assert_eq!(refusal.code, ErrorCode::BookingNotCancellable);
    assert_eq!(seats(&hub, event).await, (1, 0, 0));
}

#[tokio::test]
async fn somebody_elses_booking_is_not_there() {
    let (hub, _database) = test_hub().await;
    let (ada, eve) = (attendee(&hub).await, attendee(&hub).await);
    let event = event(&hub).create(&hub).await;
    let booking = book(&hub, ada, event, 1).await.unwrap();
    let payment = pay(&hub, ada, booking.id).await.unwrap();
    assert!(get(&hub, eve, booking.id).await.is_err());
    for refusal in [
        cancel(&hub, eve, booking.id, None).await.unwrap_err(),
        confirm(&hub, eve, booking.id, None).await.unwrap_err(),
        pay(&hub, eve, booking.id).await.map(|_| ()).unwrap_err(),
    ] {
        assert_eq!(refusal.failure.code, ErrorCode::NotFound);
    }
    assert!(crate::payments::get(&hub, eve, payment.id).await.is_err());
    assert_eq!(list(&hub, eve, PageRequest::default()).await.unwrap().count, 0);
    assert_eq!(list(&hub, ada, PageRequest::default()).await.unwrap().results[0].id, booking.id);
}

#[tokio::test]
async fn only_a_free_offer_is_confirmed_without_paying() {
    let (hub, _database) = test_hub().await;
    let ada = attendee(&hub).await;
    let (paid, free) = (event(&hub).create(&hub).await, event(&hub).free().create(&hub).await);
    let pending = book(&hub, ada, paid, 1).await.unwrap();
    let refusal = confirm(&hub, ada, pending.id, None).await.unwrap_err().failure;
    assert_eq!(refusal.code, ErrorCode::BookingNotConfirmable);
    let confirmed = book(&hub, ada, free, 1).await.unwrap();
    assert_eq!(confirm(&hub, ada, confirmed.id, None).await.unwrap().value, confirmed);
}

#[tokio::test]
async fn a_lapsed_hold_is_cancelled_and_cannot_be_paid() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).create(&hub).await);
    let booking = book(&hub, ada, event, 4).await.unwrap();
    assert!(!lapse(&hub, booking.id).await.unwrap(), "the hold is not over");
    expire(&hub, booking.id).await;
    let refusal = pay(&hub, ada, booking.id).await.unwrap_err().failure;
    assert_eq!(refusal.code, ErrorCode::BookingNotPayable);
    assert!(lapse(&hub, booking.id).await.unwrap());
    let booking = get(&hub, ada, booking.id).await.unwrap();
    assert_eq!(booking.cancel_reason, Some(CancelReason::Expired));
    assert_eq!(seats(&hub, event).await, (0, 0, 0));
    in_balance(&hub).await;
}
