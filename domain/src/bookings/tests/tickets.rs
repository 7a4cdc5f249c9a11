//! Giving back single seats, under the rule of the booking.

use super::support::{attendee, book, event, execute, in_balance, ledger, mails, paid, seats};
use crate::bookings::{cancel, cancel_for_event, cancel_ticket, get};
use crate::idempotency::{IdempotencyKey, Refusal};
use crate::testing::test_hub;
use crate::{Actor, Hub};
use chrono::TimeDelta;
use futures::future::join_all;
use rust_decimal::Decimal;
use types::bookings::{Booking, BookingStatus, CancelReason};
use types::ids::{BookingId, TicketId};
use types::payments::PaymentStatus;
use types::{ErrorCode, RefundPolicy};

async fn give_back(
    hub: &Hub,
    actor: Actor,
    booking: BookingId,
    ticket: TicketId,
) -> Result<Booking, Refusal> {
    cancel_ticket(hub, actor, booking, ticket, None).await.map(|answer| answer.value)
}

async fn code(hub: &Hub, actor: Actor, booking: BookingId, ticket: TicketId) -> ErrorCode {
    give_back(hub, actor, booking, ticket).await.unwrap_err().failure.code
}

#[tokio::test]
async fn one_seat_of_three_goes_back_with_its_part_of_the_money() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).create(&hub).await);
    let (id, _) = paid(&hub, ada, event, 3).await;
    let before = get(&hub, ada, id).await.unwrap();
    let ticket = before.tickets[1].id;
    let after = give_back(&hub, ada, id, ticket).await.unwrap();
    assert_eq!((after.status, after.quantity), (BookingStatus::Confirmed, 2));
    assert_eq!(after.total_price, Decimal::new(50_00, 2));
    assert_eq!(after.tickets, [before.tickets[0].clone(), before.tickets[2].clone()]);
    let payment = after.payment.clone().unwrap();
    assert_eq!((payment.status, payment.refunded), (PaymentStatus::Completed, 25.into()));
    assert_eq!(seats(&hub, event).await, (2, 0, 0));
    assert_eq!(ledger(&hub).await, (75_00, 25_00));
    for _ in 0..3 {
        assert_eq!(give_back(&hub, ada, id, ticket).await.unwrap(), after, "once is enough");
    }
    assert_eq!(mails(&hub).await, ["booking_confirmed", "tickets_cancelled"]);
    assert_eq!(ledger(&hub).await, (75_00, 25_00));
    // The rest of the booking goes back as a whole.
    let ended = cancel(&hub, ada, id, None).await.unwrap().value;
    let payment = ended.payment.unwrap();
    assert_eq!((payment.status, payment.refunded), (PaymentStatus::Refunded, 75.into()));
    assert_eq!(ledger(&hub).await, (75_00, 75_00));
    assert_eq!(seats(&hub, event).await, (0, 0, 0));
    in_balance(&hub).await;
}

#[tokio::test]
async fn seat_by_seat_exactly_the_charge_comes_back_however_it_divides() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).create(&hub).await);
    let held = book(&hub, ada, event, 3).await.unwrap();
    execute(
        &hub,
        "UPDATE bookings SET discount = 5.01, total_price = unit_price * quantity - 5.01",
    )
    .await;
    let payment = super::support::pay(&hub, ada, held.id).await.unwrap();
    assert_eq!(payment.amount, Decimal::new(69_99, 2));
    super::support::callback(&hub, ada, &payment, types::payments::PaymentOutcome::Completed).await;
    let tickets = get(&hub, ada, held.id).await.unwrap().tickets;
    let mut back = Vec::new();
    for ticket in &tickets {
        let left = give_back(&hub, ada, held.id, ticket.id).await.unwrap();
        back.push(ledger(&hub).await.1);
        if left.status == BookingStatus::Confirmed {
            let full = left.unit_price * Decimal::from(left.quantity);
            assert_eq!(left.total_price, full - left.discount);
        }
    }
    assert_eq!(back, [23_33, 46_66, 69_99]);
    let ended = get(&hub, ada, held.id).await.unwrap();
    assert_eq!(ended.cancel_reason, Some(CancelReason::ByAttendee));
    assert_eq!(ended.payment.unwrap().status, PaymentStatus::Refunded);
    assert_eq!(seats(&hub, event).await, (0, 0, 0));
    in_balance(&hub).await;
}

#[tokio::test]
async fn the_rule_of_the_booking_counts_for_each_seat() {
    let (hub, _database) = test_hub().await;
    let ada = attendee(&hub).await;
    for (hours, percent, expected) in
        [(Some(24), 0, 25_00), (Some(1000), 30, 7_50), (Some(1000), 0, 0), (None, 50, 12_50)]
    {
        let event = event(&hub).create(&hub).await;
        sqlx::query(
            "UPDATE events SET refund_full_until_hours = $2, refund_percent_after = $3
             WHERE id = $1",
        )
        .bind(event)
        .bind(hours)
        .bind(percent)
        .execute(hub.db.pool())
        .await
        .unwrap();
        let (id, _) = paid(&hub, ada, event, 2).await;
        // What the organizer changes later does not count.
        execute(&hub, "UPDATE events SET refund_full_until_hours = 0, refund_percent_after = 100")
            .await;
        let booking = get(&hub, ada, id).await.unwrap();
        let rule = RefundPolicy { full_until_hours: hours, late_percent: percent };
        assert_eq!(booking.refund_policy, rule);
        let before = ledger(&hub).await.1;
        give_back(&hub, ada, id, booking.tickets[0].id).await.unwrap();
        assert_eq!(ledger(&hub).await.1 - before, expected, "{rule:?}");
    }
    in_balance(&hub).await;
}

#[tokio::test]
async fn a_cancelled_event_gives_back_in_full_what_its_guests_still_have() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).create(&hub).await);
    execute(&hub, "UPDATE events SET refund_full_until_hours = NULL, refund_percent_after = 0")
        .await;
    let (id, _) = paid(&hub, ada, event, 3).await;
    let tickets = get(&hub, ada, id).await.unwrap().tickets;
    give_back(&hub, ada, id, tickets[0].id).await.unwrap();
    assert_eq!(ledger(&hub).await, (75_00, 0), "the rule gives nothing");
    execute(&hub, "UPDATE events SET status = 'CANCELLED', cancelled_at = clock_timestamp()").await;
    give_back(&hub, ada, id, tickets[1].id).await.unwrap();
    assert_eq!(ledger(&hub).await, (75_00, 25_00), "now the organizer is to blame");
    cancel_for_event(&hub, event, 10).await.unwrap();
    assert_eq!(ledger(&hub).await, (75_00, 50_00));
    let ended = get(&hub, ada, id).await.unwrap();
    assert_eq!(ended.cancel_reason, Some(CancelReason::EventCancelled));
    in_balance(&hub).await;
}

#[tokio::test]
async fn what_cannot_be_given_back_is_refused() {
    let (hub, _database) = test_hub().await;
    let (ada, eve) = (attendee(&hub).await, attendee(&hub).await);
    let event = event(&hub).create(&hub).await;
    let (id, _) = paid(&hub, ada, event, 2).await;
    let (other, _) = paid(&hub, ada, event, 2).await;
    let tickets = get(&hub, ada, id).await.unwrap().tickets;
    let ticket = tickets[0].id;
    assert_eq!(code(&hub, Actor::Anonymous, id, ticket).await, ErrorCode::Unauthenticated);
    assert_eq!(code(&hub, eve, id, ticket).await, ErrorCode::NotFound);
    assert_eq!(code(&hub, ada, other, ticket).await, ErrorCode::NotFound, "of another booking");
    assert_eq!(code(&hub, ada, id, crate::ids::new_id().into()).await, ErrorCode::NotFound);
    sqlx::query("UPDATE tickets SET checked_in_at = clock_timestamp() WHERE id = $1")
        .bind(ticket)
        .execute(hub.db.pool())
        .await
        .unwrap();
    assert_eq!(code(&hub, ada, id, ticket).await, ErrorCode::AlreadyCheckedIn, "let in");

    let soon = super::support::event(&hub).starts_in(&hub, TimeDelta::hours(1)).create(&hub).await;
    let (id, _) = paid(&hub, ada, soon, 2).await;
    let ticket = get(&hub, ada, id).await.unwrap().tickets[0].id;
    execute(&hub, "UPDATE events SET start_date = clock_timestamp() - interval '1 minute'").await;
    assert_eq!(code(&hub, ada, id, ticket).await, ErrorCode::BookingNotCancellable, "started");
    in_balance(&hub).await;
}

#[tokio::test]
async fn a_repeat_under_a_key_is_the_first_answer() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).create(&hub).await);
    let (id, _) = paid(&hub, ada, event, 3).await;
    let tickets = get(&hub, ada, id).await.unwrap().tickets;
    let key = || Some(IdempotencyKey::parse("once").unwrap());
    let first = cancel_ticket(&hub, ada, id, tickets[0].id, key()).await.unwrap();
    give_back(&hub, ada, id, tickets[1].id).await.unwrap();
    let again = cancel_ticket(&hub, ada, id, tickets[0].id, key()).await.unwrap();
    assert_eq!((first.value, again.replayed), (again.value, true));
    let other = cancel_ticket(&hub, ada, id, tickets[2].id, key()).await.unwrap_err();
    assert_eq!(other.failure.code, ErrorCode::IdempotencyKeyReused);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_ticket_and_the_booking_cancelled_at_once_refund_the_charge_once() {
    let (hub, _database) = test_hub().await;
    let ada = attendee(&hub).await;
    for round in 0..8 {
        let event = event(&hub).create(&hub).await;
        let (id, _) = paid(&hub, ada, event, 4).await;
        let tickets = get(&hub, ada, id).await.unwrap().tickets;
        let mut tasks = Vec::new();
        for ticket in tickets.iter().chain(&tickets) {
            let (hub, ticket) = (hub.clone(), ticket.id);
            tasks.push(tokio::spawn(async move {
                give_back(&hub, ada, id, ticket).await.unwrap();
            }));
        }
        let all = hub.clone();
        tasks.push(tokio::spawn(async move {
            cancel(&all, ada, id, None).await.unwrap();
        }));
        for done in join_all(tasks).await {
            done.unwrap();
        }
        let charged = (round + 1) * 10_000;
        assert_eq!(ledger(&hub).await, (charged, charged));
        assert_eq!(seats(&hub, event).await, (0, 0, 0));
        assert_eq!(get(&hub, ada, id).await.unwrap().status, BookingStatus::Cancelled);
    }
    in_balance(&hub).await;
}
