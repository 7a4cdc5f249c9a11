//! INV-10: not acknowledged means safe to repeat.

use super::support::{attendee, book, event, execute, in_balance, seats, sold, somebody_waits};
use crate::bookings::{self, cancel};
use crate::idempotency::{self, Answer, IdempotencyKey, Refusal};
use crate::testing::test_hub;
use crate::{Actor, Hub};
use futures::future::join_all;
use sqlx::Acquire as _;
use types::ErrorCode;
use types::bookings::{BookInput, Booking};
use types::ids::EventId;

async fn book_as(
    hub: &Hub,
    actor: Actor,
    event: EventId,
    quantity: i64,
    key: &str,
) -> Result<Answer<Booking>, Refusal> {
    let input = BookInput::of(event, quantity);
    bookings::book(hub, actor, input, Some(IdempotencyKey::parse(key).unwrap())).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn twenty_clicks_are_one_booking() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).create(&hub).await);
    let tasks = (0..20).map(|_| {
        let hub = hub.clone();
        tokio::spawn(async move { book_as(&hub, ada, event, 2, "click").await })
    });
    let mut fresh = 0;
    for outcome in join_all(tasks).await {
        match outcome.unwrap() {
            Ok(answer) => fresh += usize::from(!answer.replayed),
            Err(refusal) => assert_eq!(refusal.failure.code, ErrorCode::RequestInProgress),
        }
    }
    assert_eq!(fresh, 1);
    assert_eq!(sold(&hub, event).await, 2);
    in_balance(&hub).await;
}

#[tokio::test]
async fn a_request_whose_first_try_still_runs_is_told_so() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).create(&hub).await);
    // Somebody holds the event's row, so that the first try waits.
    let mut holder = hub.db.read().await.unwrap();
    let mut holder = holder.begin().await.unwrap();
    sqlx::query("SELECT FROM events WHERE id = $1 FOR UPDATE")
        .bind(event)
        .execute(&mut *holder)
        .await
        .unwrap();
    let first = tokio::spawn({
        let hub = hub.clone();
        async move { book_as(&hub, ada, event, 1, "slow").await }
    });
    somebody_waits(&hub).await;
    let second = book_as(&hub, ada, event, 1, "slow").await.unwrap_err();
    assert_eq!(second.failure.code, ErrorCode::RequestInProgress);
    holder.rollback().await.unwrap();
    let first = first.await.unwrap().unwrap();
    let third = book_as(&hub, ada, event, 1, "slow").await.unwrap();
    assert_eq!((first.replayed, third.replayed), (false, true));
    assert_eq!(first.value, third.value);
    assert_eq!(sold(&hub, event).await, 1);
}

/// Looks the key up, works, and stores the answer: without the lock, two can work.
#[tokio::test]
async fn without_its_lock_a_key_is_used_twice() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).create(&hub).await);
    let mut unknown = 0;
    for _ in 0..2 {
        let known: bool = sqlx::query_scalar("SELECT EXISTS (SELECT FROM idempotency_keys)")
            .fetch_one(hub.db.pool())
            .await
            .unwrap();
        unknown += usize::from(!known);
    }
    for _ in 0..unknown {
        book(&hub, ada, event, 1).await.unwrap();
    }
    assert_eq!(sold(&hub, event).await, 2, "both looked before either had answered");
}

#[tokio::test]
async fn a_repeat_gets_the_first_answer_even_when_things_have_changed() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).capacity(2).create(&hub).await);
    let first = book_as(&hub, ada, event, 2, "one").await.unwrap();
    let refused = book_as(&hub, ada, event, 1, "two").await.unwrap_err();
    assert_eq!((refused.failure.code, refused.replayed), (ErrorCode::SoldOut, false));

    cancel(&hub, ada, first.value.id, None).await.unwrap();
    let again = book_as(&hub, ada, event, 2, "one").await.unwrap();
    assert!(again.replayed);
    assert_eq!(again.value, first.value, "PENDING, as it was");
    let refused = book_as(&hub, ada, event, 1, "two").await.unwrap_err();
    assert_eq!((refused.failure.code, refused.replayed), (ErrorCode::SoldOut, true));
    assert_eq!(refused.failure.seats_available, Some(0));
    assert_eq!(seats(&hub, event).await, (0, 0, 0));
}

#[tokio::test]
async fn a_key_belongs_to_one_request_of_one_person() {
    let (hub, _database) = test_hub().await;
    let (ada, eve) = (attendee(&hub).await, attendee(&hub).await);
    let event = event(&hub).create(&hub).await;
    let hers = book_as(&hub, ada, event, 1, "key").await.unwrap();
    let refusal = book_as(&hub, ada, event, 2, "key").await.unwrap_err();
    assert_eq!(refusal.failure.code, ErrorCode::IdempotencyKeyReused);
    let key = Some(IdempotencyKey::parse("key").unwrap());
    let refusal = cancel(&hub, ada, hers.value.id, key).await.unwrap_err();
    assert_eq!(refusal.failure.code, ErrorCode::IdempotencyKeyReused);
    assert!(!book_as(&hub, eve, event, 1, "key").await.unwrap().replayed);
}

#[tokio::test]
async fn a_key_is_forgotten_after_a_day() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).create(&hub).await);
    let first = book_as(&hub, ada, event, 1, "key").await.unwrap();
    execute(&hub, "UPDATE idempotency_keys SET created_at = created_at - interval '25 hours'")
        .await;
    let second = book_as(&hub, ada, event, 1, "key").await.unwrap();
    assert!(!second.replayed);
    assert_ne!(first.value.id, second.value.id);
    assert_eq!(idempotency::sweep(&hub).await.unwrap(), 0, "the key is new again");
    execute(&hub, "UPDATE idempotency_keys SET created_at = created_at - interval '25 hours'")
        .await;
    assert_eq!(idempotency::sweep(&hub).await.unwrap(), 1);
}

#[test]
fn a_key_is_1_to_255_printable_characters() {
    for good in ["a", " padded ", &"x".repeat(255), "ключ"] {
        assert!(IdempotencyKey::parse(good).is_ok(), "{good}");
    }
    for bad in ["", "  ", &"x".repeat(256), "a\0b", "a\nb"] {
        assert!(IdempotencyKey::parse(bad).is_err(), "{bad:?}");
    }
}
