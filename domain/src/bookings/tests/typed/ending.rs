//! Every way in which seats come back gives them back on each level.

use super::support::{
    Kind, bought, callback, event, exact, execute, expire, in_balance, organizer, pay, pool, taken,
    taken_of_pool,
};
use crate::bookings::{Run, cancel, cancel_as_organizer, cancel_for_event, get, lapse};
use crate::testing::test_hub;
use types::booking_actions::{CancelBooking, RefundChoice};
use types::bookings::{BookingStatus, CancelReason};
use types::payments::{PaymentOutcome, PaymentStatus};

#[tokio::test]
async fn cancelled_lapsed_or_dismissed_the_seats_of_types_and_pools_are_free() {
    let (hub, _database) = test_hub().await;
    let host = organizer(&hub).await;
    let event = event(&hub).hosted_by(&hub, host).await;
    let shared = pool(&hub, event, 10).await;
    let adult = Kind::of(25_00).pool(shared).quota(8).add(&hub, event).await;
    let (ada, by_herself) = bought(&hub, event, &[(adult, 1)]).await;
    let (_, lapsed) = bought(&hub, event, &[(adult, 2)]).await;
    let (cy, by_host) = bought(&hub, event, &[(adult, 3)]).await;
    let payment = pay(&hub, cy, by_host.id).await.unwrap();
    callback(&hub, cy, &payment, PaymentOutcome::Completed).await;
    assert_eq!((taken(&hub, adult).await, taken_of_pool(&hub, shared).await), (6, 6));
    cancel(&hub, ada, by_herself.id, None).await.unwrap();
    cancel(&hub, ada, by_herself.id, None).await.unwrap();
    assert_eq!((taken(&hub, adult).await, taken_of_pool(&hub, shared).await), (5, 5));
    expire(&hub, lapsed.id).await;
    assert!(lapse(&hub, lapsed.id).await.unwrap());
    assert!(!lapse(&hub, lapsed.id).await.unwrap());
    assert_eq!((taken(&hub, adult).await, taken_of_pool(&hub, shared).await), (3, 3));
    exact(&hub).await;
    // Two of three tickets, and then all that is left.
    let tickets = get(&hub, cy, by_host.id).await.unwrap().tickets;
    for some in [Some(vec![tickets[0].id, tickets[2].id]), None] {
        let input = CancelBooking {
            reason: "It has to be.".into(),
            refund: RefundChoice::Full,
            tickets: some,
        };
        let (key, run) = (event.to_string(), Run::Real(None));
        cancel_as_organizer(&hub, host, &key, by_host.id, input, run).await.unwrap();
        exact(&hub).await;
    }
    assert_eq!((taken(&hub, adult).await, taken_of_pool(&hub, shared).await), (0, 0));
    assert_eq!(super::support::ledger(&hub).await, (75_00, 75_00));
}

#[tokio::test]
async fn a_cancelled_event_gives_all_of_them_back() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).create(&hub).await;
    let adult = Kind::of(0).quota(8).add(&hub, event).await;
    let child = Kind::of(5_00).quota(8).add(&hub, event).await;
    for _ in 0..3 {
        bought(&hub, event, &[(adult, 1)]).await;
        bought(&hub, event, &[(adult, 1), (child, 1)]).await;
    }
    execute(&hub, "UPDATE events SET status = 'CANCELLED', cancelled_at = clock_timestamp()").await;
    while cancel_for_event(&hub, event, 100).await.unwrap().cancelled > 0 {}
    assert_eq!((taken(&hub, adult).await, taken(&hub, child).await), (0, 0));
    exact(&hub).await;
}

#[tokio::test]
async fn who_pays_too_late_has_the_seats_only_where_each_type_still_has_them() {
    for full in [false, true] {
        let (hub, _database) = test_hub().await;
        let event = event(&hub).create(&hub).await;
        let adult = Kind::of(25_00).quota(2).add(&hub, event).await;
        let (ada, booking) = bought(&hub, event, &[(adult, 2)]).await;
        let payment = pay(&hub, ada, booking.id).await.unwrap();
        expire(&hub, booking.id).await;
        assert!(lapse(&hub, booking.id).await.unwrap());
        if full {
            bought(&hub, event, &[(adult, 1)]).await;
        }
        let payment = callback(&hub, ada, &payment, PaymentOutcome::Completed).await;
        let booking = get(&hub, ada, booking.id).await.unwrap();
        if full {
            assert_eq!(payment.status, PaymentStatus::Refunded);
            assert_eq!(booking.cancel_reason, Some(CancelReason::PaymentRefunded));
            assert_eq!(taken(&hub, adult).await, 1);
        } else {
            assert_eq!(booking.status, BookingStatus::Confirmed);
            assert_eq!((booking.tickets.len(), taken(&hub, adult).await), (2, 2));
        }
        exact(&hub).await;
    }
}

#[tokio::test]
async fn a_type_that_is_not_counted_moves_no_counter() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).create(&hub).await;
    let open = Kind::of(25_00).add(&hub, event).await;
    let (ada, booking) = bought(&hub, event, &[(open, 4)]).await;
    let version = "SELECT xmin::text FROM ticket_types";
    let before: String = sqlx::query_scalar(version).fetch_one(hub.db.pool()).await.unwrap();
    cancel(&hub, ada, booking.id, None).await.unwrap();
    bought(&hub, event, &[(open, 1)]).await;
    let after: String = sqlx::query_scalar(version).fetch_one(hub.db.pool()).await.unwrap();
    assert_eq!(before, after);
    in_balance(&hub).await;
}
