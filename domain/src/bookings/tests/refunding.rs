//! INV-5 and INV-6: never paid without a seat or a refund, and never more back than was paid.

use super::support::{
    attendee, book, callback, event, execute, in_balance, ledger, mails, paid, pay, seats,
};
use crate::bookings::{cancel, get};
use crate::ids::new_id;
use crate::testing::test_hub;
use futures::future::join_all;
use types::bookings::{BookingStatus, CancelReason};
use types::ids::PaymentId;
use types::payments::{PaymentOutcome, PaymentStatus};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn cancelling_ten_times_at_once_refunds_once() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).create(&hub).await);
    let (booking, _) = paid(&hub, ada, event, 2).await;
    let tasks = (0..10).map(|_| {
        let hub = hub.clone();
        tokio::spawn(async move { cancel(&hub, ada, booking, None).await.unwrap().value })
    });
    let answers: Vec<_> = join_all(tasks).await.into_iter().map(|a| a.unwrap()).collect();
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    assert_eq!(ledger(&hub).await, (50_00, 50_00));
    assert_eq!(mails(&hub).await, ["booking_confirmed", "booking_cancelled"]);
    assert_eq!(seats(&hub, event).await, (0, 0, 0));
    in_balance(&hub).await;
}

async fn refund_blindly(hub: &crate::Hub, payment: PaymentId) -> Result<(), sqlx::Error> {
    sqlx::query(
        "WITH back AS (
             UPDATE payments SET status = 'REFUNDED', refunded = refunded + amount
             WHERE id = $1 RETURNING id, amount
         )
         INSERT INTO transactions (id, payment_id, kind, amount, reason)
         SELECT $2, id, 'REFUND', amount, 'twice' FROM back",
    )
    .bind(payment)
    .bind(new_id())
    .execute(hub.db.pool())
    .await
    .map(|_| ())
}

#[tokio::test]
async fn the_database_refuses_to_give_back_more_than_was_paid() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).create(&hub).await);
    let (_, payment) = paid(&hub, ada, event, 1).await;
    refund_blindly(&hub, payment.id).await.unwrap();
    let refused = refund_blindly(&hub, payment.id).await.unwrap_err();
    assert_eq!(crate::db::violated(&refused), Some("payments_refunds_within_charges"));
    execute(&hub, "ALTER TABLE payments DROP CONSTRAINT payments_refunds_within_charges").await;
    refund_blindly(&hub, payment.id).await.unwrap();
    assert_eq!(ledger(&hub).await, (25_00, 2 * 25_00), "without it, twice the money goes back");
}

#[tokio::test]
async fn a_payment_for_a_booking_that_was_cancelled_goes_back() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).create(&hub).await);
    let booking = book(&hub, ada, event, 1).await.unwrap();
    let payment = pay(&hub, ada, booking.id).await.unwrap();
    cancel(&hub, ada, booking.id, None).await.unwrap();
    let payment = callback(&hub, ada, &payment, PaymentOutcome::Completed).await;
    assert_eq!(payment.status, PaymentStatus::Refunded);
    let booking = get(&hub, ada, booking.id).await.unwrap();
    assert_eq!(booking.status, BookingStatus::Cancelled);
    assert_eq!(booking.cancel_reason, Some(CancelReason::ByAttendee), "what was, stays");
    assert_eq!(ledger(&hub).await, (25_00, 25_00));
    assert_eq!(mails(&hub).await, ["payment_refunded"]);
}

#[tokio::test]
async fn a_late_cancellation_gets_what_the_rule_of_its_booking_says() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).create(&hub).await);
    sqlx::query(
        "UPDATE events SET refund_full_until_hours = 1000, refund_percent_after = 30 WHERE id = $1",
    )
    .bind(event)
    .execute(hub.db.pool())
    .await
    .unwrap();
    let (booking, _) = paid(&hub, ada, event, 1).await;
    // The rule as it was when the booking was made counts.
    execute(&hub, "UPDATE events SET refund_percent_after = 0").await;
    cancel(&hub, ada, booking, None).await.unwrap();
    assert_eq!(ledger(&hub).await, (25_00, 7_50));

    execute(&hub, "UPDATE events SET refund_percent_after = 0").await;
    let (booking, _) = paid(&hub, ada, event, 1).await;
    let cancelled = cancel(&hub, ada, booking, None).await.unwrap().value;
    assert_eq!(cancelled.payment.unwrap().status, PaymentStatus::Completed, "nothing went back");
    assert_eq!(ledger(&hub).await, (50_00, 7_50));
    in_balance(&hub).await;
}
