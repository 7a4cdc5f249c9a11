//! INV-7: no booking for a cancelled event, and everyone who has one is released.

use super::support::{
    attendee, book, callback, event, in_balance, insert_booking, ledger, mails, paid, pay, seats,
    sold, somebody_waits,
};
use crate::Hub;
use crate::bookings::{CancelledBatch, cancel, cancel_for_event, get};
use crate::testing::test_hub;
use sqlx::Acquire as _;
use sqlx::postgres::PgConnection;
use types::ErrorCode;
use types::bookings::{BookingStatus, CancelReason};
use types::ids::EventId;
use types::payments::{PaymentOutcome, PaymentStatus};

async fn call_off(connection: &mut PgConnection, event: EventId) {
    sqlx::query(
        "UPDATE events SET status = 'CANCELLED', cancelled_at = clock_timestamp() WHERE id = $1",
    )
    .bind(event)
    .execute(connection)
    .await
    .unwrap();
}

async fn call_off_now(hub: &Hub, event: EventId) {
    call_off(&mut hub.db.read().await.unwrap(), event).await;
}

#[tokio::test]
async fn a_booking_that_waits_for_a_cancellation_is_refused() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).create(&hub).await);
    let mut organizer = hub.db.read().await.unwrap();
    let mut organizer = organizer.begin().await.unwrap();
    call_off(&mut organizer, event).await;
    let buyer = tokio::spawn({
        let hub = hub.clone();
        async move { book(&hub, ada, event, 1).await }
    });
    somebody_waits(&hub).await;
    organizer.commit().await.unwrap();
    let refusal = buyer.await.unwrap().unwrap_err().failure;
    assert_eq!(refusal.code, ErrorCode::EventNotBookable);
    assert_eq!(sold(&hub, event).await, 0);
    in_balance(&hub).await;
}

#[tokio::test]
async fn without_the_status_in_the_claim_a_cancelled_event_is_booked() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).create(&hub).await);
    let mut buyer = hub.db.read().await.unwrap();
    let status: String = sqlx::query_scalar("SELECT status FROM events WHERE id = $1")
        .bind(event)
        .fetch_one(&mut *buyer)
        .await
        .unwrap();
    assert_eq!(status, "PUBLISHED", "asked before, and not in the claim");
    call_off_now(&hub, event).await;
    sqlx::query(
        "UPDATE events SET seats_held = seats_held + 1
         WHERE id = $1 AND seats_confirmed + seats_held + seats_offered + 1 <= max_capacity",
    )
    .bind(event)
    .execute(&mut *buyer)
    .await
    .unwrap();
    insert_booking(&mut buyer, event, ada, 1).await;
    assert_eq!(sold(&hub, event).await, 1, "a seat at an event that is not");
}

#[tokio::test]
async fn a_cancelled_event_releases_refunds_and_tells_in_batches_that_can_stop_anywhere() {
    let (hub, _database) = test_hub().await;
    let ada = attendee(&hub).await;
    let event = event(&hub).capacity(20).create(&hub).await;
    for _ in 0..3 {
        paid(&hub, ada, event, 2).await;
    }
    for _ in 0..4 {
        book(&hub, ada, event, 1).await.unwrap();
    }
    // Before it is cancelled there is nothing to do.
    let idle = cancel_for_event(&hub, event, 3).await.unwrap();
    assert_eq!(idle, CancelledBatch { cancelled: 0, failed: 0, more: false });
    call_off_now(&hub, event).await;
    let mut batches = Vec::new();
    loop {
        let batch = cancel_for_event(&hub, event, 3).await.unwrap();
        batches.push(batch.cancelled);
        in_balance(&hub).await;
        if !batch.more {
            break;
        }
    }
    assert_eq!(batches, [3, 3, 1]);
    assert_eq!(seats(&hub, event).await, (0, 0, 0));
    assert_eq!(ledger(&hub).await, (3 * 50_00, 3 * 50_00));
    let told = mails(&hub).await.iter().filter(|kind| *kind == "event_cancelled").count();
    assert_eq!(told, 7);
    let again = cancel_for_event(&hub, event, 3).await.unwrap();
    assert_eq!(again, CancelledBatch { cancelled: 0, failed: 0, more: false });
    assert_eq!(ledger(&hub).await, (3 * 50_00, 3 * 50_00));
}

#[tokio::test]
async fn a_payment_that_comes_after_the_event_was_cancelled_goes_back() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).create(&hub).await);
    let booking = book(&hub, ada, event, 2).await.unwrap();
    let payment = pay(&hub, ada, booking.id).await.unwrap();
    call_off_now(&hub, event).await;
    // Its bookings are not released yet: the success must not seat anyone.
    let payment = callback(&hub, ada, &payment, PaymentOutcome::Completed).await;
    assert_eq!(payment.status, PaymentStatus::Refunded);
    cancel_for_event(&hub, event, 10).await.unwrap();
    let booking = get(&hub, ada, booking.id).await.unwrap();
    assert_eq!(booking.status, BookingStatus::Cancelled);
    assert_eq!(booking.cancel_reason, Some(CancelReason::EventCancelled));
    assert_eq!(ledger(&hub).await, (50_00, 50_00));
    in_balance(&hub).await;
}

#[tokio::test]
async fn leaving_a_cancelled_event_oneself_gets_everything_back() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).create(&hub).await);
    sqlx::query("UPDATE events SET refund_full_until_hours = 8000, refund_percent_after = 0")
        .execute(hub.db.pool())
        .await
        .unwrap();
    let (booking, _) = paid(&hub, ada, event, 1).await;
    call_off_now(&hub, event).await;
    let cancelled = cancel(&hub, ada, booking, None).await.unwrap().value;
    assert_eq!(cancelled.cancel_reason, Some(CancelReason::EventCancelled));
    assert_eq!(ledger(&hub).await, (25_00, 25_00));
    cancel_for_event(&hub, event, 10).await.unwrap();
    assert_eq!(ledger(&hub).await, (25_00, 25_00));
}

#[tokio::test]
async fn a_booking_that_cannot_be_cancelled_keeps_none_behind_it() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).create(&hub).await);
    paid(&hub, ada, event, 4).await;
    for _ in 0..2 {
        paid(&hub, ada, event, 1).await;
    }
    call_off_now(&hub, event).await;
    // Too few for the first one.
    sqlx::query("UPDATE events SET seats_confirmed = 3 WHERE id = $1")
        .bind(event)
        .execute(hub.db.pool())
        .await
        .unwrap();
    let batch = cancel_for_event(&hub, event, 1).await.unwrap();
    assert_eq!(batch, CancelledBatch { cancelled: 1, failed: 1, more: true });
    let batch = cancel_for_event(&hub, event, 10).await.unwrap();
    assert_eq!(batch, CancelledBatch { cancelled: 1, failed: 1, more: false });
    assert_eq!(ledger(&hub).await, (15_000, 50_00));
    assert_eq!(sold(&hub, event).await, 4, "it waits for somebody who looks at it");
}
