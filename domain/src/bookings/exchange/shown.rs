//! Open exchanges as their holders see them.

use crate::payments;
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use sqlx::postgres::PgConnection;
use std::collections::HashMap;
use types::Currency;
use types::exchange::OpenExchange;
use types::ids::{BookingId, ExchangeId, TicketId, TicketTypeId};

#[derive(sqlx::FromRow)]
struct Row {
    booking_id: BookingId,
    id: ExchangeId,
    ticket_id: TicketId,
    to_type: TicketTypeId,
    name: String,
    amount: Decimal,
    currency: Currency,
    hold_expires_at: DateTime<Utc>,
}

/// The open exchange of each of these bookings that has one, with its newest payment; also one whose time was
/// over while it was being paid, until it is known what came of that.
pub(in crate::bookings) async fn open_exchanges(
    connection: &mut PgConnection,
    bookings: &[BookingId],
) -> Result<HashMap<BookingId, OpenExchange>, sqlx::Error> {
    if bookings.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT x.booking_id, x.id, x.ticket_id, x.to_type, t.name, x.amount, b.currency,
             x.hold_expires_at
         FROM ticket_exchanges x JOIN bookings b ON b.id = x.booking_id
             JOIN ticket_types t ON t.id = x.to_type
         WHERE x.booking_id = ANY($1) AND (x.status = 'OPEN' OR x.status = 'EXPIRED' AND EXISTS (
             SELECT FROM payments p WHERE p.exchange_id = x.id AND p.status = 'PENDING'))",
    )
    .bind(bookings)
    .fetch_all(&mut *connection)
    .await?;
    if rows.is_empty() {
        return Ok(HashMap::new());
    }
    let with: Vec<_> = rows.iter().map(|row| row.booking_id).collect();
    let mut payments = payments::newest_of_exchanges(connection, &with).await?;
    let mut shown = |row: Row| OpenExchange {
        id: row.id,
        ticket: row.ticket_id,
        ticket_type: row.to_type,
        name: row.name,
        amount: row.amount,
        currency: row.currency,
        hold_expires_at: row.hold_expires_at,
        payment: payments.remove(&row.id),
    };
    Ok(rows.into_iter().map(|row| (row.booking_id, shown(row))).collect())
}
