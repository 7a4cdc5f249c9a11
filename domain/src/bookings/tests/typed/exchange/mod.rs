//! Exchanges of tickets: whose, for what, for how much, and whoever else wants the seat.

mod by_holder;
mod by_team;
mod given_up;
mod lapsing;
mod late;
mod model;
mod paid;
mod paid_races;
mod races;
mod refused;
mod told;

use super::support::{
    Kind, allow, attendee, bought, buy, callback, event, exact, execute, get_items, jobs, ledger,
    mails, money, organizer, pay, pool, run_out, seats, some_wait, taken, taken_of_pool,
};
use crate::bookings::{exchange_ticket, get};
use crate::{Actor, Hub};
use rust_decimal::Decimal;
use types::ErrorCode;
use types::bookings::Booking;
use types::exchange::ExchangeTicket;
use types::ids::{BookingId, EventId, TicketId, TicketTypeId};
use types::payments::PaymentOutcome;

/// Somebody new has these tickets, and paid for them where they cost something.
async fn has(hub: &Hub, event: EventId, items: &[(TicketTypeId, i64)]) -> (Actor, Booking) {
    let (actor, booking) = bought(hub, event, items).await;
    let booking = paid(hub, actor, booking.id).await;
    (actor, booking)
}

async fn paid(hub: &Hub, actor: Actor, booking: BookingId) -> Booking {
    let held = get(hub, actor, booking).await.unwrap();
    if !held.total_price.is_zero() {
        let payment = pay(hub, actor, booking).await.unwrap();
        callback(hub, actor, &payment, PaymentOutcome::Completed).await;
    }
    get(hub, actor, booking).await.unwrap()
}

async fn exchange(
    hub: &Hub,
    actor: Actor,
    (booking, ticket): (BookingId, TicketId),
    ticket_type: TicketTypeId,
) -> Result<Booking, ErrorCode> {
    let input = ExchangeTicket { ticket_type };
    let done = exchange_ticket(hub, actor, booking, ticket, input, None).await;
    done.map(|answer| answer.value).map_err(|refusal| refusal.failure.code)
}

/// A dearer type is asked for; answers with the booking as it is until that is paid.
async fn opened(
    hub: &Hub,
    actor: Actor,
    of: (BookingId, TicketId),
    ticket_type: TicketTypeId,
) -> Booking {
    let booking = exchange(hub, actor, of, ticket_type).await.unwrap();
    let open = booking.exchange.as_ref().expect("it is to be paid");
    assert_eq!((open.ticket, open.ticket_type), (of.1, ticket_type));
    booking
}

/// How the exchanges of a booking stand, the first first.
async fn states(hub: &Hub, booking: BookingId) -> Vec<String> {
    sqlx::query_scalar(
        "SELECT status FROM ticket_exchanges WHERE booking_id = $1 ORDER BY created_at, id",
    )
    .bind(booking)
    .fetch_all(hub.db.pool())
    .await
    .unwrap()
}

/// What each valid ticket cost, in cents, in their order.
async fn costs(hub: &Hub, booking: BookingId) -> Vec<i64> {
    sqlx::query_scalar(
        "SELECT (price * 100)::bigint FROM tickets
         WHERE booking_id = $1 AND cancelled_at IS NULL ORDER BY seat",
    )
    .bind(booking)
    .fetch_all(hub.db.pool())
    .await
    .unwrap()
}

/// The tickets add up to their booking, and no discount hides that one cost more than its type.
async fn adds_up(hub: &Hub, booking: &Booking) {
    let sum: i64 = costs(hub, booking.id).await.iter().sum();
    assert_eq!(Decimal::new(sum, 2), booking.total_price);
    let items = booking.items.iter();
    let full: Decimal = items.map(|it| it.unit_price * Decimal::from(it.quantity)).sum();
    assert_eq!(full - booking.discount, booking.total_price);
    let dearer: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM tickets t JOIN booking_items i ON i.booking_id = t.booking_id
             AND i.ticket_type_id = t.ticket_type_id
         WHERE t.booking_id = $1 AND t.cancelled_at IS NULL AND t.price > i.unit_price",
    )
    .bind(booking.id)
    .fetch_one(hub.db.pool())
    .await
    .unwrap();
    assert_eq!(dearer, 0);
}
