//! Joining, one's place, and leaving.

use super::support::*;
use crate::idempotency::IdempotencyKey;
use crate::testing::test_hub;
use crate::waitlist::{join, leave, own, view, waits};
use crate::{Actor, bookings};
use chrono::TimeDelta;
use types::waitlist::{JoinWaitlist, WaitlistStatus};
use types::{ErrorCode, Failure};

#[tokio::test]
async fn one_waits_only_for_seats_that_cannot_be_booked_now() {
    let (hub, _database) = test_hub().await;
    let (ada, eve) = (attendee(&hub).await, attendee(&hub).await);
    let event = event(&hub).capacity(3).create(&hub).await;
    book(&hub, ada, event, 2).await.unwrap();
    let refused = wait(&hub, eve, event, 1).await.unwrap_err().failure;
    assert_eq!((refused.code, refused.seats_available), (ErrorCode::SeatsAvailable, Some(1)));
    let entry = wait(&hub, eve, event, 2).await.unwrap();
    assert_eq!((entry.position, entry.parties_ahead), (Some(1), Some(0)));
    assert_eq!((entry.quantity, entry.status), (2, WaitlistStatus::Waiting));
    assert_eq!((entry.notified, entry.booking, entry.offer_expires_at), (false, None, None));
    assert_eq!(code(wait(&hub, eve, event, 3).await), ErrorCode::AlreadyWaiting);
    assert_eq!(line(&hub, event).await, (1, Some(2)));
    // The one seat that is left is no seat for two, and can be booked.
    book(&hub, ada, event, 1).await.unwrap();
}

#[tokio::test]
async fn everyone_knows_their_place() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).capacity(1).create(&hub).await;
    book(&hub, attendee(&hub).await, event, 1).await.unwrap();
    let mut people = Vec::new();
    for _ in 0..3 {
        people.push(waiting(&hub, event, 1).await);
    }
    for (ahead, person) in people.iter().enumerate() {
        let entry = entry(&hub, *person, event).await;
        assert_eq!(entry.parties_ahead, i64::try_from(ahead).ok());
        assert_eq!(entry.position, i64::try_from(ahead + 1).ok());
    }
    leave(&hub, people[0], &event.to_string()).await.unwrap();
    assert_eq!(entry(&hub, people[2], event).await.position, Some(2));
    let left = entry(&hub, people[0], event).await;
    assert_eq!((left.status, left.position), (WaitlistStatus::Left, None));
    assert_eq!(reasons(&hub, event).await, ["joined", "joined", "joined", "left"]);
    let again = leave(&hub, people[0], &event.to_string()).await.unwrap_err();
    assert_eq!(Failure::from(again).code, ErrorCode::NotOnWaitlist);
    // Who comes back stands at the end.
    assert_eq!(wait(&hub, people[0], event, 1).await.unwrap().position, Some(3));
    assert_eq!(line(&hub, event).await, counted_line(&hub, event).await);
}

#[tokio::test]
async fn nobody_waits_for_what_cannot_be_booked() {
    let (hub, _database) = test_hub().await;
    let ada = attendee(&hub).await;
    for (event, expected) in [
        (event(&hub).status("CANCELLED").create(&hub).await, ErrorCode::EventNotBookable),
        (event(&hub).status("DRAFT").create(&hub).await, ErrorCode::NotFound),
        (
            event(&hub).starts_in(&hub, -TimeDelta::minutes(1)).create(&hub).await,
            ErrorCode::EventNotBookable,
        ),
    ] {
        assert_eq!(code(wait(&hub, ada, event, 1).await), expected);
        assert_eq!(line(&hub, event).await, (0, None));
    }
    for quantity in [i64::MIN, -1, 0, 11, i64::MAX] {
        let event = event(&hub).create(&hub).await;
        assert_eq!(code(wait(&hub, ada, event, quantity).await), ErrorCode::ValidationFailed);
    }
    let event = event(&hub).create(&hub).await;
    assert_eq!(code(wait(&hub, Actor::Anonymous, event, 1).await), ErrorCode::Unauthenticated);
    let never = own(&hub, ada, &event.to_string()).await.unwrap_err();
    assert_eq!(Failure::from(never).code, ErrorCode::NotOnWaitlist);
    assert_eq!(view(&hub, ada, &event.to_string()).await.unwrap(), None);
    assert_eq!(view(&hub, Actor::Anonymous, &event.to_string()).await.unwrap(), None);
}

#[tokio::test]
async fn joining_twice_under_one_key_is_joining_once() {
    let (hub, _database) = test_hub().await;
    let ada = attendee(&hub).await;
    let event = event(&hub).capacity(1).create(&hub).await;
    book(&hub, attendee(&hub).await, event, 1).await.unwrap();
    let join = |quantity| {
        let key = IdempotencyKey::parse("once").unwrap();
        let input = JoinWaitlist::of(quantity);
        let (hub, event) = (hub.clone(), event.to_string());
        async move { join(&hub, ada, &event, input, Some(key)).await }
    };
    let (first, second) = (join(1).await.unwrap(), join(1).await.unwrap());
    assert_eq!((first.replayed, second.replayed), (false, true));
    assert_eq!(first.value, second.value);
    assert_eq!(code(join(2).await), ErrorCode::IdempotencyKeyReused);
    assert_eq!(line(&hub, event).await, (1, Some(1)));
}

#[tokio::test]
async fn a_wait_is_listed_and_explained_until_it_ends() {
    let (hub, _database) = test_hub().await;
    let ada = attendee(&hub).await;
    let event = event(&hub).capacity(4).create(&hub).await;
    let mut seats = Vec::new();
    for quantity in [1, 1, 2] {
        seats.push(book(&hub, ada, event, quantity).await.unwrap().id);
    }
    let (first, second) = (waiting(&hub, event, 1).await, waiting(&hub, event, 3).await);
    let mine = waits(&hub, second).await.unwrap();
    assert_eq!(mine.len(), 1);
    assert_eq!((mine[0].event, mine[0].passed_over), (event, None));
    // The seat goes to the party ahead.
    bookings::cancel(&hub, ada, seats[0], None).await.unwrap();
    let why = waits(&hub, second).await.unwrap()[0].passed_over.unwrap();
    assert_eq!((why.seats, why.ahead), (1, 1));
    // Two seats come free, and the party is of three.
    bookings::cancel(&hub, ada, seats[2], None).await.unwrap();
    let why = waits(&hub, second).await.unwrap()[0].passed_over.unwrap();
    assert_eq!((why.seats, why.ahead), (2, 0));
    assert_eq!(entry(&hub, second, event).await.position, Some(1));
    let offered = waits(&hub, first).await.unwrap();
    assert_eq!(offered[0].entry.status, WaitlistStatus::Offered);
    assert_eq!((offered[0].passed_over, offered[0].free), (None, false));
    assert!(offered[0].offer_until.is_some());
    // And with one more they are enough.
    bookings::cancel(&hub, ada, seats[1], None).await.unwrap();
    assert_eq!(status(&hub, second, event).await, WaitlistStatus::Offered);
    leave(&hub, first, &event.to_string()).await.unwrap();
    assert_eq!(waits(&hub, first).await.unwrap(), []);
    in_balance(&hub).await;
}
