//! The rows of lists and files, by their ids and in the order of these.

use crate::bookings;
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use sqlx::postgres::PgConnection;
use types::attendance::{Attendee, AttendeeRef};
use types::bookings::{BookingStatus, CancelReason};
use types::event_bookings::ListedBooking;
use types::ids::{BookingId, EventId, TicketId, TicketTypeId, UserId};
use types::payments::PaymentStatus;
use types::ticket_types::{BookingItem, TicketTypeRef};
use types::{Currency, Via};

#[derive(sqlx::FromRow)]
struct BookingRow {
    id: BookingId,
    reference: String,
    user_id: UserId,
    display_name: String,
    email: String,
    quantity: i32,
    checked_in: i64,
    unit_price: Decimal,
    discount: Decimal,
    total_price: Decimal,
    refunded: Decimal,
    currency: Currency,
    status: BookingStatus,
    cancel_reason: Option<CancelReason>,
    payment_status: Option<PaymentStatus>,
    promo_code: Option<String>,
    via: Option<Via>,
    channel: String,
    booked_at: DateTime<Utc>,
    hold_expires_at: Option<DateTime<Utc>>,
    confirmed_at: Option<DateTime<Utc>>,
    cancelled_at: Option<DateTime<Utc>>,
    typed: bool,
}

impl BookingRow {
    fn listed(self, items: Vec<BookingItem>) -> ListedBooking {
        let row = self;
        ListedBooking {
            id: row.id,
            reference: row.reference,
            user: AttendeeRef { id: row.user_id, display_name: row.display_name },
            email: row.email,
            quantity: row.quantity,
            items,
            checked_in: row.checked_in,
            unit_price: row.unit_price,
            discount: row.discount,
            total_price: row.total_price,
            refunded: row.refunded,
            currency: row.currency,
            status: row.status,
            cancel_reason: row.cancel_reason,
            payment_status: row.payment_status,
            promo_code: row.promo_code,
            origin: row.via,
            channel: row.channel,
            booked_at: row.booked_at,
            hold_expires_at: row.hold_expires_at,
            confirmed_at: row.confirmed_at,
            cancelled_at: row.cancelled_at,
        }
    }
}

/// One that belongs to another event by now is left out.
pub(super) async fn listed(
    connection: &mut PgConnection,
    event: EventId,
    ids: &[BookingId],
) -> Result<Vec<ListedBooking>, sqlx::Error> {
    let rows: Vec<BookingRow> = sqlx::query_as(
        "SELECT b.id, b.reference, b.user_id, u.display_name, u.email, b.quantity,
             (SELECT count(*) FROM tickets t WHERE t.booking_id = b.id
                 AND t.cancelled_at IS NULL AND t.checked_in_at IS NOT NULL) AS checked_in,
             b.unit_price, b.discount, b.total_price,
             coalesce((SELECT sum(p.refunded) FROM payments p WHERE p.booking_id = b.id), 0)
                 AS refunded,
             b.currency, b.status, b.cancel_reason,
             -- As the filter finds it. What is paid for an exchange counts; whether it was tried does not.
             (SELECT p.status FROM payments p
                 WHERE p.booking_id = b.id AND (p.exchange_id IS NULL OR p.captured > 0)
                 ORDER BY p.status = 'COMPLETED' DESC, p.exchange_id IS NULL DESC,
                     p.created_at DESC, p.id DESC LIMIT 1) AS payment_status,
             b.promo_code, b.via, b.origin AS channel, b.booked_at, b.hold_expires_at,
             b.confirmed_at, b.cancelled_at, b.typed
         FROM unnest($1::uuid[]) WITH ORDINALITY AS asked (id, place)
             JOIN bookings b ON b.id = asked.id JOIN users u ON u.id = b.user_id
         WHERE b.event_id = $2 ORDER BY asked.place",
    )
    .bind(ids)
    .bind(event)
    .fetch_all(&mut *connection)
    .await?;
    let typed: Vec<BookingId> = rows.iter().filter(|row| row.typed).map(|row| row.id).collect();
    let mut items = bookings::items(connection, &typed).await?;
    let each = rows.into_iter();
    Ok(each
        .map(|row| {
            let items = items.remove(&row.id).unwrap_or_default();
            row.listed(items)
        })
        .collect())
}

#[derive(sqlx::FromRow)]
struct TicketRow {
    id: TicketId,
    code: String,
    seat: i32,
    attendee_name: String,
    checked_in_at: Option<DateTime<Utc>>,
    booking_id: BookingId,
    reference: String,
    user_id: UserId,
    display_name: String,
    email: String,
    price: Decimal,
    currency: Currency,
    status: BookingStatus,
    promo_code: Option<String>,
    via: Option<Via>,
    channel: String,
    booked_at: DateTime<Utc>,
    confirmed_at: Option<DateTime<Utc>>,
    ticket_type_id: Option<TicketTypeId>,
    ticket_type: Option<String>,
}

impl From<TicketRow> for Attendee {
    fn from(row: TicketRow) -> Self {
        Self {
            ticket: row.id,
            code: row.code,
            seat: row.seat,
            attendee_name: row.attendee_name,
            booking: row.booking_id,
            reference: row.reference,
            ticket_type: row
                .ticket_type_id
                .zip(row.ticket_type)
                .map(|(id, name)| TicketTypeRef { id, name }),
            user: AttendeeRef { id: row.user_id, display_name: row.display_name },
            email: row.email,
            quantity: 1,
            checked_in: i64::from(row.checked_in_at.is_some()),
            checked_in_at: row.checked_in_at,
            total_price: row.price,
            currency: row.currency,
            status: row.status,
            promo_code: row.promo_code,
            origin: row.via,
            channel: row.channel,
            booked_at: row.booked_at,
            confirmed_at: row.confirmed_at,
        }
    }
}

/// A seat's price is its part of the booking's in whole cents; the first seat bears what is left over.
pub(super) async fn attendees(
    connection: &mut PgConnection,
    event: EventId,
    ids: &[TicketId],
) -> Result<Vec<Attendee>, sqlx::Error> {
    let rows: Vec<TicketRow> = sqlx::query_as(
        "SELECT t.id, t.code, t.seat, t.attendee_name, t.checked_in_at, t.booking_id, b.reference,
             b.user_id, u.display_name, u.email,
             coalesce(t.price, CASE WHEN EXISTS (SELECT FROM tickets o WHERE o.booking_id = t.booking_id
                     AND o.seat < t.seat AND (o.cancelled_at IS NULL OR b.status = 'CANCELLED'))
                 THEN trunc(b.total_price / b.quantity, 2)
                 ELSE b.total_price - trunc(b.total_price / b.quantity, 2) * (b.quantity - 1)
             END)::numeric(12, 2) AS price,
             b.currency, b.status, b.promo_code, b.via, b.origin AS channel, b.booked_at,
             b.confirmed_at, t.ticket_type_id, k.name AS ticket_type
         FROM unnest($1::uuid[]) WITH ORDINALITY AS asked (id, place)
             JOIN tickets t ON t.id = asked.id JOIN bookings b ON b.id = t.booking_id
             JOIN users u ON u.id = b.user_id
             LEFT JOIN ticket_types k ON k.id = t.ticket_type_id
         WHERE b.event_id = $2 ORDER BY asked.place",
    )
    .bind(ids)
    .bind(event)
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(Attendee::from).collect())
}
