//! Payments of exchanges, and whatever else happens at the same moment.

use super::{
    Kind, adds_up, allow, attendee, buy, callback, event, exact, exchange, execute, get_items, has,
    ledger, opened, pay, run_out, some_wait, states, taken,
};
use crate::bookings::exchange::exchange_locked;
use crate::bookings::locked::look;
use crate::bookings::{cancel, get, give_up_exchange, lapse_exchange};
use crate::db::violated;
use crate::testing::test_hub;
use crate::{Actor, Error, Hub};
use futures::future::join_all;
use types::ErrorCode;
use types::bookings::{Booking, BookingStatus};
use types::exchange::ExchangeTicket;
use types::ids::{BookingId, EventId, TicketId, TicketTypeId};
use types::payments::{PaymentOutcome, PaymentStatus};

/// Some who have a cheap ticket, and one seat of a dear type.
struct Scene {
    event: EventId,
    adult: TicketTypeId,
    holders: Vec<(Actor, (BookingId, TicketId))>,
}

async fn scene(hub: &Hub, holders: usize) -> Scene {
    let event = event(hub).create(hub).await;
    let student = Kind::of(10_00).add(hub, event).await;
    let adult = Kind::of(25_00).quota(1).add(hub, event).await;
    allow(hub, event).await;
    let mut all = Vec::new();
    for _ in 0..holders {
        let (actor, booking) = has(hub, event, &[(student, 1)]).await;
        all.push((actor, (booking.id, booking.tickets[0].id)));
    }
    Scene { event, adult, holders: all }
}

/// A number of things that are done at once.
async fn at_once<T: Send + 'static>(
    all: impl IntoIterator<Item = impl Future<Output = T> + Send + 'static>,
) -> Vec<T> {
    let tasks: Vec<_> = all.into_iter().map(tokio::spawn).collect();
    join_all(tasks).await.into_iter().map(Result::unwrap).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_eight_who_want_the_last_seat_one_may_pay_for_it() {
    let (hub, _database) = test_hub().await;
    for _ in 0..4 {
        let it = scene(&hub, 8).await;
        let adult = it.adult;
        let tries = it.holders.iter().map(|&(actor, of)| {
            let hub = hub.clone();
            async move { exchange(&hub, actor, of, adult).await }
        });
        let done: Vec<Result<Booking, ErrorCode>> = at_once(tries.collect::<Vec<_>>()).await;
        let refused: Vec<_> = done.iter().filter_map(|it| it.as_ref().err()).collect();
        assert_eq!(refused, [&ErrorCode::SoldOut; 7]);
        assert_eq!(taken(&hub, adult).await, 1);
        exact(&hub).await;
    }
}

/// The exchange as somebody would write it who looks without a lock: the second looked before the first
/// was done, and writes after it.
async fn without_locks(hub: &Hub, it: &Scene) -> Result<(), Error> {
    let (first, second) = (it.holders[0], it.holders[1]);
    let input = ExchangeTicket { ticket_type: it.adult };
    let mut one = hub.db.pool().begin().await.unwrap();
    let seen = look(&mut one, first.1.0).await.unwrap().unwrap();
    exchange_locked(&mut one, first.0, &seen, (first.1.1, input), &hub.settings).await.unwrap();
    let other = tokio::spawn({
        let hub = hub.clone();
        async move {
            let mut two = hub.db.pool().begin().await.unwrap();
            let seen = look(&mut two, second.1.0).await.unwrap().unwrap();
            let of = (second.1.1, input);
            exchange_locked(&mut two, second.0, &seen, of, &hub.settings).await?;
            two.commit().await.unwrap();
            Ok(())
        }
    });
    some_wait(hub, 1).await;
    one.commit().await.unwrap();
    other.await.unwrap()
}

#[tokio::test]
async fn without_the_lock_the_seat_is_promised_twice_but_for_the_check_behind_it() {
    let (hub, _database) = test_hub().await;
    let it = scene(&hub, 2).await;
    let Err(Error::Database(refused)) = without_locks(&hub, &it).await else {
        panic!("it is refused")
    };
    assert_eq!(violated(&refused), Some("ticket_types_never_oversold"));
    assert_eq!(taken(&hub, it.adult).await, 1);
    exact(&hub).await;
    let it = scene(&hub, 2).await;
    execute(&hub, "ALTER TABLE ticket_types DROP CONSTRAINT ticket_types_never_oversold").await;
    without_locks(&hub, &it).await.expect("nobody refuses");
    assert_eq!(taken(&hub, it.adult).await, 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_clicks_hold_one_seat_and_pay_once() {
    let (hub, _database) = test_hub().await;
    let it = scene(&hub, 1).await;
    let (actor, of) = it.holders[0];
    let adult = it.adult;
    let clicks = (0..6).map(|_| {
        let hub = hub.clone();
        async move { exchange(&hub, actor, of, adult).await.unwrap() }
    });
    let answers = at_once(clicks).await;
    assert!(answers.iter().all(|it| it == &answers[0]), "each is answered the same");
    assert_eq!(states(&hub, of.0).await, ["OPEN"]);
    let clicks = (0..6).map(|_| {
        let hub = hub.clone();
        async move { pay(&hub, actor, of.0).await.map_err(|refusal| refusal.failure.code) }
    });
    let answers = at_once(clicks).await;
    let refused: Vec<_> = answers.iter().filter_map(|it| it.as_ref().err()).collect();
    assert_eq!(refused, [&ErrorCode::PaymentInProgress; 5]);
    let payment = answers.into_iter().find_map(Result::ok).unwrap();
    callback(&hub, actor, &payment, PaymentOutcome::Completed).await;
    assert_eq!(ledger(&hub).await, (25_00, 0));
    exact(&hub).await;
}

#[tokio::test]
async fn the_index_is_what_keeps_payments_of_an_exchange_single() {
    let (hub, _database) = test_hub().await;
    let it = scene(&hub, 1).await;
    let (actor, of) = it.holders[0];
    opened(&hub, actor, of, it.adult).await;
    let first = pay(&hub, actor, of.0).await.unwrap();
    let again =
        "INSERT INTO payments (id, booking_id, provider, payment_method, reference_id, amount,
             currency, status, exchange_id)
         SELECT gen_random_uuid(), booking_id, provider, payment_method, gen_random_uuid()::text,
             amount, currency, status, exchange_id FROM payments WHERE id = $1";
    let insert = || sqlx::query(again).bind(first.id).execute(hub.db.pool());
    let refused = insert().await.unwrap_err();
    assert_eq!(violated(&refused), Some("payments_exchange_key"));
    execute(&hub, "DROP INDEX payments_exchange_key").await;
    insert().await.expect("without the index there are two");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_payment_the_end_of_its_time_and_somebody_else_end_in_one_truth() {
    let (hub, _database) = test_hub().await;
    let (mut had, mut lost) = (0, 0);
    for round in 0..12 {
        let it = scene(&hub, 1).await;
        let (actor, of) = it.holders[0];
        opened(&hub, actor, of, it.adult).await;
        let payment = pay(&hub, actor, of.0).await.unwrap();
        let exchange = run_out(&hub, of.0).await;
        let eve = attendee(&hub).await;
        let before = ledger(&hub).await;
        let wants = move |hub: Hub, event, adult| async move {
            buy(&hub, eve, event, &[(adult, 1)]).await.is_ok()
        };
        // In some rounds one of them is first by far.
        let early = if round % 3 == 0 {
            assert!(lapse_exchange(&hub, exchange).await.unwrap());
            wants(hub.clone(), it.event, it.adult).await
        } else {
            false
        };
        let lapses = tokio::spawn({
            let hub = hub.clone();
            async move { lapse_exchange(&hub, exchange).await.unwrap() }
        });
        let buys = tokio::spawn(wants(hub.clone(), it.event, it.adult));
        let paid = callback(&hub, actor, &payment, PaymentOutcome::Completed).await;
        lapses.await.unwrap();
        let bought = buys.await.unwrap() || early;
        let after = get(&hub, actor, of.0).await.unwrap();
        let done = get_items(&after) == [(it.adult, 1)];
        assert!(done != bought, "the seat is one of both's");
        let money = if done { (15_00, 0) } else { (15_00, 15_00) };
        assert_eq!(ledger(&hub).await, (before.0 + money.0, before.1 + money.1));
        let status = if done { PaymentStatus::Completed } else { PaymentStatus::Refunded };
        assert_eq!((paid.status, taken(&hub, it.adult).await), (status, 1));
        adds_up(&hub, &after).await;
        exact(&hub).await;
        had += i32::from(done);
        lost += i32::from(!done);
    }
    assert!(lost >= 4, "{had} had it and {lost} did not");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_payment_and_a_cancellation_at_once_bring_all_money_back() {
    let (hub, _database) = test_hub().await;
    for _ in 0..8 {
        let it = scene(&hub, 1).await;
        let (actor, of) = it.holders[0];
        opened(&hub, actor, of, it.adult).await;
        let payment = pay(&hub, actor, of.0).await.unwrap();
        let cancelled = tokio::spawn({
            let hub = hub.clone();
            async move { cancel(&hub, actor, of.0, None).await.map(drop) }
        });
        callback(&hub, actor, &payment, PaymentOutcome::Completed).await;
        cancelled.await.unwrap().unwrap();
        let ended = get(&hub, actor, of.0).await.unwrap();
        assert_eq!((ended.status, ended.exchange), (BookingStatus::Cancelled, None));
        assert_eq!(taken(&hub, it.adult).await, 0);
        let (charged, back) = ledger(&hub).await;
        assert_eq!(charged, back);
        exact(&hub).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn it_is_paid_or_given_up_and_never_both() {
    let (hub, _database) = test_hub().await;
    for _ in 0..8 {
        let it = scene(&hub, 1).await;
        let (actor, of) = it.holders[0];
        opened(&hub, actor, of, it.adult).await;
        let paying = tokio::spawn({
            let hub = hub.clone();
            async move { pay(&hub, actor, of.0).await.map_err(|refusal| refusal.failure.code) }
        });
        let given_up = give_up_exchange(&hub, actor, of.0, of.1).await;
        match (paying.await.unwrap(), given_up) {
            (Ok(payment), Err(error)) => {
                assert_eq!(error.code(), Some(ErrorCode::PaymentInProgress));
                callback(&hub, actor, &payment, PaymentOutcome::Completed).await;
                assert_eq!(states(&hub, of.0).await, ["DONE"]);
            }
            (Err(code), Ok(kept)) => {
                assert_eq!((code, kept.exchange), (ErrorCode::AlreadyPaid, None));
                assert_eq!(states(&hub, of.0).await, ["CANCELLED"]);
            }
            both => panic!("{both:?}"),
        }
        exact(&hub).await;
    }
}
