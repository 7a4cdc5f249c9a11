//! How many seats of an event one person may have: for nothing, and in all.

use super::support::{
    attendee, book, callback, event, execute, expire, in_balance, paid, pay, sold,
};
use crate::bookings::claim::{Claim, ClaimReply, Items, LockPolicy, hold_statement, hold_with};
use crate::bookings::{cancel, confirm, get, lapse};
use crate::idempotency::{IdempotencyKey, Refusal};
use crate::testing::{logged_in, test_hub};
use crate::{Actor, Hub, Settings, bookings, waitlist};
use futures::future::{BoxFuture, join_all};
use sqlx::{Acquire as _, AssertSqlSafe};
use types::bookings::{BookInput, BookingStatus};
use types::ids::EventId;
use types::payments::{PaymentOutcome, PaymentStatus};
use types::waitlist::JoinWaitlist;
use types::{ErrorCode, Failure};

/// The documented default for seats that are not paid for.
const UNPAID: i32 = 20;

async fn at_most(hub: &Hub, event: EventId, most: i32) {
    sqlx::query("UPDATE events SET max_per_person = $2 WHERE id = $1")
        .bind(event)
        .bind(most)
        .execute(hub.db.pool())
        .await
        .unwrap();
}

fn limit<T: std::fmt::Debug>(answer: Result<T, Refusal>) -> Option<i32> {
    let failure = answer.unwrap_err().failure;
    assert_eq!(failure.code, ErrorCode::PerPersonLimit);
    failure.limit
}

#[tokio::test]
async fn nobody_holds_a_whole_event_for_nothing() {
    let (hub, _database) = test_hub().await;
    let (ada, eve) = (attendee(&hub).await, attendee(&hub).await);
    let event = event(&hub).capacity(100).create(&hub).await;
    let first = book(&hub, ada, event, 10).await.unwrap();
    book(&hub, ada, event, 10).await.unwrap();
    for quantity in [1, 10] {
        assert_eq!(limit(book(&hub, ada, event, quantity).await), Some(UNPAID));
    }
    book(&hub, eve, event, 10).await.expect("others have a limit of their own");
    let elsewhere = super::support::event(&hub).create(&hub).await;
    book(&hub, ada, elsewhere, 10).await.expect("and so have other events");
    // What is given back, or paid, is held no more.
    cancel(&hub, ada, first.id, None).await.unwrap();
    let again = book(&hub, ada, event, 10).await.unwrap();
    assert_eq!(limit(book(&hub, ada, event, 1).await), Some(UNPAID));
    let payment = pay(&hub, ada, again.id).await.unwrap();
    callback(&hub, ada, &payment, PaymentOutcome::Completed).await;
    book(&hub, ada, event, 10).await.expect("paid seats are not held");
    assert_eq!(limit(book(&hub, ada, event, 1).await), Some(UNPAID));
    in_balance(&hub).await;
}

#[tokio::test]
async fn what_costs_nothing_has_the_same_limit_unless_the_organizer_chose_another() {
    let (hub, _database) = test_hub().await;
    let ada = attendee(&hub).await;
    let event = event(&hub).free().capacity(100).create(&hub).await;
    for _ in 0..2 {
        book(&hub, ada, event, 10).await.unwrap();
    }
    assert_eq!(limit(book(&hub, ada, event, 1).await), Some(UNPAID));
    at_most(&hub, event, 25).await;
    assert_eq!(limit(book(&hub, ada, event, 6).await), Some(25));
    book(&hub, ada, event, 5).await.unwrap();
    assert_eq!(limit(book(&hub, ada, event, 1).await), Some(25));
    assert_eq!(sold(&hub, event).await, 25);
}

#[tokio::test]
async fn what_the_organizer_chose_counts_paid_seats_too() {
    let (hub, _database) = test_hub().await;
    let ada = attendee(&hub).await;
    let event = event(&hub).create(&hub).await;
    at_most(&hub, event, 4).await;
    assert_eq!(limit(book(&hub, ada, event, 5).await), Some(4), "the first booking as well");
    paid(&hub, ada, event, 3).await;
    assert_eq!(limit(book(&hub, ada, event, 2).await), Some(4));
    book(&hub, ada, event, 1).await.unwrap();
    assert_eq!(sold(&hub, event).await, 4);
}

type Way = fn(Hub, Actor, EventId) -> BoxFuture<'static, Option<Failure>>;

/// Every entrance through which a person gets seats.
const WAYS: [(&str, Way); 5] = [
    ("a form", |hub, actor, event| {
        Box::pin(async move { refused(book(&hub, actor, event, 1).await) })
    }),
    ("a request with a key", |hub, actor, event| {
        Box::pin(async move {
            let key = IdempotencyKey::parse("once").unwrap();
            let input = BookInput::of(event, 1);
            refused(bookings::book(&hub, actor, input, Some(key)).await)
        })
    }),
    ("a promo code", |hub, actor, event| {
        Box::pin(async move {
            let input = BookInput { promo_code: Some("ANY".into()), ..BookInput::of(event, 1) };
            refused(bookings::book(&hub, actor, input, None).await)
        })
    }),
    ("an access token", |hub, actor, event| {
        Box::pin(async move {
            let bearer = logged_in(&hub, actor.user_id().unwrap()).await;
            let input = BookInput::of(event, 1);
            refused(bookings::book(&hub, bearer, input, None).await)
        })
    }),
    ("the waitlist", |hub, actor, event| {
        Box::pin(async move {
            sqlx::query("UPDATE events SET max_capacity = seats_held WHERE id = $1")
                .bind(event)
                .execute(hub.db.pool())
                .await
                .unwrap();
            let input = JoinWaitlist::of(1);
            refused(waitlist::join(&hub, actor, &event.to_string(), input, None).await)
        })
    }),
];

fn refused<T>(answer: Result<T, Refusal>) -> Option<Failure> {
    answer.err().map(|refusal| refusal.failure)
}

#[tokio::test]
async fn every_entrance_keeps_the_limit() {
    let (hub, _database) = test_hub().await;
    for (way, go) in WAYS {
        let (ada, event) = (attendee(&hub).await, event(&hub).capacity(50).create(&hub).await);
        for _ in 0..2 {
            book(&hub, ada, event, 10).await.unwrap();
        }
        let failure = go(hub.clone(), ada, event).await.unwrap_or_else(|| panic!("{way}"));
        assert_eq!(
            (failure.code, failure.limit),
            (ErrorCode::PerPersonLimit, Some(UNPAID)),
            "{way}"
        );
        assert_eq!(sold(&hub, event).await, 20, "{way}");
    }
    in_balance(&hub).await;
}

#[tokio::test]
async fn a_party_that_waits_counts_and_its_offer_needs_no_other_look() {
    let (hub, _database) = test_hub().await;
    let (ada, eve) = (attendee(&hub).await, attendee(&hub).await);
    let event = event(&hub).capacity(30).create(&hub).await;
    let other = book(&hub, eve, event, 10).await.unwrap();
    for _ in 0..2 {
        book(&hub, attendee(&hub).await, event, 10).await.unwrap();
    }
    let wait = JoinWaitlist::of(10);
    waitlist::join(&hub, ada, &event.to_string(), wait, None).await.unwrap();
    // More seats, which are too few for the party that waits.
    sqlx::query("UPDATE events SET max_capacity = 39 WHERE id = $1")
        .bind(event)
        .execute(hub.db.pool())
        .await
        .unwrap();
    book(&hub, ada, event, 8).await.unwrap();
    at_most(&hub, event, 18).await;
    assert_eq!(limit(book(&hub, ada, event, 1).await), Some(18));
    cancel(&hub, eve, other.id, None).await.expect("whoever frees seats is not told of limits");
    let entry = waitlist::own(&hub, ada, &event.to_string()).await.unwrap();
    let offer = entry.booking.expect("they were offered");
    assert_eq!(limit(book(&hub, ada, event, 1).await), Some(18), "an offer counts as well");
    sqlx::query(
        "UPDATE bookings SET total_price = 0, discount = unit_price * quantity WHERE id = $1",
    )
    .bind(offer)
    .execute(hub.db.pool())
    .await
    .unwrap();
    confirm(&hub, ada, offer, None).await.unwrap();
    in_balance(&hub).await;
}

#[tokio::test]
async fn a_late_payment_does_not_seat_more_than_one_person_may_have() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).create(&hub).await);
    at_most(&hub, event, 4).await;
    let late = book(&hub, ada, event, 3).await.unwrap();
    let payment = pay(&hub, ada, late.id).await.unwrap();
    expire(&hub, late.id).await;
    assert!(lapse(&hub, late.id).await.unwrap());
    book(&hub, ada, event, 2).await.unwrap();
    let payment = callback(&hub, ada, &payment, PaymentOutcome::Completed).await;
    assert_eq!(payment.status, PaymentStatus::Refunded);
    assert_eq!(get(&hub, ada, late.id).await.unwrap().status, BookingStatus::Cancelled);
    assert_eq!(sold(&hub, event).await, 2);
    in_balance(&hub).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn however_many_requests_come_at_once_the_limit_holds() {
    let (hub, database) = test_hub().await;
    let other = Hub::new(database.connect().await, Settings::clone(&hub.settings));
    for free in [false, true] {
        let (ada, wanted) = (attendee(&hub).await, event(&hub).capacity(500));
        let event = if free { wanted.free() } else { wanted }.create(&hub).await;
        let tasks = (0..120).map(|n| {
            let hub = if n % 2 == 0 { hub.clone() } else { other.clone() };
            tokio::spawn(async move { book(&hub, ada, event, 1).await })
        });
        let mut booked = 0;
        for answer in join_all(tasks).await {
            match answer.unwrap() {
                Ok(_) => booked += 1,
                Err(refusal) if refusal.failure.code == ErrorCode::Unavailable => {}
                refused => assert_eq!(limit(refused), Some(UNPAID)),
            }
        }
        assert!(booked <= UNPAID);
        assert_eq!(sold(&hub, event).await, i64::from(booked));
        while book(&hub, ada, event, 1).await.is_ok() {}
        assert_eq!(sold(&hub, event).await, i64::from(UNPAID), "single seats fill what is left");
    }
    in_balance(&hub).await;
}

fn claim(hub: &Hub, event: EventId, actor: Actor, quantity: i32) -> Claim {
    let (user, hold) = (actor.user_id().unwrap(), hub.settings.booking_hold);
    Claim {
        event,
        user,
        version: None,
        session: None,
        quantity,
        items: Items::NONE,
        hold,
        via: None,
    }
}

#[tokio::test]
async fn one_statement_with_many_claims_of_one_person_makes_as_many_as_they_may_have() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).capacity(100).create(&hub).await);
    let claims = [claim(&hub, event, ada, 1); 30];
    let mut connection = hub.db.read().await.unwrap();
    let sql = hold_statement(LockPolicy::SkipLocked);
    let replies = hold_with(&mut connection, &claims, sql).await.unwrap();
    let made = replies.iter().filter(|reply| matches!(reply, ClaimReply::Booked(_))).count();
    assert_eq!(made, 20);
    assert!(replies[20..].iter().all(|reply| *reply == ClaimReply::Refused));
    in_balance(&hub).await;
}

/// Two claims by one person, the second of which looks before the first has committed. Says how
/// many seats they have then.
async fn race(hub: &Hub, had: i32, each: i32, most: i32) -> i64 {
    let (ada, event) = (attendee(hub).await, event(hub).capacity(100).create(hub).await);
    at_most(hub, event, most).await;
    if had > 0 {
        book(hub, ada, event, had.into()).await.unwrap();
    }
    let mut first = hub.db.read().await.unwrap();
    let mut first = first.begin().await.unwrap();
    let sql = hold_statement(LockPolicy::Block);
    let claims = [claim(hub, event, ada, each)];
    hold_with(&mut first, &claims, sql).await.unwrap();
    let second = tokio::spawn({
        let hub = hub.clone();
        async move {
            let mut connection = hub.db.read().await.unwrap();
            hold_with(&mut connection, &claims, AssertSqlSafe(sql.to_owned())).await.map(drop)
        }
    });
    super::support::somebody_waits(hub).await;
    first.commit().await.unwrap();
    let _ = second.await.unwrap();
    sold(hub, event).await
}

#[tokio::test]
async fn of_two_claims_that_do_not_see_each_other_the_second_is_refused() {
    let (hub, _database) = test_hub().await;
    assert_eq!(race(&hub, 0, 3, 4).await, 3, "both are the first");
    assert_eq!(race(&hub, 1, 2, 4).await, 3, "neither is");
}

#[tokio::test]
async fn without_the_index_two_first_bookings_are_too_many() {
    let (hub, _database) = test_hub().await;
    execute(&hub, "DROP INDEX bookings_first_for_person_key").await;
    assert_eq!(race(&hub, 0, 3, 4).await, 6);
}

#[tokio::test]
async fn without_the_trigger_two_more_bookings_are_too_many() {
    let (hub, _database) = test_hub().await;
    execute(&hub, "DROP TRIGGER bookings_per_person ON bookings").await;
    assert_eq!(race(&hub, 1, 2, 4).await, 5);
}
