//! Goodwill refunds: a chosen sum, and never more than is left of the charge.

use super::super::support::{callback, execute, ledger, mails, seats, somebody_waits};
use super::{Scene, code, history, is_clean, scene};
use crate::bookings::{Run, cancel, cancel_ticket, get, refund_as_organizer};
use crate::db::violated;
use crate::ids::new_id;
use crate::testing::test_hub;
use futures::future::join_all;
use rust_decimal::Decimal;
use sqlx::postgres::PgConnection;
use types::ErrorCode;
use types::booking_actions::{BookingChanged, RefundBooking, RefundChoice};
use types::bookings::BookingStatus;
use types::payments::{PaymentOutcome, PaymentStatus};

impl Scene {
    async fn give(&self, cents: i64, run: Run) -> Result<BookingChanged, ErrorCode> {
        let input =
            RefundBooking { amount: Decimal::new(cents, 2), reason: "We are sorry.".into() };
        let (host, key) = (self.host, self.key());
        code(refund_as_organizer(&self.hub, host, &key, self.booking, input, run).await)
    }
}

const REAL: Run = Run::Real(None);

#[tokio::test]
async fn a_sum_goes_back_and_the_seats_stay() {
    let (hub, _database) = test_hub().await;
    let scene = scene(&hub).await;
    let rehearsed = scene.give(20_00, Run::Rehearsal).await.unwrap();
    assert_eq!(ledger(&hub).await, (50_00, 0));
    let done = scene.give(20_00, REAL).await.unwrap();
    assert_eq!(done, rehearsed);
    assert_eq!((done.effect.refund, done.effect.refundable), (20.into(), 30.into()));
    assert_eq!((done.effect.seats_freed, done.effect.people_told), (0, 1));
    assert_eq!(done.booking.status, BookingStatus::Confirmed);
    assert_eq!(done.booking.total_price, 50.into());
    let payment = done.booking.payment.unwrap();
    assert_eq!((payment.status, payment.refunded), (PaymentStatus::Completed, 20.into()));
    assert_eq!((ledger(&hub).await, seats(&hub, scene.event).await), ((50_00, 20_00), (2, 0, 0)));
    assert_eq!(mails(&hub).await, ["booking_confirmed", "booking_refunded"]);
    let entry = ("payment.refunded".to_owned(), Some("We are sorry.".to_owned()));
    assert_eq!(history(&hub, scene.booking).await, [entry]);
    is_clean(&hub).await;
}

#[tokio::test]
async fn what_went_back_is_not_given_back_again() {
    let (hub, _database) = test_hub().await;
    let scene = scene(&hub).await;
    scene.give(20_00, REAL).await.unwrap();
    // A ticket is worth half of what is left.
    let ticket = scene.tickets().await[0];
    cancel_ticket(&hub, scene.ada, scene.booking, ticket, None).await.unwrap();
    assert_eq!(ledger(&hub).await, (50_00, 35_00));
    is_clean(&hub).await;
    cancel(&hub, scene.ada, scene.booking, None).await.unwrap();
    assert_eq!(ledger(&hub).await, (50_00, 50_00));
    let payment = get(&hub, scene.ada, scene.booking).await.unwrap().payment.unwrap();
    assert_eq!(payment.status, PaymentStatus::Refunded);
    is_clean(&hub).await;
}

#[tokio::test]
async fn everything_may_go_back_and_then_the_seats_are_worth_nothing() {
    let (hub, _database) = test_hub().await;
    let scene = scene(&hub).await;
    scene.give(50_00, REAL).await.unwrap();
    assert_eq!(scene.give(1, REAL).await.unwrap_err(), ErrorCode::RefundExceedsCharge);
    let done = scene.cancel(RefundChoice::Full, None, REAL).await.unwrap();
    assert_eq!((done.effect.seats_freed, done.effect.refund), (2, 0.into()));
    assert_eq!(ledger(&hub).await, (50_00, 50_00));
    is_clean(&hub).await;
}

#[tokio::test]
async fn what_a_late_ticket_left_behind_goes_first() {
    let (hub, _database) = test_hub().await;
    let scene = scene(&hub).await;
    execute(&hub, "UPDATE bookings SET refund_full_until_hours = NULL").await;
    let ticket = scene.tickets().await[0];
    scene.cancel(RefundChoice::Rule, Some(vec![ticket]), REAL).await.unwrap();
    assert_eq!(ledger(&hub).await, (50_00, 0), "its rule gives nothing back");
    scene.give(30_00, REAL).await.unwrap();
    let goodwill: Decimal =
        sqlx::query_scalar("SELECT goodwill FROM bookings").fetch_one(hub.db.pool()).await.unwrap();
    assert_eq!(goodwill, 5.into(), "25.00 were nobody's any more");
    is_clean(&hub).await;
}

#[tokio::test]
async fn what_was_kept_of_a_cancelled_booking_can_go_back_too() {
    let (hub, _database) = test_hub().await;
    let scene = scene(&hub).await;
    execute(&hub, "UPDATE bookings SET refund_full_until_hours = NULL, refund_percent_after = 50")
        .await;
    cancel(&hub, scene.ada, scene.booking, None).await.unwrap();
    assert_eq!(ledger(&hub).await, (50_00, 25_00));
    let done = scene.give(10_00, REAL).await.unwrap();
    assert_eq!(done.effect.refundable, 15.into());
    assert_eq!(scene.give(15_01, REAL).await.unwrap_err(), ErrorCode::RefundExceedsCharge);
    scene.give(15_00, REAL).await.unwrap();
    assert_eq!(ledger(&hub).await, (50_00, 50_00));
    is_clean(&hub).await;
}

#[tokio::test]
async fn more_than_is_left_and_what_was_never_paid_is_refused() {
    let (hub, _database) = test_hub().await;
    let scene = scene(&hub).await;
    assert_eq!(scene.give(50_01, REAL).await.unwrap_err(), ErrorCode::RefundExceedsCharge);
    for cents in [0, -1, 1_000_000_001] {
        assert_eq!(scene.give(cents, REAL).await.unwrap_err(), ErrorCode::ValidationFailed);
    }
    let held = super::super::support::book(&hub, scene.ada, scene.event, 1).await.unwrap();
    let payment = super::super::support::pay(&hub, scene.ada, held.id).await.unwrap();
    let held = Scene { booking: held.id, ..scene };
    assert_eq!(held.give(1, REAL).await.unwrap_err(), ErrorCode::RefundExceedsCharge);
    callback(&hub, held.ada, &payment, PaymentOutcome::Completed).await;
    held.give(1, REAL).await.unwrap();
    is_clean(&hub).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn however_many_click_no_more_goes_back_than_was_charged() {
    let (hub, _database) = test_hub().await;
    let scene = scene(&hub).await;
    let answers = join_all((0..10).map(|_| scene.give(20_00, REAL))).await;
    let refused = answers.iter().filter_map(|answer| answer.as_ref().err());
    assert!(refused.clone().all(|code| *code == ErrorCode::RefundExceedsCharge));
    assert_eq!(refused.count(), 8);
    assert_eq!(ledger(&hub).await, (50_00, 40_00));
    is_clean(&hub).await;
}

/// The same clicks by code that looks at what is left without a lock, and then gives it back.
async fn give_blindly(tx: &mut PgConnection, cents: i64) -> Result<(), sqlx::Error> {
    sqlx::query(
        "WITH back AS (UPDATE payments SET refunded = refunded + $1 RETURNING id)
         INSERT INTO transactions (id, payment_id, kind, amount, reason)
         SELECT $2, id, 'REFUND', $1, 'goodwill' FROM back",
    )
    .bind(Decimal::new(cents, 2))
    .bind(new_id())
    .execute(tx)
    .await
    .map(drop)
}

#[tokio::test]
async fn without_the_lock_two_clicks_give_back_more_than_was_charged() {
    for guarded in [true, false] {
        let (hub, _database) = test_hub().await;
        scene(&hub).await;
        if !guarded {
            execute(&hub, "ALTER TABLE payments DROP CONSTRAINT payments_refunds_within_charges")
                .await;
        }
        let begin = async || hub.db.pool().begin().await.unwrap();
        let (mut first, mut second) = (begin().await, begin().await);
        for tx in [&mut first, &mut second] {
            let left: Decimal = sqlx::query_scalar("SELECT captured - refunded FROM payments")
                .fetch_one(&mut **tx)
                .await
                .unwrap();
            assert!(left >= 30.into(), "each of them believes that there is enough");
        }
        give_blindly(&mut first, 30_00).await.unwrap();
        let late = tokio::spawn(async move {
            let given = give_blindly(&mut second, 30_00).await;
            if given.is_ok() {
                second.commit().await.unwrap();
            }
            given
        });
        somebody_waits(&hub).await;
        if guarded {
            first.commit().await.unwrap();
            let refused = late.await.unwrap().unwrap_err();
            let guard = "payments_refunds_within_charges";
            assert_eq!(violated(&refused), Some(guard), "the database stands behind the lock");
        } else {
            first.commit().await.unwrap();
            late.await.unwrap().unwrap();
            assert_eq!(ledger(&hub).await, (50_00, 60_00));
        }
    }
}
