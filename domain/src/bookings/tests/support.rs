//! What these tests say often.

use crate::idempotency::Refusal;
use crate::testing::{EventBuilder, person};
use crate::{Actor, Hub, bookings, payments};
use chrono::TimeDelta;
use rust_decimal::Decimal;
use types::accounts::Role;
use types::bookings::{BookInput, Booking};
use types::ids::{BookingId, EventId};
use types::payments::{PayInput, Payment, PaymentMethod, PaymentOutcome, SimulateWebhook};

/// Somebody who books.
pub(super) async fn attendee(hub: &Hub) -> Actor {
    let role = Role::Attendee;
    Actor::User { id: person(hub, role).await, role }
}

/// An event a week from now for ten people at 25.00 EUR, unless told otherwise.
pub(super) struct Wanted(EventBuilder);

pub(super) fn event(hub: &Hub) -> Wanted {
    Wanted(EventBuilder { price: Decimal::new(25_00, 2), ..EventBuilder::new(hub) })
}

impl Wanted {
    pub(super) fn capacity(self, capacity: i32) -> Self {
        Self(EventBuilder { capacity, ..self.0 })
    }

    pub(super) fn free(self) -> Self {
        Self(EventBuilder { price: Decimal::ZERO, ..self.0 })
    }

    pub(super) fn status(self, status: &'static str) -> Self {
        Self(EventBuilder { status, ..self.0 })
    }

    pub(super) fn starts_in(self, hub: &Hub, starts_in: TimeDelta) -> Self {
        Self(EventBuilder { start_date: hub.now() + starts_in, ..self.0 })
    }

    pub(super) async fn create(self, hub: &Hub) -> EventId {
        self.0.insert(hub, person(hub, Role::Organizer).await).await
    }
}

pub(super) const GOOD_CARD: &str = "4111 1111 1111 1111";

pub(super) async fn book(
    hub: &Hub,
    actor: Actor,
    event: EventId,
    quantity: i64,
) -> Result<Booking, Refusal> {
    let input = BookInput { event, quantity, promo_code: None };
    bookings::book(hub, actor, input, None).await.map(|answer| answer.value)
}

pub(super) async fn pay(hub: &Hub, actor: Actor, booking: BookingId) -> Result<Payment, Refusal> {
    let input = PayInput {
        booking,
        payment_method: PaymentMethod::MockCard,
        card_number: Some(GOOD_CARD.into()),
    };
    payments::pay(hub, actor, input, None).await.map(|answer| answer.value)
}

/// The provider's callback, with an id of its own.
pub(super) async fn callback(
    hub: &Hub,
    actor: Actor,
    payment: &Payment,
    status: PaymentOutcome,
) -> Payment {
    let input = SimulateWebhook { status, event_id: None };
    payments::simulate_webhook(hub, actor, payment.id, input).await.unwrap()
}

/// Lets a hold be over.
pub(super) async fn expire(hub: &Hub, booking: BookingId) {
    sqlx::query(
        "UPDATE bookings SET hold_expires_at = clock_timestamp() - interval '1 minute'
         WHERE id = $1",
    )
    .bind(booking.0)
    .execute(hub.db.pool())
    .await
    .unwrap();
}

/// (confirmed, held, offered) as the event's counters have it.
pub(super) async fn seats(hub: &Hub, event: EventId) -> (i32, i32, i32) {
    sqlx::query_as("SELECT seats_confirmed, seats_held, seats_offered FROM events WHERE id = $1")
        .bind(event.0)
        .fetch_one(hub.db.pool())
        .await
        .unwrap()
}

/// The kinds of the messages promised so far, oldest first.
pub(super) async fn mails(hub: &Hub) -> Vec<String> {
    sqlx::query_scalar("SELECT kind FROM mail_messages ORDER BY created_at, id")
        .fetch_all(hub.db.pool())
        .await
        .unwrap()
}

/// Names of the jobs in the queue, sorted.
pub(super) async fn jobs(hub: &Hub) -> Vec<String> {
    sqlx::query_scalar(
        "SELECT task_identifier FROM graphile_worker.jobs ORDER BY task_identifier, id",
    )
    .fetch_all(hub.db.pool())
    .await
    .unwrap()
}
