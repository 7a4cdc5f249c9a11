//! What an exchange is decided by: the tickets of a booking, and the types of its event.

use super::super::locked::LockedBooking;
use super::super::policy;
use crate::events::seats::free_seats;
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use sqlx::postgres::PgConnection;
use types::Money;
use types::ids::{TicketId, TicketPoolId, TicketTypeId};
use types::ticket_types::Offering;

/// A ticket that is not void.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Seat {
    pub(super) id: TicketId,
    pub(super) number: i32,
    pub(super) attendee_name: String,
    pub(super) checked_in_at: Option<DateTime<Utc>>,
    pub(super) ticket_type: Option<TicketTypeId>,
    /// What it cost, where that is written on it.
    pub(super) price: Option<Decimal>,
    /// The price of its item.
    unit_price: Decimal,
}

/// A type of the event, with what is free of it and of its pool; `None` where that is not limited.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(clippy::struct_excessive_bools, reason = "each is a column of the row")]
pub(super) struct Kind {
    pub(super) id: TicketTypeId,
    pub(super) name: String,
    pub(super) offering: Offering,
    pub(super) hidden: bool,
    pub(super) opened: bool,
    pub(super) ended: bool,
    pub(super) min_per_booking: i32,
    pub(super) max_per_booking: i32,
    pub(super) counted: bool,
    pub(super) pool: Option<TicketPoolId>,
    pub(super) seats: Option<i32>,
    pub(super) pool_seats: Option<i32>,
    /// How many of it the booking has.
    pub(super) has: i32,
    /// Of the next seat.
    pub(super) unit: Decimal,
}

#[derive(Clone, Debug)]
pub(super) struct Rows {
    pub(super) seats: Vec<Seat>,
    pub(super) kinds: Vec<Kind>,
    /// The event is published and nobody took it off the catalogue.
    pub(super) bookable: bool,
    /// Somebody who waits would fit into the free seats.
    pub(super) promised: bool,
}

impl Rows {
    /// Exact under the lock of the event and the booking.
    pub(super) async fn of(
        connection: &mut PgConnection,
        booking: &LockedBooking,
    ) -> Result<Self, sqlx::Error> {
        let mut seats: Vec<Seat> = sqlx::query_as(
            "SELECT t.id, t.seat AS number, t.attendee_name, t.checked_in_at,
                 t.ticket_type_id AS ticket_type, t.price::numeric,
                 coalesce(i.unit_price, b.unit_price)::numeric AS unit_price
             FROM tickets t JOIN bookings b ON b.id = t.booking_id
                 LEFT JOIN booking_items i
                     ON i.booking_id = b.id AND i.ticket_type_id = t.ticket_type_id
             WHERE t.booking_id = $1 AND t.cancelled_at IS NULL ORDER BY t.seat",
        )
        .bind(booking.id)
        .fetch_all(&mut *connection)
        .await?;
        priced(&mut seats, booking.total());
        let kinds = kinds(connection, booking).await?;
        let (bookable, promised) = sqlx::query_as(concat!(
            "SELECT status = 'PUBLISHED' AND hidden_at IS NULL,
                 CASE WHEN typed AND waitlist_count > 0 AND ",
            free_seats!(),
            " > 0 THEN waiting_party_fits(id, true) ELSE false END
             FROM events WHERE id = $1",
        ))
        .bind(booking.event)
        .fetch_one(connection)
        .await?;
        Ok(Self { seats, kinds, bookable, promised })
    }

    pub(super) fn seat(&self, of: TicketId) -> Option<&Seat> {
        self.seats.iter().find(|seat| seat.id == of)
    }

    pub(super) fn kind(&self, of: TicketTypeId) -> Option<&Kind> {
        self.kinds.iter().find(|kind| kind.id == of)
    }
}

/// Says of each what it cost. Tickets that were issued before their event had types bear no price: they
/// share the total like those of a claim.
fn priced(seats: &mut [Seat], total: Money) {
    if seats.iter().all(|seat| seat.price.is_some()) {
        return;
    }
    let units: Vec<_> =
        seats.iter().map(|seat| (Money::new(seat.unit_price, total.currency), true)).collect();
    for (seat, cost) in seats.iter_mut().zip(policy::costs(total, &units)) {
        seat.price = Some(cost.amount());
    }
}

async fn kinds(
    connection: &mut PgConnection,
    booking: &LockedBooking,
) -> Result<Vec<Kind>, sqlx::Error> {
    sqlx::query_as(
        "SELECT t.id, t.name, t.offering, t.hidden,
             coalesce(t.sale_from <= clock_timestamp(), true) AS opened,
             coalesce(t.sale_until <= clock_timestamp(), false) AS ended,
             t.min_per_booking, t.max_per_booking, t.counted, t.pool_id AS pool,
             t.quota - t.taken AS seats, p.quota - p.taken AS pool_seats,
             coalesce(i.quantity, 0) AS has, coalesce((
                 SELECT step.price FROM unnest(price_steps_of(t.id)) AS step
                 WHERE step.first IS NULL OR t.taken + 1 <= step.first
                 ORDER BY step.position LIMIT 1
             ), t.price)::numeric AS unit
         FROM ticket_types t LEFT JOIN ticket_pools p ON p.id = t.pool_id
             LEFT JOIN booking_items i ON i.ticket_type_id = t.id AND i.booking_id = $2
         WHERE t.event_id = $1 ORDER BY t.position, t.id",
    )
    .bind(booking.event)
    .bind(booking.id)
    .fetch_all(connection)
    .await
}
