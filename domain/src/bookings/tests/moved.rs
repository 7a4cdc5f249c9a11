//! The start that people booked stands with their booking, and a move lets them go.

use super::support::{attendee, book, event, execute, in_balance, ledger, paid, seats};
use crate::bookings::{cancel, cancel_ticket, get};
use crate::events;
use crate::testing::test_hub;
use crate::{Actor, Hub, waitlist};
use chrono::{DateTime, TimeDelta, Utc};
use types::accounts::Role;
use types::events::EventPatch;
use types::ids::{BookingId, EventId};
use types::waitlist::JoinWaitlist;
use types::{ErrorCode, Failure, Locale};

async fn organizer(hub: &Hub, event: EventId) -> Actor {
    let id: uuid::Uuid = sqlx::query_scalar("SELECT organizer_id FROM events WHERE id = $1")
        .bind(event)
        .fetch_one(hub.db.pool())
        .await
        .unwrap();
    Actor::User { id: id.into(), role: Role::Organizer }
}

/// The organizer gives the event another start.
async fn move_to(hub: &Hub, event: EventId, start: DateTime<Utc>) -> Result<(), ErrorCode> {
    let patch = EventPatch {
        start_date: Some(start),
        end_date: Some(start + TimeDelta::hours(3)),
        ..EventPatch::default()
    };
    let actor = organizer(hub, event).await;
    let moved = events::patch(hub, actor, &event.to_string(), patch, Locale::En).await;
    moved.map(drop).map_err(|error| Failure::from(error).code)
}

async fn starts(hub: &Hub, event: EventId) -> DateTime<Utc> {
    sqlx::query_scalar("SELECT start_date FROM events WHERE id = $1")
        .bind(event)
        .fetch_one(hub.db.pool())
        .await
        .unwrap()
}

/// Somebody who paid 100.00 for four seats under the usual rule, so many hours ahead.
async fn guest(hub: &Hub, hours_ahead: i64) -> (Actor, EventId, BookingId) {
    let ada = attendee(hub).await;
    let event = event(hub).starts_in(hub, TimeDelta::hours(hours_ahead)).create(hub).await;
    let (booking, _) = paid(hub, ada, event, 4).await;
    (ada, event, booking)
}

/// What cancelling gives back, in cents.
async fn back(hub: &Hub, actor: Actor, booking: BookingId) -> i64 {
    let before = ledger(hub).await.1;
    cancel(hub, actor, booking, None).await.unwrap();
    ledger(hub).await.1 - before
}

#[tokio::test]
async fn an_organizer_cannot_take_away_the_refund_by_moving_the_event() {
    let (hub, _database) = test_hub().await;
    let (ada, event, id) = guest(&hub, 20 * 24).await;
    let booked_for = starts(&hub, event).await;
    let soon = hub.now() + TimeDelta::hours(3);
    move_to(&hub, event, soon).await.unwrap();
    let booking = get(&hub, ada, id).await.unwrap();
    assert_eq!(booking.event_start_at_booking, Some(booked_for));
    let starts = starts(&hub, event).await;
    assert_eq!(
        (booking.full_refund_until, booking.moved_refund_until),
        (Some(starts), Some(starts))
    );
    cancel_ticket(&hub, ada, id, booking.tickets[0].id, None).await.unwrap();
    assert_eq!(ledger(&hub).await, (10_000, 25_00), "each ticket as well");
    assert_eq!(back(&hub, ada, id).await, 75_00);
    assert_eq!(seats(&hub, event).await, (0, 0, 0));
    in_balance(&hub).await;
}

#[tokio::test]
async fn a_move_of_more_than_an_hour_lets_everybody_go_however_it_was_made() {
    let (hub, _database) = test_hub().await;
    let minutes = TimeDelta::minutes;
    // From twenty hours ahead, when the usual rule gives nothing back any more.
    for (moves, expected) in [
        (vec![], 0),
        (vec![minutes(60)], 0),
        (vec![minutes(61)], 10_000),
        (vec![minutes(-61)], 10_000),
        (vec![minutes(40), minutes(80)], 10_000),
        (vec![minutes(40), minutes(10), minutes(50)], 0),
        (vec![TimeDelta::days(2), minutes(0)], 10_000),
    ] {
        let (ada, event, id) = guest(&hub, 20).await;
        let booked_for = starts(&hub, event).await;
        for by in &moves {
            move_to(&hub, event, booked_for + *by).await.unwrap();
        }
        assert_eq!(back(&hub, ada, id).await, expected, "{moves:?}");
        // Who books after the move knows no other start.
        let (id, _) = paid(&hub, ada, event, 1).await;
        let late = get(&hub, ada, id).await.unwrap();
        assert_eq!(late.moved_refund_until, None, "{moves:?}");
    }
    in_balance(&hub).await;
}

#[tokio::test]
async fn after_fourteen_days_the_rule_counts_again() {
    let (hub, _database) = test_hub().await;
    let (ada, event, id) = guest(&hub, 20).await;
    let later = starts(&hub, event).await + TimeDelta::days(20);
    move_to(&hub, event, later).await.unwrap();
    execute(&hub, "UPDATE events SET refund_full_until_hours = NULL").await;
    execute(&hub, "UPDATE bookings SET refund_full_until_hours = NULL").await;
    let until = get(&hub, ada, id).await.unwrap().moved_refund_until.unwrap();
    assert!(until > hub.now() + TimeDelta::days(13) && until < hub.now() + TimeDelta::days(15));
    let (eve, _, other) = guest(&hub, 20).await;
    execute(&hub, "UPDATE event_moves SET moved_at = moved_at - interval '14 days'").await;
    execute(&hub, "UPDATE bookings SET booked_at = booked_at - interval '15 days'").await;
    assert_eq!(back(&hub, ada, id).await, 0);
    assert_eq!(back(&hub, eve, other).await, 0, "an event that was not moved");
}

#[tokio::test]
async fn what_has_started_is_not_moved_into_the_future() {
    let (hub, _database) = test_hub().await;
    let (ada, event, id) = guest(&hub, 20).await;
    execute(
        &hub,
        "UPDATE events SET start_date = clock_timestamp() - interval '5 hours',
             end_date = clock_timestamp() - interval '2 hours'",
    )
    .await;
    let later = hub.now() + TimeDelta::days(3);
    assert_eq!(move_to(&hub, event, later).await, Err(ErrorCode::EventStarted));
    let refusal = cancel(&hub, ada, id, None).await.unwrap_err().failure;
    assert_eq!(refusal.code, ErrorCode::BookingNotCancellable, "who was there pays");
    // Its description may be mended, and what nobody booked may be planned anew.
    let patch = EventPatch { title: Some("Over".into()), ..EventPatch::default() };
    let actor = organizer(&hub, event).await;
    events::patch(&hub, actor, &event.to_string(), patch, Locale::En).await.unwrap();
    let empty = super::support::event(&hub).starts_in(&hub, TimeDelta::hours(-1));
    let empty = empty.create(&hub).await;
    move_to(&hub, empty, later).await.unwrap();
}

#[tokio::test]
async fn every_booking_knows_the_start_it_was_made_for() {
    let (hub, _database) = test_hub().await;
    let (ada, eve) = (attendee(&hub).await, attendee(&hub).await);
    let (full, free) =
        (event(&hub).capacity(1).create(&hub).await, event(&hub).free().create(&hub).await);
    let held = book(&hub, ada, full, 1).await.unwrap();
    let gratis = book(&hub, ada, free, 1).await.unwrap();
    let wait = JoinWaitlist::of(1);
    waitlist::join(&hub, eve, &full.to_string(), wait, None).await.unwrap();
    cancel(&hub, ada, held.id, None).await.unwrap();
    let offer = waitlist::own(&hub, eve, &full.to_string()).await.unwrap().booking.unwrap();
    for (who, event, booking) in [(ada, full, held.id), (ada, free, gratis.id), (eve, full, offer)]
    {
        let found = get(&hub, who, booking).await.unwrap();
        assert_eq!(found.event_start_at_booking, Some(starts(&hub, event).await));
    }
}
