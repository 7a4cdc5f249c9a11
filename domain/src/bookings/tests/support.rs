//! What these tests say often.

use crate::idempotency::Refusal;
use crate::ids::{booking_reference, new_id};
use crate::testing::{EventBuilder, person};
use crate::{Actor, Hub, bookings, payments};
use chrono::TimeDelta;
use rust_decimal::Decimal;
use sqlx::postgres::PgConnection;
use std::time::Duration;
use types::accounts::Role;
use types::bookings::{BookInput, Booking};
use types::ids::{BookingId, EventId};
use types::payments::{PayInput, Payment, PaymentMethod, PaymentOutcome, SimulateWebhook};

/// Somebody who books.
pub(crate) async fn attendee(hub: &Hub) -> Actor {
    let role = Role::Attendee;
    Actor::User { id: person(hub, role).await, role }
}

/// Somebody who makes events.
pub(crate) async fn organizer(hub: &Hub) -> Actor {
    let role = Role::Organizer;
    Actor::User { id: person(hub, role).await, role }
}

/// An event a week from now for ten people at 25.00 EUR, unless told otherwise.
pub(crate) struct EventSetup(EventBuilder);

pub(crate) fn event(hub: &Hub) -> EventSetup {
    EventSetup(EventBuilder { price: Decimal::new(25_00, 2), ..EventBuilder::new(hub) })
}

impl EventSetup {
    pub(crate) fn capacity(self, capacity: i32) -> Self {
        Self(EventBuilder { capacity, ..self.0 })
    }

    pub(crate) fn free(self) -> Self {
        Self(EventBuilder { price: Decimal::ZERO, ..self.0 })
    }

    pub(crate) fn status(self, status: &'static str) -> Self {
        Self(EventBuilder { status, ..self.0 })
    }

    pub(crate) fn starts_in(self, hub: &Hub, starts_in: TimeDelta) -> Self {
        let start_date = hub.now() + starts_in;
        Self(EventBuilder { start_date, end_date: start_date + TimeDelta::hours(3), ..self.0 })
    }

    pub(crate) async fn hosted_by(self, hub: &Hub, host: Actor) -> EventId {
        self.0.insert(hub, host.user_id().unwrap()).await
    }

    pub(crate) async fn create(self, hub: &Hub) -> EventId {
        self.0.insert(hub, person(hub, Role::Organizer).await).await
    }
}

pub(crate) const GOOD_CARD: &str = "4111 1111 1111 1111";

pub(crate) async fn book(
    hub: &Hub,
    actor: Actor,
    event: EventId,
    quantity: i64,
) -> Result<Booking, Refusal> {
    let input = BookInput::of(event, quantity);
    bookings::book(hub, actor, input, None).await.map(|answer| answer.value)
}

pub(crate) async fn pay(hub: &Hub, actor: Actor, booking: BookingId) -> Result<Payment, Refusal> {
    let input = PayInput {
        booking,
        payment_method: PaymentMethod::MockCard,
        card_number: Some(GOOD_CARD.into()),
    };
    payments::pay(hub, actor, input, None).await.map(|answer| answer.value)
}

/// The provider's callback, with an id of its own.
pub(crate) async fn callback(
    hub: &Hub,
    actor: Actor,
    payment: &Payment,
    status: PaymentOutcome,
) -> Payment {
    let input = SimulateWebhook { status, event_id: None };
    payments::simulate_webhook(hub, actor, payment.id, input).await.unwrap()
}

/// Lets a hold be over.
pub(crate) async fn expire(hub: &Hub, booking: BookingId) {
    sqlx::query(
        "UPDATE bookings SET hold_expires_at = clock_timestamp() - interval '1 minute'
         WHERE id = $1",
    )
    .bind(booking)
    .execute(hub.db.pool())
    .await
    .unwrap();
}

/// (confirmed, held, offered) as the event's counters have it.
pub(crate) async fn seats(hub: &Hub, event: EventId) -> (i32, i32, i32) {
    sqlx::query_as("SELECT seats_confirmed, seats_held, seats_offered FROM events WHERE id = $1")
        .bind(event)
        .fetch_one(hub.db.pool())
        .await
        .unwrap()
}

/// The kinds of the messages promised so far, oldest first.
pub(crate) async fn mails(hub: &Hub) -> Vec<String> {
    sqlx::query_scalar("SELECT kind FROM mail_messages ORDER BY created_at, id")
        .fetch_all(hub.db.pool())
        .await
        .unwrap()
}

/// Names of the jobs in the queue, sorted.
pub(crate) async fn jobs(hub: &Hub) -> Vec<String> {
    sqlx::query_scalar(
        "SELECT task_identifier FROM graphile_worker.jobs ORDER BY task_identifier, id",
    )
    .fetch_all(hub.db.pool())
    .await
    .unwrap()
}

/// Runs a statement of the test's own.
pub(crate) async fn execute(hub: &Hub, sql: &'static str) {
    sqlx::query(sql).execute(hub.db.pool()).await.unwrap();
}

/// Waits until somebody waits for a lock in this test's database: the order of events is then the
/// one the test wants, however fast the machine is.
pub(crate) async fn somebody_waits(hub: &Hub) {
    some_wait(hub, 1).await;
}

/// Waits until so many connections wait for a lock.
pub(crate) async fn some_wait(hub: &Hub, wanted: i64) {
    let waiting = async {
        loop {
            let waits: i64 = sqlx::query_scalar(
                "SELECT count(*) FROM pg_stat_activity
                 WHERE datname = current_database() AND wait_event_type = 'Lock'",
            )
            .fetch_one(hub.db.pool())
            .await
            .unwrap();
            if waits >= wanted {
                return;
            }
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), waiting).await.expect("somebody waits");
}

/// Seats of an event's bookings that are PENDING or CONFIRMED, counted from the rows.
pub(crate) async fn sold(hub: &Hub, event: EventId) -> i64 {
    sqlx::query_scalar(
        "SELECT coalesce(sum(quantity), 0) FROM bookings
         WHERE event_id = $1 AND status <> 'CANCELLED'",
    )
    .bind(event)
    .fetch_one(hub.db.pool())
    .await
    .unwrap()
}

pub(crate) async fn in_balance(hub: &Hub) {
    assert_eq!(bookings::reconcile(hub).await.unwrap(), []);
}

/// A booking's row without anything that belongs to it: what code without guards would write.
pub(crate) async fn insert_booking(
    connection: &mut PgConnection,
    event: EventId,
    user: Actor,
    quantity: i32,
) -> BookingId {
    let id = BookingId(new_id());
    sqlx::query(
        "INSERT INTO bookings (id, reference, event_id, user_id, quantity, unit_price,
             total_price, currency, status, hold_expires_at)
         VALUES ($1, $2, $3, $4, $5, 25, 25 * $5, 'EUR', 'PENDING',
             clock_timestamp() + interval '15 minutes')",
    )
    .bind(id)
    .bind(booking_reference())
    .bind(event)
    .bind(user.user_id())
    .bind(quantity)
    .execute(connection)
    .await
    .unwrap();
    id
}

/// A confirmed booking and its payment.
pub(crate) async fn paid(
    hub: &Hub,
    actor: Actor,
    event: EventId,
    quantity: i64,
) -> (BookingId, Payment) {
    let booking = book(hub, actor, event, quantity).await.unwrap();
    let payment = pay(hub, actor, booking.id).await.unwrap();
    let payment = callback(hub, actor, &payment, PaymentOutcome::Completed).await;
    (booking.id, payment)
}

/// Sums of the ledger as (charged, refunded) in cents.
pub(crate) async fn ledger(hub: &Hub) -> (i64, i64) {
    sqlx::query_as(
        "SELECT coalesce(sum(amount * 100) FILTER (WHERE kind = 'CHARGE'), 0)::bigint,
             coalesce(sum(amount * 100) FILTER (WHERE kind = 'REFUND'), 0)::bigint
         FROM transactions",
    )
    .fetch_one(hub.db.pool())
    .await
    .unwrap()
}
