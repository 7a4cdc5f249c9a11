//! INV-1 and INV-2: never oversold, and the counters are the truth of the rows.

use super::support::{
    attendee, book, event, execute, in_balance, insert_booking, seats, sold, somebody_waits,
};
use crate::bookings::{cancel, reconcile};
use crate::testing::test_hub;
use crate::{Actor, Hub};
use futures::future::join_all;
use sqlx::{Acquire as _, Connection as _};
use types::ErrorCode;
use types::ids::EventId;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_last_seats_are_sold_once() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).capacity(37).create(&hub).await;
    let people = join_all((0..8).map(|_| attendee(&hub))).await;
    let tasks = (0..80).map(|n| {
        let (hub, actor) = (hub.clone(), people[n % people.len()]);
        let quantity = i64::try_from(n % 3 + 1).unwrap();
        tokio::spawn(async move { book(&hub, actor, event, quantity).await.map(|b| b.quantity) })
    });
    let mut seats_sold = 0;
    for outcome in join_all(tasks).await {
        match outcome.unwrap() {
            Ok(quantity) => seats_sold += quantity,
            Err(refusal) => {
                assert_eq!(refusal.failure.code, ErrorCode::SoldOut);
                assert!(refusal.failure.seats_available.unwrap() < 3);
            }
        }
    }
    assert_eq!(seats_sold, 37, "single seats fill what is left");
    assert_eq!(seats(&hub, event).await, (0, 37, 0));
    assert_eq!(sold(&hub, event).await, 37);
    in_balance(&hub).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn booking_and_cancelling_at_once_keeps_the_counters_true() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).capacity(5).create(&hub).await;
    let people = join_all((0..6).map(|_| attendee(&hub))).await;
    join_all(people.into_iter().map(|actor| {
        let hub = hub.clone();
        tokio::spawn(async move {
            for _ in 0..10 {
                if let Ok(booking) = book(&hub, actor, event, 2).await {
                    let hub = &hub;
                    let both = (0..2).map(|_| cancel(hub, actor, booking.id, None));
                    for cancelled in join_all(both).await {
                        cancelled.unwrap();
                    }
                }
            }
        })
    }))
    .await
    .into_iter()
    .for_each(|done| done.unwrap());
    assert_eq!(seats(&hub, event).await, (0, 0, 0));
    in_balance(&hub).await;
}

/// How somebody sells one seat: in two steps, so that another can come between.
#[derive(Clone, Copy)]
enum Seller {
    /// The claim of this crate.
    Claim,
    /// Counts the rows, and then inserts.
    CountThenInsert,
}

/// Two buyers want the one seat there is; the second looks before the first has committed.
async fn race_for_one_seat(hub: &Hub, event: EventId, people: [Actor; 2], seller: Seller) {
    match seller {
        Seller::CountThenInsert => {
            let mut first = hub.db.read().await.unwrap();
            let mut second = hub.db.read().await.unwrap();
            let mut first = first.begin().await.unwrap();
            let mut second = second.begin().await.unwrap();
            let count =
                "SELECT coalesce(sum(quantity), 0)::bigint FROM bookings WHERE event_id = $1";
            let mut free = Vec::new();
            for tx in [&mut first, &mut second] {
                let sold: i64 =
                    sqlx::query_scalar(count).bind(event).fetch_one(&mut **tx).await.unwrap();
                free.push(1 - sold);
            }
            for ((tx, free), actor) in [first, second].into_iter().zip(free).zip(people) {
                let mut tx = tx;
                if free > 0 {
                    insert_booking(&mut tx, event, actor, 1).await;
                }
                tx.commit().await.unwrap();
            }
        }
        Seller::Claim => {
            let mut first = hub.db.read().await.unwrap();
            let mut first = first.begin().await.unwrap();
            let claim = super::super::claim::Claim {
                event,
                user: people[0].user_id().unwrap(),
                version: None,
                session: None,
                quantity: 1,
                items: super::super::claim::Items::NONE,
                hold: hub.settings.booking_hold,
                via: None,
            };
            super::super::claim::claim(&mut first, claim).await.unwrap();
            let other = tokio::spawn({
                let hub = hub.clone();
                async move { book(&hub, people[1], event, 1).await }
            });
            somebody_waits(hub).await;
            first.commit().await.unwrap();
            let refusal = other.await.unwrap().unwrap_err().failure;
            assert_eq!((refusal.code, refusal.seats_available), (ErrorCode::SoldOut, Some(0)));
        }
    }
}

#[tokio::test]
async fn a_buyer_who_waited_for_the_last_seat_is_told_it_is_gone() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).capacity(1).create(&hub).await;
    let people = [attendee(&hub).await, attendee(&hub).await];
    race_for_one_seat(&hub, event, people, Seller::Claim).await;
    assert_eq!(sold(&hub, event).await, 1);
    in_balance(&hub).await;
}

#[tokio::test]
async fn without_the_claim_the_same_race_oversells() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).capacity(1).create(&hub).await;
    let people = [attendee(&hub).await, attendee(&hub).await];
    race_for_one_seat(&hub, event, people, Seller::CountThenInsert).await;
    assert_eq!(sold(&hub, event).await, 2, "one seat was sold twice");
    assert_eq!(reconcile(&hub).await.unwrap().len(), 1, "and the reconciler says so");
}

#[tokio::test]
async fn the_database_refuses_what_a_claim_would_forget_to_ask() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).capacity(1).create(&hub).await;
    let grab = || async {
        sqlx::query("UPDATE events SET seats_held = seats_held + 2 WHERE id = $1")
            .bind(event)
            .execute(hub.db.pool())
            .await
    };
    let refused = grab().await.unwrap_err();
    assert_eq!(crate::db::violated(&refused), Some("events_never_oversold"));
    execute(&hub, "ALTER TABLE events DROP CONSTRAINT events_never_oversold").await;
    grab().await.expect("without the check nobody refuses");
}

#[tokio::test]
async fn the_reconciler_reports_drift_and_repairs_nothing() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).create(&hub).await);
    book(&hub, ada, event, 3).await.unwrap();
    in_balance(&hub).await;
    execute(&hub, "UPDATE events SET seats_held = 1, seats_offered = 1 WHERE seats_held = 3").await;
    for _ in 0..2 {
        let drift = reconcile(&hub).await.unwrap();
        assert_eq!(drift.len(), 1);
        assert_eq!((drift[0].event, drift[0].counters.held, drift[0].rows.held), (event, 1, 3));
        assert_eq!((drift[0].counters.offered, drift[0].rows.offered), (1, 0));
    }
}

#[tokio::test]
async fn a_connection_that_is_not_in_a_transaction_is_what_a_claim_needs() {
    // The claim is one statement: it commits by itself and holds its lock no longer.
    let (hub, database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).create(&hub).await);
    let booking = book(&hub, ada, event, 1).await.unwrap();
    let mut other = sqlx::PgConnection::connect(&database.url()).await.unwrap();
    let seen: i64 = sqlx::query_scalar("SELECT count(*) FROM bookings WHERE id = $1")
        .bind(booking.id)
        .fetch_one(&mut other)
        .await
        .unwrap();
    assert_eq!(seen, 1, "acknowledged means committed");
}
