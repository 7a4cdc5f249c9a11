//! What these tests say often.

pub(super) use crate::bookings::tests::support::*;
use crate::idempotency::Refusal;
use crate::waitlist::{join, own};
use crate::{Actor, Hub};
use types::ErrorCode;
use types::ids::{BookingId, EventId};
use types::waitlist::{JoinWaitlist, WaitlistEntry, WaitlistStatus};

pub(super) async fn wait(
    hub: &Hub,
    actor: Actor,
    event: EventId,
    quantity: i64,
) -> Result<WaitlistEntry, Refusal> {
    let input = JoinWaitlist::of(quantity);
    join(hub, actor, &event.to_string(), input, None).await.map(|answer| answer.value)
}

/// Somebody new who waits with a party of this size.
pub(super) async fn waiting(hub: &Hub, event: EventId, quantity: i64) -> Actor {
    let actor = attendee(hub).await;
    let entry = wait(hub, actor, event, quantity).await.unwrap();
    assert_eq!(entry.status, WaitlistStatus::Waiting);
    actor
}

pub(super) async fn entry(hub: &Hub, actor: Actor, event: EventId) -> WaitlistEntry {
    own(hub, actor, &event.to_string()).await.unwrap()
}

pub(super) async fn status(hub: &Hub, actor: Actor, event: EventId) -> WaitlistStatus {
    entry(hub, actor, event).await.status
}

/// The booking that was offered.
pub(super) async fn offer(hub: &Hub, actor: Actor, event: EventId) -> BookingId {
    let entry = entry(hub, actor, event).await;
    assert_eq!(entry.status, WaitlistStatus::Offered);
    entry.booking.unwrap()
}

/// (entries that wait, smallest of them) as the event has it.
pub(super) async fn line(hub: &Hub, event: EventId) -> (i32, Option<i32>) {
    sqlx::query_as("SELECT waitlist_count, waitlist_smallest FROM events WHERE id = $1")
        .bind(event)
        .fetch_one(hub.db.pool())
        .await
        .unwrap()
}

/// What [`line`] should say, counted from the rows.
pub(super) async fn counted_line(hub: &Hub, event: EventId) -> (i32, Option<i32>) {
    sqlx::query_as(
        "SELECT count(*)::integer, min(quantity) FROM waitlist_entries
         WHERE event_id = $1 AND status = 'WAITING'",
    )
    .bind(event)
    .fetch_one(hub.db.pool())
    .await
    .unwrap()
}

/// The reasons of everything that happened on an event's waitlist, in order.
pub(super) async fn reasons(hub: &Hub, event: EventId) -> Vec<String> {
    sqlx::query_scalar(
        "SELECT reason FROM waitlist_moves WHERE event_id = $1 ORDER BY created_at, id",
    )
    .bind(event)
    .fetch_all(hub.db.pool())
    .await
    .unwrap()
}

pub(super) fn code<T: std::fmt::Debug>(result: Result<T, Refusal>) -> ErrorCode {
    result.unwrap_err().failure.code
}
