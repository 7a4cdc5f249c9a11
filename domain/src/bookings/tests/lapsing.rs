//! INV-3: a lapsed hold gives its seats back exactly once.

use super::support::{
    attendee, book, callback, event, expire, in_balance, ledger, mails, pay, seats, sold,
};
use crate::bookings::{get, lapse, lapse_due, lapse_each, reconcile};
use crate::testing::test_hub;
use crate::{Hub, payments};
use futures::future::join_all;
use sqlx::Acquire as _;
use types::bookings::{BookingStatus, CancelReason};
use types::ids::{BookingId, EventId};
use types::payments::{PaymentOutcome, PaymentStatus, SimulateWebhook};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn however_many_lapse_it_the_seats_come_back_once() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).create(&hub).await);
    book(&hub, ada, event, 3).await.unwrap();
    let booking = book(&hub, ada, event, 4).await.unwrap();
    expire(&hub, booking.id).await;
    let tasks = (0..12).map(|_| {
        let (hub, id) = (hub.clone(), booking.id);
        tokio::spawn(async move { lapse(&hub, id).await.unwrap() })
    });
    let lapsed = join_all(tasks).await.into_iter().filter(|done| *done.as_ref().unwrap()).count();
    assert_eq!(lapsed, 1);
    assert_eq!(seats(&hub, event).await, (0, 3, 0));
    assert_eq!(sold(&hub, event).await, 3);
    in_balance(&hub).await;
}

/// A lapse that looks first and writes later, without asking again.
async fn lapse_twice_without_asking_again(hub: &Hub, booking: BookingId) {
    let mut first = hub.db.read().await.unwrap();
    let mut second = hub.db.read().await.unwrap();
    let mut due = Vec::new();
    for connection in [&mut first, &mut second] {
        let status: String = sqlx::query_scalar("SELECT status FROM bookings WHERE id = $1")
            .bind(booking)
            .fetch_one(&mut **connection)
            .await
            .unwrap();
        due.push(status == "PENDING");
    }
    for (mut connection, due) in [first, second].into_iter().zip(due) {
        let mut tx = connection.begin().await.unwrap();
        if due {
            sqlx::query(
                "WITH lapsed AS (
                     UPDATE bookings SET status = 'CANCELLED', cancel_reason = 'expired',
                         cancelled_at = clock_timestamp()
                     WHERE id = $1 RETURNING event_id, quantity
                 )
                 UPDATE events SET seats_held = seats_held - quantity
                 FROM lapsed WHERE events.id = lapsed.event_id",
            )
            .bind(booking)
            .execute(&mut *tx)
            .await
            .unwrap();
        }
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn without_asking_again_the_seats_come_back_twice() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).create(&hub).await);
    book(&hub, ada, event, 4).await.unwrap();
    let booking = book(&hub, ada, event, 4).await.unwrap();
    lapse_twice_without_asking_again(&hub, booking.id).await;
    assert_eq!(seats(&hub, event).await, (0, 0, 0), "the other booking's seats are gone too");
    assert_eq!(sold(&hub, event).await, 4);
    assert_eq!(reconcile(&hub).await.unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_payment_and_a_lapse_at_the_same_moment_end_in_one_truth() {
    let (hub, _database) = test_hub().await;
    let ada = attendee(&hub).await;
    let event = event(&hub).capacity(40).create(&hub).await;
    for _ in 0..10 {
        let booking = book(&hub, ada, event, 2).await.unwrap();
        let payment = pay(&hub, ada, booking.id).await.unwrap();
        expire(&hub, booking.id).await;
        let input = SimulateWebhook { status: PaymentOutcome::Completed, event_id: None };
        let (lapsed, paid) = tokio::join!(
            lapse(&hub, booking.id),
            payments::simulate_webhook(&hub, ada, payment.id, input)
        );
        lapsed.unwrap();
        assert_eq!(paid.unwrap().status, PaymentStatus::Completed);
        let booking = get(&hub, ada, booking.id).await.unwrap();
        assert_eq!(booking.status, BookingStatus::Confirmed, "its seats were free either way");
        assert_eq!(booking.tickets.len(), 2);
    }
    assert_eq!(seats(&hub, event).await, (20, 0, 0));
    assert_eq!(ledger(&hub).await, (10 * 50_00, 0));
    in_balance(&hub).await;
}

#[tokio::test]
async fn a_late_success_takes_free_seats_again() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).create(&hub).await);
    let booking = book(&hub, ada, event, 2).await.unwrap();
    let payment = pay(&hub, ada, booking.id).await.unwrap();
    expire(&hub, booking.id).await;
    assert!(lapse(&hub, booking.id).await.unwrap());
    callback(&hub, ada, &payment, PaymentOutcome::Completed).await;
    let booking = get(&hub, ada, booking.id).await.unwrap();
    assert_eq!((booking.status, booking.cancel_reason), (BookingStatus::Confirmed, None));
    assert_eq!(booking.tickets.len(), 2);
    assert_eq!(mails(&hub).await, ["booking_confirmed"]);
    assert_eq!(seats(&hub, event).await, (2, 0, 0));
    in_balance(&hub).await;
}

#[tokio::test]
async fn a_late_success_without_free_seats_is_refunded_once_and_told() {
    let (hub, _database) = test_hub().await;
    let (ada, eve) = (attendee(&hub).await, attendee(&hub).await);
    let event = event(&hub).capacity(2).create(&hub).await;
    let late = book(&hub, ada, event, 2).await.unwrap();
    let payment = pay(&hub, ada, late.id).await.unwrap();
    expire(&hub, late.id).await;
    assert!(lapse(&hub, late.id).await.unwrap());
    book(&hub, eve, event, 1).await.unwrap();
    for _ in 0..3 {
        let payment = callback(&hub, ada, &payment, PaymentOutcome::Completed).await;
        assert_eq!(payment.status, PaymentStatus::Refunded);
    }
    let late = get(&hub, ada, late.id).await.unwrap();
    assert_eq!(late.cancel_reason, Some(CancelReason::PaymentRefunded));
    assert_eq!(ledger(&hub).await, (50_00, 50_00));
    assert_eq!(mails(&hub).await, ["payment_refunded"]);
    assert_eq!(seats(&hub, event).await, (0, 1, 0));
    in_balance(&hub).await;
}

#[tokio::test]
async fn without_taking_the_seats_again_a_late_success_seats_too_many() {
    let (hub, _database) = test_hub().await;
    let (ada, eve) = (attendee(&hub).await, attendee(&hub).await);
    let event = event(&hub).capacity(2).create(&hub).await;
    let late = book(&hub, ada, event, 2).await.unwrap();
    expire(&hub, late.id).await;
    assert!(lapse(&hub, late.id).await.unwrap());
    book(&hub, eve, event, 1).await.unwrap();
    sqlx::query(
        "UPDATE bookings SET status = 'CONFIRMED', confirmed_at = clock_timestamp(),
             cancel_reason = NULL, cancelled_at = NULL WHERE id = $1",
    )
    .bind(late.id)
    .execute(hub.db.pool())
    .await
    .unwrap();
    assert_eq!(sold(&hub, event).await, 3, "three seats of two");
    assert_eq!(reconcile(&hub).await.unwrap().len(), 1);
}

/// Two events with a hold each that is over, the earlier of which cannot be given back: the
/// event's counter has drifted.
async fn one_bad_of_two(hub: &Hub) -> (EventId, [BookingId; 2]) {
    let ada = attendee(hub).await;
    let (bad, good) = (event(hub).create(hub).await, event(hub).create(hub).await);
    let (first, second) =
        (book(hub, ada, bad, 4).await.unwrap(), book(hub, ada, good, 2).await.unwrap());
    for booking in [first.id, second.id] {
        expire(hub, booking).await;
    }
    sqlx::query("UPDATE events SET seats_held = 0 WHERE id = $1")
        .bind(bad)
        .execute(hub.db.pool())
        .await
        .unwrap();
    (good, [first.id, second.id])
}

#[tokio::test]
async fn a_hold_that_cannot_lapse_keeps_none_behind_it() {
    let (hub, _database) = test_hub().await;
    let (good, both) = one_bad_of_two(&hub).await;
    let told = lapse_each(&hub, &both).await.unwrap_err();
    assert_eq!((told.done, told.failed), (1, 1));
    assert_eq!(seats(&hub, good).await, (0, 0, 0));

    let (good, _) = one_bad_of_two(&hub).await;
    let told = lapse_due(&hub).await.unwrap_err();
    assert_eq!((told.done, told.failed), (1, 2), "both that are bad by now");
    assert_eq!(seats(&hub, good).await, (0, 0, 0));
}

#[tokio::test]
async fn however_many_cannot_lapse_those_behind_them_have_their_turn() {
    let (hub, _database) = test_hub().await;
    let (ada, bad) = (attendee(&hub).await, event(&hub).capacity(5000).create(&hub).await);
    sqlx::query(
        "INSERT INTO bookings (id, reference, event_id, user_id, quantity, unit_price, total_price,
             currency, status, hold_expires_at, first_for_person)
         SELECT gen_random_uuid(), 'BAD-' || lpad(n::text, 6, '0'), $1, $2, 1, 25, 25, 'EUR', 'PENDING',
             clock_timestamp() - interval '1 hour', NULL
         FROM generate_series(1, 1200) AS n",
    )
    .bind(bad)
    .bind(ada.user_id())
    .execute(hub.db.pool())
    .await
    .unwrap();
    let (good, _) = one_bad_of_two(&hub).await;
    let told = lapse_due(&hub).await.unwrap_err();
    assert_eq!((told.done, told.failed), (1, 1201));
    assert_eq!(seats(&hub, good).await, (0, 0, 0));
}

#[tokio::test]
async fn the_safety_net_takes_only_what_is_long_due() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).create(&hub).await);
    let due = book(&hub, ada, event, 1).await.unwrap();
    book(&hub, ada, event, 2).await.unwrap();
    expire(&hub, due.id).await;
    assert_eq!(lapse_due(&hub).await.unwrap(), 1);
    assert_eq!(lapse_due(&hub).await.unwrap(), 0);
    assert_eq!(seats(&hub, event).await, (0, 2, 0));
}
