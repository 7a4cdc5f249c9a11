//! INV-4: an outcome counts once, however often, late or in whatever order it arrives.

use super::support::{
    attendee, book, callback, event, execute, in_balance, ledger, mails, pay, seats,
};
use crate::bookings::get;
use crate::ids::new_id;
use crate::payments::{Effect, ProviderEvent, apply_outcome, receive_callback, settle_mock};
use crate::testing::test_hub;
use crate::{Hub, payments};
use futures::future::join_all;
use rust_decimal::Decimal;
use sqlx::Acquire as _;
use types::ErrorCode;
use types::bookings::BookingStatus;
use types::ids::{BookingId, PaymentId};
use types::payments::{Payment, PaymentOutcome, PaymentStatus, SimulateWebhook};

fn says(payment: &Payment, event_id: &str, outcome: PaymentOutcome) -> ProviderEvent {
    ProviderEvent {
        provider: "mock",
        event_id: event_id.into(),
        reference_id: payment.reference_id.clone(),
        outcome,
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_callback_that_comes_twenty_times_counts_once() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).create(&hub).await);
    let booking = book(&hub, ada, event, 2).await.unwrap();
    let payment = pay(&hub, ada, booking.id).await.unwrap();
    let tasks = (0..20).map(|n| {
        // Half of them are the same message, the others say the same in messages of their own.
        let id = if n % 2 == 0 { "evt_same".to_owned() } else { format!("evt_{n}") };
        let (hub, said) = (hub.clone(), says(&payment, &id, PaymentOutcome::Completed));
        tokio::spawn(async move { apply_outcome(&hub, said).await.unwrap() })
    });
    let effects: Vec<Effect> = join_all(tasks).await.into_iter().map(|e| e.unwrap()).collect();
    assert_eq!(effects.iter().filter(|effect| **effect == Effect::Applied).count(), 1);
    // If another message came first, the repeated one is ignored once and then known.
    assert!(effects.iter().filter(|effect| **effect == Effect::Repeated).count() == 9);
    assert_eq!(ledger(&hub).await, (50_00, 0));
    assert_eq!(get(&hub, ada, booking.id).await.unwrap().tickets.len(), 2);
    assert_eq!(mails(&hub).await, ["booking_confirmed"]);
    assert_eq!(seats(&hub, event).await, (2, 0, 0));
    in_balance(&hub).await;
}

/// Two deliveries of one success, each reading the state before the other has written.
async fn two_deliveries_without_guards(hub: &Hub, payment: PaymentId) {
    let mut first = hub.db.read().await.unwrap();
    let mut second = hub.db.read().await.unwrap();
    let mut pending = Vec::new();
    for connection in [&mut first, &mut second] {
        let status: String = sqlx::query_scalar("SELECT status FROM payments WHERE id = $1")
            .bind(payment)
            .fetch_one(&mut **connection)
            .await
            .unwrap();
        pending.push(status == "PENDING");
    }
    for (mut connection, pending) in [first, second].into_iter().zip(pending) {
        let mut tx = connection.begin().await.unwrap();
        if pending {
            sqlx::query(
                "WITH paid AS (
                     UPDATE payments SET status = 'COMPLETED', captured = amount,
                         processed_at = clock_timestamp()
                     WHERE id = $1 RETURNING id, amount
                 )
                 INSERT INTO transactions (id, payment_id, kind, amount, reason)
                 SELECT $2, id, 'CHARGE', amount, 'payment' FROM paid",
            )
            .bind(payment)
            .bind(new_id())
            .execute(&mut *tx)
            .await
            .unwrap();
        }
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn without_its_guards_an_outcome_is_charged_twice() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).create(&hub).await);
    let booking = book(&hub, ada, event, 2).await.unwrap();
    let payment = pay(&hub, ada, booking.id).await.unwrap();
    execute(&hub, "DROP INDEX transactions_one_charge_key").await;
    two_deliveries_without_guards(&hub, payment.id).await;
    assert_eq!(ledger(&hub).await, (2 * 50_00, 0));
}

#[tokio::test]
async fn a_final_state_never_changes() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).create(&hub).await);
    let booking = book(&hub, ada, event, 1).await.unwrap();

    let failed = pay(&hub, ada, booking.id).await.unwrap();
    callback(&hub, ada, &failed, PaymentOutcome::Failed).await;
    let late = callback(&hub, ada, &failed, PaymentOutcome::Completed).await;
    assert_eq!(late.status, PaymentStatus::Failed, "out of order");
    assert_eq!(get(&hub, ada, booking.id).await.unwrap().status, BookingStatus::Pending);

    let good = pay(&hub, ada, booking.id).await.unwrap();
    callback(&hub, ada, &good, PaymentOutcome::Completed).await;
    let late = callback(&hub, ada, &good, PaymentOutcome::Failed).await;
    assert_eq!(late.status, PaymentStatus::Completed);
    assert_eq!(get(&hub, ada, booking.id).await.unwrap().status, BookingStatus::Confirmed);
    assert_eq!(ledger(&hub).await, (25_00, 0));
    assert_eq!(mails(&hub).await, ["payment_failed", "booking_confirmed"]);
    in_balance(&hub).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_payment_is_under_way_however_often_the_button_is_pressed() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).create(&hub).await);
    let booking = book(&hub, ada, event, 1).await.unwrap();
    let tasks = (0..12).map(|_| {
        let (hub, id) = (hub.clone(), booking.id);
        tokio::spawn(async move { pay(&hub, ada, id).await })
    });
    let (mut started, mut payment) = (0, None);
    for outcome in join_all(tasks).await {
        match outcome.unwrap() {
            Ok(started_now) => {
                started += 1;
                payment = Some(started_now);
            }
            Err(refusal) => assert_eq!(refusal.failure.code, ErrorCode::PaymentInProgress),
        }
    }
    assert_eq!(started, 1);
    callback(&hub, ada, &payment.unwrap(), PaymentOutcome::Completed).await;
    let refusal = pay(&hub, ada, booking.id).await.unwrap_err().failure;
    assert_eq!(refusal.code, ErrorCode::AlreadyPaid);
}

async fn open_payment(hub: &Hub, booking: BookingId) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO payments (id, booking_id, provider, payment_method, reference_id, amount,
             currency, status)
         VALUES ($1, $2, 'mock', 'MOCK_CARD', $1::text, 25, 'EUR', 'PENDING')",
    )
    .bind(new_id())
    .bind(booking)
    .execute(hub.db.pool())
    .await
    .map(|_| ())
}

#[tokio::test]
async fn the_index_is_what_keeps_payments_single() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).create(&hub).await);
    let booking = book(&hub, ada, event, 1).await.unwrap();
    open_payment(&hub, booking.id).await.unwrap();
    let refused = open_payment(&hub, booking.id).await.unwrap_err();
    assert_eq!(crate::db::violated(&refused), Some("payments_open_key"));
    execute(&hub, "DROP INDEX payments_open_key").await;
    open_payment(&hub, booking.id).await.expect("without the index there are two");
}

#[tokio::test]
async fn a_repeated_job_says_the_same_thing_twice() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).create(&hub).await);
    let booking = book(&hub, ada, event, 1).await.unwrap();
    let payment = pay(&hub, ada, booking.id).await.unwrap();
    let mut effects = Vec::new();
    for _ in 0..2 {
        effects.push(settle_mock(&hub, payment.id, PaymentOutcome::Completed).await.unwrap());
    }
    assert_eq!(effects, [Effect::Applied, Effect::Repeated]);
    assert_eq!(ledger(&hub).await, (25_00, 0));
}

#[tokio::test]
async fn an_unsigned_callback_changes_nothing() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).create(&hub).await);
    let booking = book(&hub, ada, event, 1).await.unwrap();
    let payment = pay(&hub, ada, booking.id).await.unwrap();
    let body = format!(
        r#"{{"id":"evt_1","reference_id":"{}","status":"COMPLETED"}}"#,
        payment.reference_id
    );
    for signature in [None, Some(""), Some("t=1,v1=00")] {
        assert!(receive_callback(&hub, "mock", signature, body.as_bytes()).await.is_err());
    }
    assert!(receive_callback(&hub, "nobody", None, body.as_bytes()).await.is_err());
    assert_eq!(payments::get(&hub, ada, payment.id).await.unwrap().status, PaymentStatus::Pending);
}

#[tokio::test]
async fn a_callback_for_nothing_is_asked_for_again() {
    let (hub, _database) = test_hub().await;
    let event = ProviderEvent {
        provider: "mock",
        event_id: "evt_nothing".into(),
        reference_id: "mock_nothing".into(),
        outcome: PaymentOutcome::Completed,
    };
    for _ in 0..2 {
        assert_eq!(apply_outcome(&hub, event.clone()).await.unwrap(), Effect::Unknown);
    }
    let written: i64 = sqlx::query_scalar("SELECT count(*) FROM webhook_events")
        .fetch_one(hub.db.pool())
        .await
        .unwrap();
    assert_eq!(written, 0, "else the payment would never hear of it");

    // The very same message counts once the payment is there.
    let (ada, shown) = (attendee(&hub).await, self::event(&hub).create(&hub).await);
    let booking = book(&hub, ada, shown, 1).await.unwrap();
    let payment = pay(&hub, ada, booking.id).await.unwrap();
    let event = ProviderEvent { reference_id: payment.reference_id, ..event };
    assert_eq!(apply_outcome(&hub, event.clone()).await.unwrap(), Effect::Applied);
    assert_eq!(apply_outcome(&hub, event).await.unwrap(), Effect::Repeated);
}

#[tokio::test]
async fn nobody_uses_up_the_name_of_somebody_elses_callback() {
    let (hub, _database) = test_hub().await;
    let (ada, eve) = (attendee(&hub).await, attendee(&hub).await);
    let event = event(&hub).create(&hub).await;
    let (hers, his) =
        (book(&hub, ada, event, 1).await.unwrap(), book(&hub, eve, event, 1).await.unwrap());
    let (hers, his) =
        (pay(&hub, ada, hers.id).await.unwrap(), pay(&hub, eve, his.id).await.unwrap());
    for (actor, payment) in [(eve, &his), (ada, &hers)] {
        let input = SimulateWebhook {
            status: PaymentOutcome::Completed,
            event_id: Some("the same name".into()),
        };
        let payment = payments::simulate_webhook(&hub, actor, payment.id, input).await.unwrap();
        assert_eq!(payment.status, PaymentStatus::Completed);
    }
    let input = SimulateWebhook { status: PaymentOutcome::Failed, event_id: Some("x".repeat(101)) };
    assert!(payments::simulate_webhook(&hub, ada, hers.id, input).await.is_err());
}

#[tokio::test]
async fn only_the_last_four_digits_are_kept() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).create(&hub).await);
    let booking = book(&hub, ada, event, 1).await.unwrap();
    let payment = pay(&hub, ada, booking.id).await.unwrap();
    assert_eq!(payment.amount, Decimal::new(25_00, 2));
    let kept: String = sqlx::query_scalar(
        "SELECT (SELECT string_agg(p::text, '') FROM payments p)
             || (SELECT string_agg(j::text, '') FROM graphile_worker._private_jobs j)",
    )
    .fetch_one(hub.db.pool())
    .await
    .unwrap();
    assert!(kept.contains("1111") && !kept.contains("11111"), "{kept}");
}
