//! INV-4, INV-5, INV-6: every order and repetition of what a provider says, and success racing expiry.

use super::support::{attendee, callback, event, expire, in_balance, pay};
use crate::bookings::{book, cancel, get, lapse};
use crate::payments::{ProviderEvent, apply_outcome};
use crate::testing::{person, test_hub};
use crate::{Actor, Hub};
use futures::future::join_all;
use types::accounts::Role;
use types::bookings::{BookInput, Booking, BookingStatus, CancelReason};
use types::ids::{BookingId, EventId};
use types::payments::{Payment, PaymentOutcome, PaymentStatus};

/// Half off, as often as people like.
async fn half_off(hub: &Hub) {
    sqlx::query(
        "INSERT INTO promotions (id, code, kind, value, owner_id, valid_from, valid_until)
         VALUES (gen_random_uuid(), 'HALF', 'PERCENT', 50, $1, now() - interval '1 day',
             now() + interval '1 day')",
    )
    .bind(person(hub, Role::Admin).await)
    .execute(hub.db.pool())
    .await
    .unwrap();
}

async fn book_with_code(hub: &Hub, actor: Actor, event: EventId) -> Booking {
    let input = BookInput { promo_code: Some("half".into()), ..BookInput::of(event, 1) };
    book(hub, actor, input, None).await.unwrap().value
}

async fn book_if_free(hub: &Hub, actor: Actor, event: EventId) {
    let input = BookInput::of(event, 1);
    // Whether there is a seat depends on the race.
    let _ = book(hub, actor, input, None).await;
}

/// Uses of a code are the bookings that count, whatever happened to them.
async fn uses_are_true(hub: &Hub) {
    let (uses, counted): (i64, i64) = sqlx::query_as(
        "SELECT (SELECT sum(uses) FROM promotions)::bigint,
             (SELECT count(*) FROM bookings WHERE promo_counted)",
    )
    .fetch_one(hub.db.pool())
    .await
    .unwrap();
    assert_eq!(uses, counted);
    let odd: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM bookings
         WHERE promotion_id IS NOT NULL AND promo_counted <> (status <> 'CANCELLED')",
    )
    .fetch_one(hub.db.pool())
    .await
    .unwrap();
    assert_eq!(odd, 0, "what ended unpaid gave its use back, what was sold kept it");
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Success(&'static str),
    Failure(&'static str),
    /// The hold ends, or the buyer gives up: what the case is about.
    End,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    /// The hold lapses and nobody wants the seat.
    Free,
    /// The hold lapses and somebody takes the seat at once.
    Gone,
    /// The buyer cancels.
    GivenUp,
}

/// Every order of the steps; of two that are the same, only one.
fn orders(steps: &[Step]) -> Vec<Vec<Step>> {
    if steps.is_empty() {
        return vec![Vec::new()];
    }
    let mut orders = Vec::new();
    for (index, first) in steps.iter().enumerate() {
        if steps[..index].contains(first) {
            continue;
        }
        let mut rest = steps.to_vec();
        rest.remove(index);
        orders.extend(self::orders(&rest).into_iter().map(|mut order| {
            order.insert(0, *first);
            order
        }));
    }
    orders
}

async fn say(hub: &Hub, payment: &Payment, name: &str, outcome: PaymentOutcome) {
    let event = ProviderEvent {
        provider: "mock",
        event_id: format!("{name}-{}", payment.id),
        reference_id: payment.reference_id.clone(),
        outcome,
    };
    apply_outcome(hub, event).await.unwrap();
}

async fn play(hub: &Hub, case: Case, order: &[Step]) {
    use CancelReason::{ByAttendee, Expired, PaymentRefunded};
    let (ada, eve) = (attendee(hub).await, attendee(hub).await);
    let event = event(hub).capacity(1).create(hub).await;
    let booking = book_with_code(hub, ada, event).await;
    let payment = pay(hub, ada, booking.id).await.unwrap();
    for step in order {
        match step {
            Step::Success(name) => say(hub, &payment, name, PaymentOutcome::Completed).await,
            Step::Failure(name) => say(hub, &payment, name, PaymentOutcome::Failed).await,
            Step::End if case == Case::GivenUp => {
                cancel(hub, ada, booking.id, None).await.unwrap();
            }
            Step::End => {
                expire(hub, booking.id).await;
                lapse(hub, booking.id).await.unwrap();
                if case == Case::Gone {
                    book_if_free(hub, eve, event).await;
                }
            }
        }
    }
    let first = order.iter().find(|step| **step != Step::End).unwrap();
    let place = |wanted: &Step| order.iter().position(|step| step == wanted).unwrap();
    let late = place(&Step::End) < place(first);
    let paid = matches!(first, Step::Success(_));
    let (status, money, reason, mails): (_, _, _, &[&str]) = match (case, paid, late) {
        (Case::GivenUp, true, true) => (
            BookingStatus::Cancelled,
            PaymentStatus::Refunded,
            Some(ByAttendee),
            &["payment_refunded"],
        ),
        (Case::GivenUp, true, false) => (
            BookingStatus::Cancelled,
            PaymentStatus::Refunded,
            Some(ByAttendee),
            &["booking_cancelled", "booking_confirmed"],
        ),
        (Case::GivenUp, false, _) => {
            (BookingStatus::Cancelled, PaymentStatus::Failed, Some(ByAttendee), &["payment_failed"])
        }
        (_, false, _) => {
            (BookingStatus::Cancelled, PaymentStatus::Failed, Some(Expired), &["payment_failed"])
        }
        (Case::Gone, true, true) => (
            BookingStatus::Cancelled,
            PaymentStatus::Refunded,
            Some(PaymentRefunded),
            &["payment_refunded"],
        ),
        (_, true, _) => {
            (BookingStatus::Confirmed, PaymentStatus::Completed, None, &["booking_confirmed"])
        }
    };
    let found = get(hub, ada, booking.id).await.unwrap();
    let what = format!("{case:?} {order:?}");
    assert_eq!((found.status, found.cancel_reason), (status, reason), "{what}");
    let payment = found.payment.unwrap();
    assert_eq!(payment.status, money, "{what}");
    let back = if money == PaymentStatus::Refunded { payment.amount } else { 0.into() };
    assert_eq!(payment.refunded, back, "{what}");
    assert_eq!(found.tickets.len(), usize::from(status == BookingStatus::Confirmed), "{what}");
    assert_eq!(told(hub, booking.id).await, mails, "{what}");
}

/// What the buyer was written, sorted.
async fn told(hub: &Hub, booking: BookingId) -> Vec<String> {
    sqlx::query_scalar("SELECT kind FROM mail_messages WHERE booking_id = $1 ORDER BY kind")
        .bind(booking)
        .fetch_all(hub.db.pool())
        .await
        .unwrap()
}

/// captured − refunded is the value of the confirmed bookings, in the rows and in the ledger.
async fn the_books_are_right(hub: &Hub) {
    let (kept, ledger, value): (i64, i64, i64) = sqlx::query_as(
        "SELECT (SELECT coalesce(sum(captured - refunded) * 100, 0) FROM payments)::bigint,
             (SELECT coalesce(sum(CASE kind WHEN 'CHARGE' THEN amount ELSE -amount END) * 100, 0)
              FROM transactions)::bigint,
             (SELECT coalesce(sum(total_price) * 100, 0) FROM bookings
              WHERE status = 'CONFIRMED')::bigint",
    )
    .fetch_one(hub.db.pool())
    .await
    .unwrap();
    assert_eq!((kept, ledger), (value, value));
    in_balance(hub).await;
    uses_are_true(hub).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn in_every_order_and_repetition_the_first_outcome_counts_and_nothing_else() {
    let (hub, _database) = test_hub().await;
    half_off(&hub).await;
    let steps = [
        Step::Success("one"),
        Step::Success("one"),
        Step::Success("two"),
        Step::Failure("three"),
        Step::Failure("three"),
        Step::End,
    ];
    let orders = orders(&steps);
    assert_eq!(orders.len(), 180, "6! orders, of which four each are the same");
    for case in [Case::Free, Case::Gone] {
        for some in orders.chunks(12) {
            join_all(some.iter().map(|order| play(&hub, case, order))).await;
        }
        the_books_are_right(&hub).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn who_gives_up_gets_everything_back_in_whatever_order_the_provider_speaks() {
    let (hub, _database) = test_hub().await;
    half_off(&hub).await;
    let steps = [
        Step::Success("one"),
        Step::Success("one"),
        Step::Failure("two"),
        Step::Failure("two"),
        Step::End,
    ];
    for some in orders(&steps).chunks(12) {
        join_all(some.iter().map(|order| play(&hub, Case::GivenUp, order))).await;
    }
    let kept: i64 = sqlx::query_scalar("SELECT sum(captured - refunded)::bigint FROM payments")
        .fetch_one(hub.db.pool())
        .await
        .unwrap();
    assert_eq!(kept, 0);
    in_balance(&hub).await;
}

/// How the rounds of a race ended.
#[derive(Clone, Copy, Debug, Default)]
struct Ends {
    seated: usize,
    refunded: usize,
}

/// One seat whose hold is over: its payment's success, its lapse and, in half of the rounds,
/// somebody else who wants it. One third of the rounds starts with the success, one with the lapse,
/// and in one all come at the same moment.
async fn round(hub: &Hub, number: usize) -> bool {
    let (ada, eve) = (attendee(hub).await, attendee(hub).await);
    let event = event(hub).capacity(1).create(hub).await;
    let booking = book_with_code(hub, ada, event).await.id;
    let payment = pay(hub, ada, booking).await.unwrap();
    expire(hub, booking).await;
    let success = {
        let (hub, payment) = (hub.clone(), payment.clone());
        async move { say(&hub, &payment, "late", PaymentOutcome::Completed).await }
    };
    let lapsing = {
        let hub = hub.clone();
        async move {
            lapse(&hub, booking).await.unwrap();
        }
    };
    let rival = {
        let hub = hub.clone();
        async move {
            if number.is_multiple_of(2) {
                book_if_free(&hub, eve, event).await;
            }
        }
    };
    let all = match number % 3 {
        0 => {
            success.await;
            vec![tokio::spawn(lapsing), tokio::spawn(rival)]
        }
        1 => {
            lapsing.await;
            vec![tokio::spawn(rival), tokio::spawn(success)]
        }
        _ => vec![tokio::spawn(lapsing), tokio::spawn(success), tokio::spawn(rival)],
    };
    for done in join_all(all).await {
        done.unwrap();
    }
    callback(hub, ada, &payment, PaymentOutcome::Failed).await;
    let found = get(hub, ada, booking).await.unwrap();
    let money = found.payment.unwrap();
    match found.status {
        BookingStatus::Confirmed => {
            assert_eq!((money.status, found.tickets.len()), (PaymentStatus::Completed, 1));
            true
        }
        BookingStatus::Cancelled => {
            assert_eq!(found.cancel_reason, Some(CancelReason::PaymentRefunded));
            assert_eq!((money.status, money.refunded), (PaymentStatus::Refunded, money.amount));
            false
        }
        BookingStatus::Pending => panic!("a success leaves nothing undecided"),
    }
}

async fn race(rounds: usize) -> Ends {
    let (hub, _database) = test_hub().await;
    half_off(&hub).await;
    let mut ends = Ends::default();
    for first in (0..rounds).step_by(5) {
        let some = (first..rounds.min(first + 5)).map(|number| round(&hub, number));
        for seated in join_all(some).await {
            if seated {
                ends.seated += 1;
            } else {
                ends.refunded += 1;
            }
        }
    }
    the_books_are_right(&hub).await;
    ends
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_success_that_races_the_end_of_its_hold_is_seated_or_refunded() {
    let ends = race(300).await;
    assert_eq!(ends.seated + ends.refunded, 300);
    assert!(ends.seated >= 100, "who came first, and who found the seat free: {ends:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
#[ignore = "takes minutes; run it with --ignored"]
async fn ten_thousand_races_of_success_and_expiry_all_end_in_a_seat_or_a_refund() {
    let ends = race(10_000).await;
    println!("{ends:?}");
    assert_eq!(ends.seated + ends.refunded, 10_000);
    assert!(ends.seated > 3_000 && ends.refunded > 300, "both ends were seen: {ends:?}");
}
