//! Payments of exchanges: what a ticket of a dearer type costs more.

use super::store::Start;
use sqlx::postgres::PgConnection;
use std::collections::HashMap;
use types::ids::{BookingId, ExchangeId};
use types::payments::Payment;

/// Starts a payment of what the booking's open exchange costs, if there is one that can be paid and nothing
/// is under way. A ticket that was used is not exchanged any more.
pub(super) async fn start(
    connection: &mut PgConnection,
    start: &Start,
) -> Result<Option<Payment>, sqlx::Error> {
    // The booking is locked before the exchange, as whoever ends one does it.
    sqlx::query_as(
        "WITH payable AS MATERIALIZED (
             SELECT b.id, b.currency FROM bookings b JOIN events e ON e.id = b.event_id
             WHERE b.id = $2 AND b.user_id = $3 AND b.status = 'CONFIRMED'
               AND e.status = 'PUBLISHED'
             FOR NO KEY UPDATE OF b
         ), open AS MATERIALIZED (
             SELECT x.id, x.booking_id, x.amount, payable.currency
             FROM payable JOIN ticket_exchanges x ON x.booking_id = payable.id
                 JOIN tickets t ON t.id = x.ticket_id
             WHERE x.status = 'OPEN' AND x.hold_expires_at > clock_timestamp()
               AND t.checked_in_at IS NULL
             FOR NO KEY UPDATE OF x
         )
         INSERT INTO payments (id, booking_id, provider, payment_method, reference_id, amount,
             currency, card_last4, status, exchange_id)
         SELECT $1, booking_id, $4, $5, $6, amount, currency, $7, 'PENDING', id FROM open
         ON CONFLICT (exchange_id) WHERE status IN ('PENDING', 'COMPLETED') DO NOTHING
         RETURNING id, booking_id, amount, currency, refunded, payment_method, reference_id,
             status, processed_at",
    )
    .bind(start.id)
    .bind(start.booking)
    .bind(start.user)
    .bind(start.provider)
    .bind(start.method)
    .bind(&start.reference_id)
    .bind(&start.card_last4)
    .fetch_optional(connection)
    .await
}

/// The newest payment of each exchange of these bookings.
pub(crate) async fn newest_of_exchanges(
    connection: &mut PgConnection,
    bookings: &[BookingId],
) -> Result<HashMap<ExchangeId, Payment>, sqlx::Error> {
    #[derive(sqlx::FromRow)]
    struct Row {
        exchange_id: ExchangeId,
        #[sqlx(flatten)]
        payment: Payment,
    }
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT DISTINCT ON (exchange_id) exchange_id, id, booking_id, amount, currency, refunded,
             payment_method, reference_id, status, processed_at
         FROM payments WHERE booking_id = ANY($1) AND exchange_id IS NOT NULL
         ORDER BY exchange_id, created_at DESC, id DESC",
    )
    .bind(bookings)
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|row| (row.exchange_id, row.payment)).collect())
}
