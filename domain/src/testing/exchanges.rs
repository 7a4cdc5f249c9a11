//! Bookings that were paid for twice: a ticket of theirs was exchanged for one of a dearer kind.

use super::{EventBuilder, kind, person, wanted};
use crate::ids::new_id;
use crate::{Actor, Hub, bookings, payments};
use rust_decimal::Decimal;
use sqlx::PgPool;
use types::accounts::Role;
use types::ids::{BookingId, EventId, PaymentId, TicketId, TicketTypeId};
use types::payments::{PayInput, PaymentMethod, PaymentOutcome, SimulateWebhook};
use uuid::Uuid;

/// Somebody has two tickets. Both cost 20.00, and 30.00 more were paid for the second.
#[derive(Clone, Debug)]
pub struct TwicePaid {
    pub host: Actor,
    /// Who booked.
    pub ada: Actor,
    pub event: EventId,
    /// At 20.00 and at 50.00; of the second there are five.
    pub kinds: [TicketTypeId; 2],
    pub booking: BookingId,
    pub tickets: [TicketId; 2],
    /// Of 40.00.
    pub own: PaymentId,
    /// Of 30.00.
    pub exchange: PaymentId,
}

impl TwicePaid {
    /// At an event a week from now.
    ///
    /// # Panics
    /// The database or a service refuses.
    pub async fn new(hub: &Hub) -> Self {
        let host = person(hub, Role::Organizer).await;
        let event = EventBuilder { price: Decimal::from(20), ..EventBuilder::new(hub) };
        let event = event.insert(hub, host).await;
        let host = Actor::User { id: host, role: Role::Organizer };
        let ada = Actor::User { id: person(hub, Role::Attendee).await, role: Role::Attendee };
        Self::of(hub, host, ada, event).await
    }

    /// At an event of this host, which gets its kinds of ticket.
    ///
    /// # Panics
    /// The database or a service refuses.
    pub async fn of(hub: &Hub, host: Actor, ada: Actor, event: EventId) -> Self {
        let kinds = [
            kind(hub, event, "Standing", (20, None)).await,
            kind(hub, event, "Seated", (50, Some(5))).await,
        ];
        let (booking, own, tickets) = bought(hub, ada, event, kinds[0]).await;
        let exchange = paid_exchange(hub, tickets[1], kinds[1]).await;
        Self { host, ada, event, kinds, booking, tickets, own, exchange }
    }

    pub fn key(&self) -> String {
        self.event.to_string()
    }
}

/// Two seats, paid for.
#[expect(clippy::expect_used, reason = "a test without its rows cannot go on")]
async fn bought(
    hub: &Hub,
    ada: Actor,
    event: EventId,
    of: TicketTypeId,
) -> (BookingId, PaymentId, [TicketId; 2]) {
    let booked = bookings::book(hub, ada, wanted(event, &[(of, 2)]), None).await;
    let booking = booked.expect("the seats are booked").value.id;
    let (payment_method, card_number) = (PaymentMethod::MockPaypal, None);
    let input = PayInput { booking, payment_method, card_number };
    let started = payments::pay(hub, ada, input, None).await.expect("the payment is started");
    let payment = started.value.id;
    let said = SimulateWebhook { status: PaymentOutcome::Completed, event_id: None };
    payments::simulate_webhook(hub, ada, payment, said).await.expect("the payment is settled");
    let found = bookings::get(hub, ada, booking).await.expect("the booking is there");
    let tickets: Vec<TicketId> = found.tickets.iter().map(|ticket| ticket.id).collect();
    (booking, payment, tickets.try_into().expect("a ticket a seat"))
}

/// Exchanges a ticket of a confirmed booking for one of a dearer kind, at the price of that kind, and pays
/// for it.
///
/// # Panics
/// The database refuses, or the kind costs no more.
pub async fn paid_exchange(hub: &Hub, ticket: TicketId, to: TicketTypeId) -> PaymentId {
    let (exchange, payment) = charged(hub.db.pool(), ticket, to).await;
    for statement in [
        "UPDATE ticket_exchanges SET status = 'DONE', ended_at = clock_timestamp() WHERE id = $1",
        "INSERT INTO booking_items (booking_id, ticket_type_id, quantity, unit_price)
         SELECT booking_id, to_type, 0, unit_price FROM ticket_exchanges WHERE id = $1
         ON CONFLICT DO NOTHING",
        MOVED,
    ] {
        run(hub.db.pool(), statement, exchange).await;
    }
    payment
}

/// Pays for an exchange that could not be made any more, and gives that back.
///
/// # Panics
/// The database refuses, or the kind costs no more.
pub async fn late_exchange(hub: &Hub, ticket: TicketId, to: TicketTypeId) -> PaymentId {
    let (exchange, payment) = charged(hub.db.pool(), ticket, to).await;
    for statement in [
        "UPDATE ticket_exchanges SET status = 'EXPIRED', ended_at = clock_timestamp() WHERE id = $1",
        "WITH back AS (
             UPDATE payments SET status = 'REFUNDED', refunded = captured
             WHERE exchange_id = $1 RETURNING id, captured
         )
         INSERT INTO transactions (id, payment_id, kind, amount, reason)
         SELECT gen_random_uuid(), id, 'REFUND', captured, 'late_payment' FROM back",
    ] {
        run(hub.db.pool(), statement, exchange).await;
    }
    payment
}

/// Lets the payment of an exchange be under way.
///
/// # Panics
/// The database refuses, or the kind costs no more.
pub async fn exchange_being_paid(hub: &Hub, ticket: TicketId, to: TicketTypeId) -> PaymentId {
    opened(hub.db.pool(), ticket, to).await.1
}

/// An open exchange whose difference was paid a moment ago.
async fn charged(pool: &PgPool, ticket: TicketId, to: TicketTypeId) -> (Uuid, PaymentId) {
    let (exchange, payment) = opened(pool, ticket, to).await;
    for statement in [
        "UPDATE payments SET status = 'COMPLETED', captured = amount,
             processed_at = clock_timestamp() WHERE exchange_id = $1",
        "INSERT INTO transactions (id, payment_id, kind, amount, reason)
         SELECT gen_random_uuid(), id, 'CHARGE', captured, 'payment' FROM payments
         WHERE exchange_id = $1",
    ] {
        run(pool, statement, exchange).await;
    }
    (exchange, payment)
}

/// An open exchange whose payment is under way.
#[expect(clippy::expect_used, reason = "a test without its rows cannot go on")]
async fn opened(pool: &PgPool, ticket: TicketId, to: TicketTypeId) -> (Uuid, PaymentId) {
    let (exchange, payment) = (new_id(), PaymentId(new_id()));
    sqlx::query(
        "INSERT INTO ticket_exchanges (id, booking_id, ticket_id, from_type, to_type, unit_price,
             amount, hold_expires_at)
         SELECT $1, t.booking_id, t.id, t.ticket_type_id, k.id, k.price, k.price - t.price,
             clock_timestamp() + interval '15 minutes'
         FROM tickets t, ticket_types k WHERE t.id = $2 AND k.id = $3",
    )
    .bind(exchange)
    .bind(ticket)
    .bind(to)
    .execute(pool)
    .await
    .expect("the exchange is stored");
    sqlx::query(
        "INSERT INTO payments (id, booking_id, exchange_id, provider, payment_method, reference_id,
             amount, currency, status)
         SELECT $1, b.id, x.id, 'mock', 'MOCK_PAYPAL', 'mock_' || $1::text, x.amount, b.currency,
             'PENDING'
         FROM ticket_exchanges x JOIN bookings b ON b.id = x.booking_id WHERE x.id = $2",
    )
    .bind(payment)
    .bind(exchange)
    .execute(pool)
    .await
    .expect("the payment is stored");
    (exchange, payment)
}

#[expect(clippy::expect_used, reason = "a test without its rows cannot go on")]
async fn run(pool: &PgPool, statement: &'static str, exchange: Uuid) {
    sqlx::query(statement).bind(exchange).execute(pool).await.expect("the exchange goes on");
}

/// The ticket becomes what it was exchanged for, and its booking costs so much more: in one statement, as
/// the items of a booking are held against it.
const MOVED: &str = "WITH done AS (
        SELECT * FROM ticket_exchanges WHERE id = $1
    ), seat AS (
        UPDATE tickets SET ticket_type_id = done.to_type, price = done.unit_price
        FROM done WHERE tickets.id = done.ticket_id
    ), moved AS (
        UPDATE booking_items i SET
            quantity = i.quantity + CASE i.ticket_type_id WHEN done.to_type THEN 1 ELSE -1 END,
            unit_price = CASE WHEN i.ticket_type_id <> done.to_type THEN i.unit_price
                WHEN i.quantity = 0 THEN done.unit_price
                ELSE greatest(i.unit_price, done.unit_price) END
        FROM done
        WHERE i.booking_id = done.booking_id AND i.ticket_type_id IN (done.from_type, done.to_type)
        RETURNING i.quantity, i.unit_price::numeric
    ), items AS (
        SELECT sum(quantity * unit_price) AS subtotal,
            min(unit_price) FILTER (WHERE quantity > 0) AS lowest
        FROM (
            SELECT quantity, unit_price FROM moved
            UNION ALL
            SELECT i.quantity, i.unit_price::numeric FROM booking_items i JOIN done
                ON i.booking_id = done.booking_id
                AND i.ticket_type_id NOT IN (done.from_type, done.to_type)
        ) AS each
    )
    UPDATE bookings SET subtotal = items.subtotal, unit_price = items.lowest,
        total_price = bookings.total_price + done.amount,
        discount = items.subtotal - bookings.total_price - done.amount
    FROM done, items WHERE bookings.id = done.booking_id";
