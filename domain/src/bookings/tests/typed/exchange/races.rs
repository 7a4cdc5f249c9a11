//! Whoever else wants the seat at the same moment.

use super::{
    Kind, allow, attendee, buy, event, exact, exchange, execute, has, ledger, some_wait, taken,
};
use crate::bookings::exchange::exchange_locked;
use crate::bookings::locked::look;
use crate::bookings::{cancel_ticket, get};
use crate::db::violated;
use crate::testing::test_hub;
use crate::{Actor, Error, Hub};
use futures::future::join_all;
use types::ErrorCode;
use types::bookings::BookingStatus;
use types::exchange::ExchangeTicket;
use types::ids::{BookingId, TicketId, TicketTypeId};

/// Two who have a dear ticket, and one seat of a cheap type.
struct Scene {
    hub: Hub,
    student: TicketTypeId,
    both: [(Actor, (BookingId, TicketId)); 2],
}

async fn scene(hub: &Hub) -> Scene {
    let event = event(hub).create(hub).await;
    let adult = Kind::of(25_00).add(hub, event).await;
    let student = Kind::of(9_99).quota(1).add(hub, event).await;
    allow(hub, event).await;
    let mut both = Vec::new();
    for _ in 0..2 {
        let (actor, booking) = has(hub, event, &[(adult, 1)]).await;
        both.push((actor, (booking.id, booking.tickets[0].id)));
    }
    Scene { hub: hub.clone(), student, both: both.try_into().unwrap() }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_who_exchange_for_the_last_seat_one_gets_it() {
    let (hub, _database) = test_hub().await;
    for round in 1..=8 {
        let it = scene(&hub).await;
        let tries = it.both.map(|(actor, of)| {
            let (hub, student) = (it.hub.clone(), it.student);
            tokio::spawn(async move { exchange(&hub, actor, of, student).await })
        });
        let done: Vec<_> = join_all(tries).await.into_iter().map(Result::unwrap).collect();
        let refused: Vec<_> = done.iter().filter_map(|it| it.as_ref().err()).collect();
        assert_eq!(refused, [&ErrorCode::SoldOut]);
        assert_eq!(taken(&hub, it.student).await, 1);
        assert_eq!(ledger(&hub).await, (round * 50_00, round * 15_01));
        exact(&hub).await;
    }
}

/// The exchange as somebody would write it who looks without a lock: the second looked before the first
/// was done, and writes after it.
async fn without_locks(it: &Scene) -> Result<(), Error> {
    let [first, second] = it.both;
    let input = ExchangeTicket { ticket_type: it.student };
    let settings = &it.hub.settings;
    let mut one = it.hub.db.pool().begin().await.unwrap();
    let seen = look(&mut one, first.1.0).await.unwrap().unwrap();
    exchange_locked(&mut one, first.0, &seen, (first.1.1, input), settings).await.unwrap();
    let other = tokio::spawn({
        let hub = it.hub.clone();
        async move {
            let mut two = hub.db.pool().begin().await.unwrap();
            let seen = look(&mut two, second.1.0).await.unwrap().unwrap();
            let of = (second.1.1, input);
            exchange_locked(&mut two, second.0, &seen, of, &hub.settings).await?;
            two.commit().await.unwrap();
            Ok(())
        }
    });
    some_wait(&it.hub, 1).await;
    one.commit().await.unwrap();
    other.await.unwrap()
}

#[tokio::test]
async fn without_the_lock_the_database_refuses_the_second_and_without_its_check_the_seat_is_sold_twice()
 {
    let (hub, _database) = test_hub().await;
    let it = scene(&hub).await;
    let Err(Error::Database(refused)) = without_locks(&it).await else { panic!("it is refused") };
    assert_eq!(violated(&refused), Some("ticket_types_never_oversold"));
    assert_eq!(taken(&hub, it.student).await, 1);
    exact(&hub).await;
    let it = scene(&hub).await;
    execute(&hub, "ALTER TABLE ticket_types DROP CONSTRAINT ticket_types_never_oversold").await;
    without_locks(&it).await.expect("nobody refuses");
    assert_eq!(taken(&hub, it.student).await, 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_exchange_and_a_booking_of_the_last_seat_are_one_of_both() {
    let (hub, _database) = test_hub().await;
    for _ in 0..8 {
        let it = scene(&hub).await;
        let event = get(&hub, it.both[0].0, it.both[0].1.0).await.unwrap().event.id;
        let (actor, of) = it.both[0];
        let eve = attendee(&hub).await;
        let exchanged = tokio::spawn({
            let (hub, student) = (hub.clone(), it.student);
            async move { exchange(&hub, actor, of, student).await.map(drop) }
        });
        let booked = tokio::spawn({
            let (hub, student) = (hub.clone(), it.student);
            async move {
                let booked = buy(&hub, eve, event, &[(student, 1)]).await;
                booked.map(drop).map_err(|refusal| refusal.failure.code)
            }
        });
        let (exchanged, booked) = (exchanged.await.unwrap(), booked.await.unwrap());
        let sold_out = Err(ErrorCode::SoldOut);
        assert!((exchanged == sold_out) != (booked == sold_out), "{exchanged:?} {booked:?}");
        assert_eq!(taken(&hub, it.student).await, 1);
        exact(&hub).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_ticket_that_is_given_back_meanwhile_brings_back_all_of_it_once() {
    let (hub, _database) = test_hub().await;
    for round in 1..=8 {
        let it = scene(&hub).await;
        let (actor, of) = it.both[0];
        let exchanged = tokio::spawn({
            let (hub, student) = (hub.clone(), it.student);
            async move { exchange(&hub, actor, of, student).await.map(drop) }
        });
        let given = tokio::spawn({
            let hub = hub.clone();
            async move { cancel_ticket(&hub, actor, of.0, of.1, None).await.map(drop) }
        });
        given.await.unwrap().unwrap();
        let exchanged = exchanged.await.unwrap();
        let late = [Err(ErrorCode::NotFound), Err(ErrorCode::BookingNotConfirmed)];
        assert!(exchanged.is_ok() || late.contains(&exchanged), "{exchanged:?}");
        let ended = get(&hub, actor, of.0).await.unwrap();
        assert_eq!(ended.status, BookingStatus::Cancelled);
        assert_eq!(taken(&hub, it.student).await, 0);
        assert_eq!(ledger(&hub).await, (round * 50_00, round * 25_00));
        exact(&hub).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_clicks_exchange_once() {
    let (hub, _database) = test_hub().await;
    let it = scene(&hub).await;
    let (actor, of) = it.both[0];
    let clicks = (0..6).map(|_| {
        let (hub, student) = (hub.clone(), it.student);
        tokio::spawn(async move { exchange(&hub, actor, of, student).await })
    });
    for click in join_all(clicks).await {
        click.unwrap().unwrap();
    }
    assert_eq!(ledger(&hub).await, (50_00, 15_01));
    assert_eq!(taken(&hub, it.student).await, 1);
    exact(&hub).await;
}
