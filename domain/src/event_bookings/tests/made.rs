//! An event with bookings of every kind, as plain rows.

use crate::ids::{booking_reference, new_id, ticket_code};
use crate::testing::{EventBuilder, person, test_hub};
use crate::{Actor, Hub};
use chrono::{DateTime, TimeDelta, TimeZone as _, Utc};
use types::accounts::Role;
use types::ids::{BookingId, TicketId, UserId};
use uuid::Uuid;

pub(super) struct Ticket {
    pub(super) id: TicketId,
    pub(super) code: String,
}

/// What the model knows of a booking.
pub(super) struct Booked {
    pub(super) id: BookingId,
    pub(super) reference: String,
    pub(super) name: String,
    pub(super) email: String,
    pub(super) status: &'static str,
    pub(super) channel: &'static str,
    pub(super) payment: Option<&'static str>,
    pub(super) refunded: bool,
    pub(super) code: Option<&'static str>,
    pub(super) via: Option<&'static str>,
    /// A ticket of it was seen.
    pub(super) seen: bool,
    /// Its second ticket has a name of its own.
    pub(super) guests: bool,
    /// After midnight of the first of July 2026, in UTC.
    pub(super) minutes: i64,
    /// In cents.
    pub(super) total: i64,
    pub(super) tickets: Vec<Ticket>,
}

pub(super) struct Event {
    pub(super) id: String,
    pub(super) host: Actor,
    pub(super) booked: Vec<Booked>,
}

fn kind(number: usize) -> Booked {
    let status = ["CONFIRMED", "PENDING", "CONFIRMED", "CANCELLED", "CONFIRMED"][number % 5];
    let channel = ["direct", "direct", "waitlist", "complimentary"][number % 4];
    let payment = match (status, number % 3) {
        (_, 0) => None,
        ("PENDING", 1) => Some("PENDING"),
        ("CANCELLED", 1) => Some("REFUNDED"),
        ("PENDING" | "CANCELLED", _) => Some("FAILED"),
        _ => Some("COMPLETED"),
    };
    let seats = if status == "PENDING" { 0 } else { 1 + number % 3 };
    let name = if number.is_multiple_of(7) { "Ada Lovelace" } else { "Grace Hopper" };
    let email = if number.is_multiple_of(7) { "ada.%_" } else { "grace" };
    Booked {
        id: new_id().into(),
        reference: booking_reference(),
        name: format!("{name} {number}"),
        email: format!("{email}{number}@example.test"),
        status,
        channel,
        payment,
        refunded: payment == Some("REFUNDED")
            || (payment == Some("COMPLETED") && number.is_multiple_of(2)),
        code: number.is_multiple_of(4).then_some("SPRING"),
        via: [None, Some("news"), Some("poster")][number % 3],
        seen: status == "CONFIRMED" && number.is_multiple_of(6),
        guests: seats > 1 && number.is_multiple_of(2),
        minutes: i64::try_from(number * 37 % 2000).unwrap(),
        total: i64::try_from(number % 5).unwrap() * 1001 + 1,
        tickets: (0..seats).map(|_| Ticket { id: new_id().into(), code: ticket_code() }).collect(),
    }
}

/// Of one organizer, in Berlin.
pub(super) async fn event_with(hub: &Hub, bookings: usize) -> Event {
    let host = person(hub, Role::Organizer).await;
    let event = EventBuilder { capacity: 100_000, ..EventBuilder::new(hub) };
    let event = event.insert(hub, host).await;
    let booked: Vec<Booked> = (0..bookings).map(kind).collect();
    for (number, booking) in booked.iter().enumerate() {
        let buyer = person(hub, Role::Attendee).await;
        store(hub, (event.0, buyer), number, booking).await;
    }
    sqlx::query(
        "UPDATE events SET seats_confirmed = (SELECT coalesce(sum(quantity), 0) FROM bookings
             WHERE event_id = $1 AND status = 'CONFIRMED') WHERE id = $1",
    )
    .bind(event)
    .execute(hub.db.pool())
    .await
    .unwrap();
    let host = Actor::User { id: host, role: Role::Organizer };
    Event { id: event.to_string(), host, booked }
}

async fn store(hub: &Hub, (event, buyer): (Uuid, UserId), number: usize, booking: &Booked) {
    let quantity = i32::try_from(booking.tickets.len().max(1)).unwrap();
    let at: DateTime<Utc> =
        Utc.with_ymd_and_hms(2026, 7, 1, 0, 0, 0).unwrap() + TimeDelta::minutes(booking.minutes);
    let discount = i64::from(quantity) * 10_000 - booking.total;
    sqlx::query(
        "WITH named AS (
             UPDATE users SET display_name = $11, email = $12 WHERE id = $3
         )
         INSERT INTO bookings (id, reference, event_id, user_id, origin, quantity, unit_price,
             discount, total_price, currency, status, cancel_reason, promo_code, via, booked_at,
             confirmed_at, cancelled_at, hold_expires_at)
         VALUES ($1, $2, $4, $3, $5, $6, 100, $7::numeric / 100, $8::numeric / 100, 'EUR', $9,
             CASE WHEN $9 = 'CANCELLED' THEN 'expired' END, $10, $13, $14,
             CASE WHEN $9 <> 'PENDING' THEN $14 END, CASE WHEN $9 = 'CANCELLED' THEN $14 END,
             $14 + interval '100 years')",
    )
    .bind(booking.id)
    .bind(&booking.reference)
    .bind(buyer)
    .bind(event)
    .bind(booking.channel)
    .bind(quantity)
    .bind(discount)
    .bind(booking.total)
    .bind(booking.status)
    .bind(booking.code)
    .bind(&booking.name)
    .bind(&booking.email)
    .bind(booking.via)
    .bind(at)
    .execute(hub.db.pool())
    .await
    .unwrap();
    tickets(hub, event, booking).await;
    if let Some(status) = booking.payment {
        payment(hub, booking, number, status).await;
    }
}

async fn tickets(hub: &Hub, event: Uuid, booking: &Booked) {
    for (seat, ticket) in (1..).zip(&booking.tickets) {
        let name = if booking.guests && seat == 2 {
            format!("Guest of {}", booking.name)
        } else {
            booking.name.clone()
        };
        sqlx::query(
            "INSERT INTO tickets (id, booking_id, event_id, seat, code, attendee_name,
                 cancelled_at, checked_in_at)
             VALUES ($1, $2, $3, $4, $5, $6, CASE WHEN $7 THEN clock_timestamp() END,
                 CASE WHEN $8 THEN clock_timestamp() END)",
        )
        .bind(ticket.id)
        .bind(booking.id)
        .bind(event)
        .bind(seat)
        .bind(&ticket.code)
        .bind(name)
        .bind(booking.status == "CANCELLED")
        .bind(booking.seen && seat == 1)
        .execute(hub.db.pool())
        .await
        .unwrap();
    }
}

async fn payment(hub: &Hub, booking: &Booked, number: usize, status: &str) {
    let captured = if ["COMPLETED", "REFUNDED"].contains(&status) { booking.total } else { 0 };
    let refunded = i32::from(booking.refunded);
    sqlx::query(
        "INSERT INTO payments (id, booking_id, provider, payment_method, reference_id, amount,
             currency, status, captured, refunded, processed_at)
         VALUES ($1, $2, 'mock', 'MOCK_CARD', $3, $4::numeric / 100, 'EUR', $5, $6::numeric / 100,
             $7::numeric / 100, CASE WHEN $5 <> 'PENDING' THEN clock_timestamp() END)",
    )
    .bind(new_id())
    .bind(booking.id)
    .bind(format!("made-{number}"))
    .bind(booking.total)
    .bind(status)
    .bind(captured)
    .bind(refunded)
    .execute(hub.db.pool())
    .await
    .unwrap();
}

#[tokio::test]
async fn there_is_one_of_every_kind() {
    let (hub, _database) = test_hub().await;
    let booked = event_with(&hub, 60).await.booked;
    for status in ["CONFIRMED", "PENDING", "CANCELLED"] {
        assert!(booked.iter().any(|b| b.status == status && b.channel == "waitlist"), "{status}");
    }
    assert!(booked.iter().any(|b| b.channel == "complimentary"));
    for payment in [None, Some("PENDING"), Some("COMPLETED"), Some("FAILED"), Some("REFUNDED")] {
        assert!(booked.iter().any(|b| b.payment == payment), "{payment:?}");
    }
    assert!(booked.iter().any(|b| b.seen) && booked.iter().any(|b| b.guests));
}
