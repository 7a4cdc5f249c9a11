//! The SQL that moves a booking and its seats together.

use super::columns::ticket_columns;
use super::locked::LockedBooking;
use super::policy;
use super::tickets::Left;
use crate::Actor;
use crate::audit::Entry;
use crate::events::seats::free_seats;
use crate::ids::{new_id, ticket_code};
use crate::promotions::Offer;
use crate::waitlist;
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use sqlx::postgres::PgConnection;
use types::Money;
use types::bookings::{BookingStatus, CancelReason};
use types::history::AuditAction;
use types::ids::{BookingId, TicketId, TicketTypeId};
use uuid::Uuid;

/// PENDING → CONFIRMED under its lock: the seats move from held (or offered) to confirmed.
pub(crate) async fn confirm_locked(
    connection: &mut PgConnection,
    booking: &LockedBooking,
    actor: Actor,
) -> Result<(), sqlx::Error> {
    let (held, offered) = pending_seats(booking);
    sqlx::query(
        "WITH confirmed AS (
             UPDATE bookings SET status = 'CONFIRMED', confirmed_at = clock_timestamp()
             WHERE id = $1 AND status = 'PENDING'
             RETURNING event_id, quantity
         )
         UPDATE events SET seats_held = seats_held - $2, seats_offered = seats_offered - $3,
             seats_confirmed = seats_confirmed + confirmed.quantity
         FROM confirmed WHERE events.id = confirmed.event_id",
    )
    .bind(booking.id)
    .bind(held)
    .bind(offered)
    .execute(&mut *connection)
    .await?;
    let action =
        if booking.offer { AuditAction::OfferAccepted } else { AuditAction::BookingConfirmed };
    let entry = Entry::new(actor, action, booking.id).event(booking.event);
    entry.change("status", "PENDING", "CONFIRMED").record(connection).await?;
    if booking.offer {
        waitlist::offer_accepted(connection, booking.id).await?;
    }
    issue_tickets(connection, booking).await
}

/// CANCELLED by an expired hold → CONFIRMED, if the seats are still free, also of each type, no waiting
/// party fits into them, and their buyer has not booked up to the limit meanwhile; says whether it was.
pub(crate) async fn retake(
    connection: &mut PgConnection,
    booking: &LockedBooking,
) -> Result<bool, sqlx::Error> {
    let fits = !booking.typed || types_fit(connection, booking).await?;
    let taken = sqlx::query(concat!(
        "WITH taken AS (
             UPDATE events SET seats_confirmed = seats_confirmed + $2
             WHERE id = $3 AND status = 'PUBLISHED' AND hidden_at IS NULL
               AND start_date > clock_timestamp()
               AND $2 <= ",
        free_seats!(),
        "
               AND CASE WHEN typed THEN $5 AND NOT waiting_party_fits(id, true)
                   ELSE waitlist_smallest IS NULL OR waitlist_smallest > ",
        free_seats!(),
        " END
               AND (max_per_person IS NULL OR max_per_person
                   >= (SELECT has.seats FROM seats_of($4, $3) AS has) + $2)
             RETURNING id
         )
         UPDATE bookings SET status = 'CONFIRMED', confirmed_at = clock_timestamp(),
             cancel_reason = NULL, cancelled_at = NULL, first_for_person = false
         FROM taken
         WHERE bookings.id = $1 AND bookings.event_id = taken.id AND bookings.status = 'CANCELLED'"
    ))
    .bind(booking.id)
    .bind(booking.quantity)
    .bind(booking.event)
    .bind(booking.user)
    .bind(fits)
    .execute(&mut *connection)
    .await?
    .rows_affected();
    if taken == 0 {
        return Ok(false);
    }
    let entry = Entry::by_system(AuditAction::BookingConfirmed, booking.id).event(booking.event);
    entry.change("status", "CANCELLED", "CONFIRMED").record(connection).await?;
    issue_tickets(connection, booking).await?;
    Ok(true)
}

/// Whether the seats of a booking's items are free, of each type and each pool. Under its event's lock,
/// so that nobody takes them meanwhile.
async fn types_fit(
    connection: &mut PgConnection,
    booking: &LockedBooking,
) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT bool_and(coalesce(i.quantity <= t.quota - t.taken, true)
             AND coalesce((
                 SELECT sum(o.quantity) FROM booking_items o
                     JOIN ticket_types ot ON ot.id = o.ticket_type_id
                 WHERE o.booking_id = i.booking_id AND ot.pool_id = t.pool_id
             ) <= p.quota - p.taken, true))
         FROM booking_items i JOIN ticket_types t ON t.id = i.ticket_type_id
             LEFT JOIN ticket_pools p ON p.id = t.pool_id
         WHERE i.booking_id = $1",
    )
    .bind(booking.id)
    .fetch_one(connection)
    .await
    .map(|fits: Option<bool>| fits.unwrap_or(false))
}

/// PENDING or CONFIRMED → CANCELLED under its lock: the seats are free, the tickets void.
pub(super) async fn cancel_locked(
    connection: &mut PgConnection,
    booking: &LockedBooking,
    reason: CancelReason,
) -> Result<(), sqlx::Error> {
    let (held, offered) = pending_seats(booking);
    sqlx::query(
        "WITH cancelled AS (
             UPDATE bookings SET status = 'CANCELLED', cancel_reason = $2,
                 cancelled_at = clock_timestamp()
             WHERE id = $1 AND status = $3
             RETURNING id, event_id
         ), void AS (
             UPDATE tickets SET cancelled_at = clock_timestamp()
             FROM cancelled
             WHERE tickets.booking_id = cancelled.id AND tickets.checked_in_at IS NULL
         )
         UPDATE events SET seats_held = seats_held - $4, seats_offered = seats_offered - $5,
             seats_confirmed = seats_confirmed - $6
         FROM cancelled WHERE events.id = cancelled.event_id",
    )
    .bind(booking.id)
    .bind(reason)
    .bind(booking.status)
    .bind(held)
    .bind(offered)
    .bind(if booking.status == BookingStatus::Confirmed { booking.quantity } else { 0 })
    .execute(connection)
    .await?;
    Ok(())
}

/// When a ticket of the booking was checked in last. Check-in locks the booking before it marks a
/// ticket, so under the booking's lock the answer holds.
pub(super) async fn last_check_in(
    connection: &mut PgConnection,
    booking: BookingId,
) -> Result<Option<DateTime<Utc>>, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT max(checked_in_at) FROM tickets WHERE booking_id = $1 AND cancelled_at IS NULL",
    )
    .bind(booking)
    .fetch_one(connection)
    .await
}

/// One ticket of a booking.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct TicketRow {
    pub(super) seat: i32,
    pub(super) attendee_name: String,
    pub(super) cancelled: bool,
    pub(super) checked_in_at: Option<DateTime<Utc>>,
    /// What it cost, where it has a type.
    pub(super) price: Option<Decimal>,
}

pub(super) async fn ticket(
    connection: &mut PgConnection,
    booking: BookingId,
    ticket: TicketId,
) -> Result<Option<TicketRow>, sqlx::Error> {
    sqlx::query_as(
        "SELECT seat, attendee_name, cancelled_at IS NOT NULL AS cancelled, checked_in_at, price
         FROM tickets WHERE id = $1 AND booking_id = $2",
    )
    .bind(ticket)
    .bind(booking)
    .fetch_optional(connection)
    .await
}

/// Takes one ticket out of a CONFIRMED booking of several, under its lock: the seat is free, and of
/// the booking is `left` what is said; its item has one seat less, and its unit price stays the lowest
/// of those that are left. False where it was checked in meanwhile.
pub(super) async fn give_seat_back(
    connection: &mut PgConnection,
    booking: BookingId,
    ticket: TicketId,
    left: &Left,
) -> Result<bool, sqlx::Error> {
    let given = sqlx::query(
        "WITH void AS (
             UPDATE tickets SET cancelled_at = clock_timestamp()
             WHERE id = $1 AND booking_id = $2 AND cancelled_at IS NULL AND checked_in_at IS NULL
             RETURNING booking_id, ticket_type_id
         ), item AS (
             UPDATE booking_items SET quantity = quantity - 1
             FROM void
             WHERE booking_items.booking_id = void.booking_id
               AND booking_items.ticket_type_id = void.ticket_type_id
             RETURNING booking_items.booking_id, unit_price
         ), items AS (
             SELECT item.unit_price AS gone, min(other.unit_price) AS lowest
             FROM item JOIN void USING (booking_id) JOIN booking_items other
                 ON other.booking_id = item.booking_id
                AND other.quantity > CASE
                    WHEN other.ticket_type_id = void.ticket_type_id THEN 1 ELSE 0 END
             GROUP BY item.unit_price
         ), less AS (
             UPDATE bookings SET quantity = $3, total_price = $4, goodwill = $4 - $5,
                 subtotal = subtotal - gone, unit_price = coalesce(lowest, unit_price),
                 discount = coalesce(subtotal - gone, unit_price * $3) - $4
             FROM void LEFT JOIN items ON true
             WHERE bookings.id = void.booking_id AND bookings.status = 'CONFIRMED'
             RETURNING bookings.event_id
         )
         UPDATE events SET seats_confirmed = seats_confirmed - 1
         FROM less WHERE events.id = less.event_id",
    )
    .bind(ticket)
    .bind(booking)
    .bind(left.seats)
    .bind(left.total.amount())
    .bind(left.worth.amount())
    .execute(connection)
    .await?
    .rows_affected();
    Ok(given == 1)
}

/// What the seats of each type of a booking cost together.
pub(super) async fn item_prices(
    connection: &mut PgConnection,
    booking: BookingId,
) -> Result<Vec<(TicketTypeId, Decimal)>, sqlx::Error> {
    sqlx::query_as(
        "SELECT ticket_type_id, (unit_price * quantity)::numeric FROM booking_items
         WHERE booking_id = $1",
    )
    .bind(booking)
    .fetch_all(connection)
    .await
}

/// Lays a discount over a PENDING booking under its lock, and says on which items it falls. What costs
/// nothing is CONFIRMED already and notes the code alone.
pub(super) async fn set_discount(
    connection: &mut PgConnection,
    booking: &LockedBooking,
    discount: Money,
    offer: &Offer,
    code: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "WITH shared AS (
             UPDATE booking_items SET discounted = ($5::uuid[] IS NULL OR ticket_type_id = ANY ($5))
             WHERE booking_id = $1
         )
         UPDATE bookings SET discount = $2,
             total_price = coalesce(subtotal, unit_price * quantity) - $2, promotion_id = $3,
             promo_code = $4, promo_counted = true
         WHERE id = $1 AND (status = 'PENDING' OR status = 'CONFIRMED' AND $2 = 0)",
    )
    .bind(booking.id)
    .bind(discount.amount())
    .bind(offer.promotion)
    .bind(code)
    .bind(&offer.types)
    .execute(connection)
    .await?;
    Ok(())
}

/// What a late payment's refund leaves behind on a booking that had lapsed.
pub(crate) async fn mark_refunded(
    connection: &mut PgConnection,
    booking: BookingId,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE bookings SET cancel_reason = 'payment_refunded'
         WHERE id = $1 AND status = 'CANCELLED' AND cancel_reason = 'expired'",
    )
    .bind(booking)
    .execute(connection)
    .await?;
    Ok(())
}

/// A pending booking's seats as (held, offered).
fn pending_seats(booking: &LockedBooking) -> (i32, i32) {
    match (booking.status, booking.offer) {
        (BookingStatus::Pending, false) => (booking.quantity, 0),
        (BookingStatus::Pending, true) => (0, booking.quantity),
        _ => (0, 0),
    }
}

async fn issue_tickets(
    connection: &mut PgConnection,
    booking: &LockedBooking,
) -> Result<(), sqlx::Error> {
    if booking.typed {
        return issue_typed(connection, booking).await;
    }
    let (ids, codes) = new_tickets(booking.quantity);
    sqlx::query(concat!(
        "INSERT INTO tickets (",
        ticket_columns!(),
        ")
         SELECT seat.id, $1, $2, seat.number, seat.code, users.display_name
         FROM users, unnest($4::uuid[], $5::text[]) WITH ORDINALITY AS seat (id, code, number)
         WHERE users.id = $3",
    ))
    .bind(booking.id)
    .bind(booking.event)
    .bind(booking.user)
    .bind(ids)
    .bind(codes)
    .execute(connection)
    .await?;
    Ok(())
}

/// A ticket of each seat of the items, in the organizer's order, with what it cost.
async fn issue_typed(
    connection: &mut PgConnection,
    booking: &LockedBooking,
) -> Result<(), sqlx::Error> {
    // A code may have changed the total in this transaction, under the booking's lock.
    let seats: Vec<(TicketTypeId, Decimal, bool, Decimal)> = sqlx::query_as(
        "SELECT i.ticket_type_id, i.unit_price, i.discounted, b.total_price
         FROM bookings b JOIN booking_items i ON i.booking_id = b.id
             JOIN ticket_types t ON t.id = i.ticket_type_id
             CROSS JOIN generate_series(1, i.quantity)
         WHERE b.id = $1 ORDER BY t.position, t.id",
    )
    .bind(booking.id)
    .fetch_all(&mut *connection)
    .await?;
    let currency = booking.total().currency;
    let total = seats.first().map_or(Decimal::ZERO, |seat| seat.3);
    let prices: Vec<_> = seats.iter().map(|seat| (Money::new(seat.1, currency), seat.2)).collect();
    let costs = policy::costs(Money::new(total, currency), &prices);
    let (ids, codes) = new_tickets(booking.quantity);
    sqlx::query(concat!(
        "INSERT INTO tickets (",
        ticket_columns!(),
        ", ticket_type_id, price)
         SELECT seat.id, $1, $2, seat.number, seat.code, users.display_name, seat.type, seat.price
         FROM users, unnest($4::uuid[], $5::text[], $6::uuid[], $7::numeric[]) WITH ORDINALITY
             AS seat (id, code, type, price, number)
         WHERE users.id = $3",
    ))
    .bind(booking.id)
    .bind(booking.event)
    .bind(booking.user)
    .bind(ids)
    .bind(codes)
    .bind(seats.iter().map(|seat| seat.0).collect::<Vec<_>>())
    .bind(costs.iter().map(|cost| cost.amount()).collect::<Vec<_>>())
    .execute(connection)
    .await?;
    Ok(())
}

fn new_tickets(quantity: i32) -> (Vec<Uuid>, Vec<String>) {
    (0..quantity).map(|_| (new_id(), ticket_code())).unzip()
}
