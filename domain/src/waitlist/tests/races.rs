//! Whoever is faster: promised seats stay promised. Each guard's race, and what happens without it.

use super::support::*;
use crate::bookings::{cancel, confirm, get, lapse};
use crate::testing::test_hub;
use crate::waitlist::leave;
use crate::{Actor, Hub};
use futures::future::join_all;
use sqlx::Acquire as _;
use types::ErrorCode;
use types::bookings::BookingStatus;
use types::ids::{BookingId, EventId};
use types::waitlist::WaitlistStatus as S;

/// A sold-out event, its bookings of one seat each, and their owner.
async fn full(hub: &Hub, capacity: i32) -> (EventId, Actor, Vec<BookingId>) {
    let ada = attendee(hub).await;
    let event = event(hub).free().capacity(capacity).create(hub).await;
    let mut seats = Vec::new();
    for _ in 0..capacity {
        seats.push(book(hub, ada, event, 1).await.unwrap().id);
    }
    (event, ada, seats)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn seats_that_come_free_in_a_rush_are_the_waiting_ones() {
    let (hub, _database) = test_hub().await;
    let (event, ada, bookings) = full(&hub, 8).await;
    let mut people = Vec::new();
    for _ in 0..8 {
        people.push(waiting(&hub, event, 1).await);
    }
    let public = join_all((0..4).map(|_| attendee(&hub))).await;
    let frees = bookings.into_iter().map(|id| {
        let hub = hub.clone();
        tokio::spawn(async move { cancel(&hub, ada, id, None).await.map(drop) })
    });
    let books = (0..40).map(|n| {
        let (hub, actor) = (hub.clone(), public[n % public.len()]);
        tokio::spawn(async move { book(&hub, actor, event, 1).await.map(drop) })
    });
    let (frees, books) = tokio::join!(join_all(frees), join_all(books));
    for freed in frees {
        freed.unwrap().unwrap();
    }
    for booked in books {
        let refused = code(booked.unwrap());
        assert!(matches!(refused, ErrorCode::WaitlistFirst | ErrorCode::SoldOut), "{refused:?}");
    }
    for person in people {
        assert_eq!(status(&hub, person, event).await, S::Offered);
    }
    assert_eq!(seats(&hub, event).await, (0, 0, 8));
    in_balance(&hub).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_seats_that_come_free_at_once_are_offered_to_the_first_two() {
    let (hub, _database) = test_hub().await;
    for _ in 0..5 {
        let (event, ada, bookings) = full(&hub, 2).await;
        let mut people = Vec::new();
        for _ in 0..3 {
            people.push(waiting(&hub, event, 1).await);
        }
        let (one, two) = tokio::join!(
            cancel(&hub, ada, bookings[0], None),
            cancel(&hub, ada, bookings[1], None)
        );
        one.unwrap();
        two.unwrap();
        let mut found = Vec::new();
        for person in &people {
            found.push(status(&hub, *person, event).await);
        }
        assert_eq!(found, [S::Offered, S::Offered, S::Waiting]);
        in_balance(&hub).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_offer_is_accepted_or_lapses_and_never_both() {
    let (hub, _database) = test_hub().await;
    for _ in 0..10 {
        let (event, ada, bookings) = full(&hub, 1).await;
        let (eve, next) = (waiting(&hub, event, 1).await, waiting(&hub, event, 1).await);
        cancel(&hub, ada, bookings[0], None).await.unwrap();
        let offer = offer(&hub, eve, event).await;
        // Its end comes while both are under way.
        sqlx::query("UPDATE bookings SET hold_expires_at = clock_timestamp() + $2 WHERE id = $1")
            .bind(offer)
            .bind(std::time::Duration::from_millis(4))
            .execute(hub.db.pool())
            .await
            .unwrap();
        let lapsing = async {
            while get(&hub, eve, offer).await.unwrap().status == BookingStatus::Pending {
                lapse(&hub, offer).await.unwrap();
            }
        };
        let (accepted, ()) = tokio::join!(confirm(&hub, eve, offer, None), lapsing);
        let (mine, theirs) = (status(&hub, eve, event).await, status(&hub, next, event).await);
        if accepted.is_ok() {
            assert_eq!((mine, theirs), (S::Accepted, S::Waiting));
            assert_eq!(seats(&hub, event).await, (1, 0, 0));
        } else {
            assert_eq!((mine, theirs), (S::Expired, S::Offered));
            assert_eq!(seats(&hub, event).await, (0, 0, 1));
        }
        in_balance(&hub).await;
    }
}

#[tokio::test]
async fn who_joins_while_a_seat_comes_free_gets_it_or_is_told_it_is_free() {
    let (hub, _database) = test_hub().await;
    // The seat comes free first: joining waits for it, and is told.
    let (event, _, _) = full(&hub, 1).await;
    let eve = attendee(&hub).await;
    let mut freeing = hub.db.read().await.unwrap();
    let mut freeing = freeing.begin().await.unwrap();
    free_one(&mut freeing, event).await;
    let joining = tokio::spawn({
        let hub = hub.clone();
        async move { wait(&hub, eve, event, 1).await }
    });
    somebody_waits(&hub).await;
    freeing.commit().await.unwrap();
    assert_eq!(code(joining.await.unwrap()), ErrorCode::SeatsAvailable);
    // They join first: the seat waits for them, and is theirs.
    let (event, ada, bookings) = full(&hub, 1).await;
    let mut joining = hub.db.read().await.unwrap();
    let mut joining = joining.begin().await.unwrap();
    crate::waitlist::store::lock_joinable(&mut joining, event).await.unwrap();
    let freeing = tokio::spawn({
        let hub = hub.clone();
        async move { cancel(&hub, ada, bookings[0], None).await.map(drop) }
    });
    somebody_waits(&hub).await;
    let user = eve.user_id().unwrap();
    crate::waitlist::store::insert(&mut joining, event, user, &one_seat()).await.unwrap();
    joining.commit().await.unwrap();
    freeing.await.unwrap().unwrap();
    assert_eq!(status(&hub, eve, event).await, S::Offered);
    in_balance(&hub).await;
}

fn one_seat() -> crate::waitlist::store::Joining {
    crate::waitlist::store::Joining { quantity: 1, ticket_types: Vec::new(), via: None }
}

/// Cancels a booking in a transaction that is still open.
async fn free_one(tx: &mut sqlx::PgConnection, event: EventId) {
    sqlx::query("UPDATE events SET seats_confirmed = seats_confirmed - 1 WHERE id = $1")
        .bind(event)
        .execute(&mut *tx)
        .await
        .unwrap();
    sqlx::query(
        "UPDATE bookings SET status = 'CANCELLED', cancel_reason = 'by_attendee',
             cancelled_at = clock_timestamp() WHERE event_id = $1",
    )
    .bind(event)
    .execute(tx)
    .await
    .unwrap();
}

#[tokio::test]
async fn without_the_events_lock_who_joins_waits_beside_a_free_seat() {
    let (hub, _database) = test_hub().await;
    execute(&hub, "DROP TRIGGER events_waitlist_first ON events").await;
    let (event, ada, bookings) = full(&hub, 1).await;
    let eve = attendee(&hub).await;
    // Looks without the lock: nothing is free yet.
    let free: i32 =
        sqlx::query_scalar("SELECT max_capacity - seats_confirmed FROM events WHERE id = $1")
            .bind(event)
            .fetch_one(hub.db.pool())
            .await
            .unwrap();
    assert_eq!(free, 0);
    cancel(&hub, ada, bookings[0], None).await.unwrap();
    let mut connection = hub.db.read().await.unwrap();
    let user = eve.user_id().unwrap();
    crate::waitlist::store::insert(&mut connection, event, user, &one_seat()).await.unwrap();
    assert_eq!(status(&hub, eve, event).await, S::Waiting, "with a free seat beside them");
    assert_eq!(seats(&hub, event).await, (0, 0, 0));
}

/// A buyer waits for the event's row while somebody joins the line: a look into the other table is
/// as old as the statement, the event's own row is as new as the lock.
async fn buyer_behind_a_join(hub: &Hub, guard: &'static str) -> (EventId, u64) {
    let (event, ada, bookings) = full(hub, 1).await;
    cancel(hub, ada, bookings[0], None).await.unwrap();
    let eve = attendee(hub).await;
    let mut other = hub.db.read().await.unwrap();
    let mut other = other.begin().await.unwrap();
    let user = eve.user_id().unwrap();
    crate::waitlist::store::insert(&mut other, event, user, &one_seat()).await.unwrap();
    let buyer = tokio::spawn({
        let hub = hub.clone();
        async move {
            sqlx::query(sqlx::AssertSqlSafe(format!(
                "UPDATE events SET seats_held = seats_held + 1
                 WHERE id = $1 AND seats_confirmed + seats_held + seats_offered + 1 <= max_capacity
                   AND {guard}"
            )))
            .bind(event)
            .execute(hub.db.pool())
            .await
            .unwrap()
            .rows_affected()
        }
    });
    somebody_waits(hub).await;
    other.commit().await.unwrap();
    (event, buyer.await.unwrap())
}

#[tokio::test]
async fn the_claim_asks_the_events_own_row_because_another_table_looks_old_after_a_wait() {
    let (hub, _database) = test_hub().await;
    // A seat is free while somebody waits for it: what the hook would not let happen.
    execute(&hub, "DROP TRIGGER events_waitlist_first ON events").await;
    let own_row = "(waitlist_smallest IS NULL OR waitlist_smallest
        > max_capacity - seats_confirmed - seats_held - seats_offered)";
    let (_, taken) = buyer_behind_a_join(&hub, own_row).await;
    assert_eq!(taken, 0, "the claim's own guard sees who has just joined");
    let other_table = "NOT EXISTS (SELECT FROM waitlist_entries w
        WHERE w.event_id = events.id AND w.status = 'WAITING')";
    let (_, taken) = buyer_behind_a_join(&hub, other_table).await;
    assert_eq!(taken, 1, "the public took the seat of somebody who waits");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn joining_twice_at_once_is_one_place() {
    let (hub, _database) = test_hub().await;
    let (event, _, _) = full(&hub, 1).await;
    let eve = attendee(&hub).await;
    let joined = join_all((0..8).map(|_| {
        let hub = hub.clone();
        tokio::spawn(async move { wait(&hub, eve, event, 1).await })
    }))
    .await;
    let (done, refused): (Vec<_>, Vec<_>) =
        joined.into_iter().map(Result::unwrap).partition(Result::is_ok);
    assert_eq!(done.len(), 1);
    assert!(refused.into_iter().all(|refusal| code(refusal) == ErrorCode::AlreadyWaiting));
    assert_eq!(line(&hub, event).await, (1, Some(1)));
    let left = join_all((0..4).map(|_| leave(&hub, eve, "none")).collect::<Vec<_>>()).await;
    assert!(left.iter().all(Result::is_err), "there is no such event");
}
