//! The rows of `payments` and their ledger, `transactions`.

use crate::ids::new_id;
use sqlx::postgres::PgConnection;
use std::collections::HashMap;
use types::ids::{BookingId, ExchangeId, PaymentId, UserId};
use types::payments::{Payment, PaymentMethod, PaymentOutcome};

/// A payment to be started.
pub(super) struct Start {
    pub(super) id: PaymentId,
    pub(super) booking: BookingId,
    pub(super) user: UserId,
    pub(super) provider: &'static str,
    pub(super) method: PaymentMethod,
    pub(super) reference_id: String,
    pub(super) card_last4: Option<String>,
}

/// Starts a payment of the whole price, if the booking can be paid and nothing is under way.
pub(super) async fn start(
    connection: &mut PgConnection,
    start: &Start,
) -> Result<Option<Payment>, sqlx::Error> {
    sqlx::query_as(
        "WITH payable AS (
             SELECT b.id, b.total_price, b.currency
             FROM bookings b JOIN events e ON e.id = b.event_id
             WHERE b.id = $2 AND b.user_id = $3 AND b.status = 'PENDING' AND b.total_price > 0
               AND b.hold_expires_at > clock_timestamp() AND e.status = 'PUBLISHED'
             FOR NO KEY UPDATE OF b
         )
         INSERT INTO payments (id, booking_id, provider, payment_method, reference_id, amount,
             currency, card_last4, status)
         SELECT $1, id, $4, $5, $6, total_price, currency, $7, 'PENDING' FROM payable
         ON CONFLICT (booking_id)
             WHERE status IN ('PENDING', 'COMPLETED') AND exchange_id IS NULL DO NOTHING
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

/// The state of a booking that could not be paid.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub(super) struct BookingState {
    pub(super) owner: UserId,
    /// A payment of it is open.
    pub(super) paying: bool,
    /// An exchange of it waits to be paid, and cannot be.
    pub(super) exchanging: bool,
    /// A payment of it is done.
    pub(super) paid: bool,
}

pub(super) async fn booking_state(
    connection: &mut PgConnection,
    booking: BookingId,
) -> Result<Option<BookingState>, sqlx::Error> {
    sqlx::query_as(
        "SELECT user_id AS owner,
             EXISTS (SELECT FROM payments p WHERE p.booking_id = b.id AND p.status = 'PENDING')
                 AS paying,
             EXISTS (SELECT FROM ticket_exchanges x WHERE x.booking_id = b.id AND x.status = 'OPEN')
                 AS exchanging,
             EXISTS (SELECT FROM payments p WHERE p.booking_id = b.id AND p.status = 'COMPLETED')
                 AS paid
         FROM bookings b WHERE id = $1",
    )
    .bind(booking)
    .fetch_optional(connection)
    .await
}

/// A payment with its owner and its provider.
pub(super) async fn load(
    connection: &mut PgConnection,
    payment: PaymentId,
) -> Result<Option<(Payment, UserId, String)>, sqlx::Error> {
    #[derive(sqlx::FromRow)]
    struct Owned {
        #[sqlx(flatten)]
        payment: Payment,
        user_id: UserId,
        provider: String,
    }
    let row: Option<Owned> = sqlx::query_as(
        "SELECT p.*, b.user_id FROM payments p JOIN bookings b ON b.id = p.booking_id
         WHERE p.id = $1",
    )
    .bind(payment)
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|row| (row.payment, row.user_id, row.provider)))
}

/// Each booking's newest payment, but for those of its exchanges.
pub(crate) async fn newest_of(
    connection: &mut PgConnection,
    bookings: &[BookingId],
) -> Result<HashMap<BookingId, Payment>, sqlx::Error> {
    let payments: Vec<Payment> = sqlx::query_as(
        "SELECT DISTINCT ON (booking_id) id, booking_id, amount, currency, refunded,
             payment_method, reference_id, status, processed_at
         FROM payments WHERE booking_id = ANY($1) AND exchange_id IS NULL
         ORDER BY booking_id, created_at DESC, id DESC",
    )
    .bind(bookings)
    .fetch_all(connection)
    .await?;
    Ok(payments.into_iter().map(|payment| (payment.booking, payment)).collect())
}

/// A payment by its provider's reference.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub(super) struct Found {
    pub(super) id: PaymentId,
    #[sqlx(rename = "booking_id")]
    pub(super) booking: BookingId,
    /// What it pays for, where that is not the booking itself.
    #[sqlx(rename = "exchange_id")]
    pub(super) exchange: Option<ExchangeId>,
}

pub(super) async fn find(
    connection: &mut PgConnection,
    provider: &str,
    reference_id: &str,
) -> Result<Option<Found>, sqlx::Error> {
    sqlx::query_as(
        "SELECT id, booking_id, exchange_id FROM payments
         WHERE provider = $1 AND reference_id = $2",
    )
    .bind(provider)
    .bind(reference_id)
    .fetch_optional(connection)
    .await
}

/// PENDING → COMPLETED with its ledger line, or PENDING → FAILED; false where it is final already.
pub(super) async fn settle(
    connection: &mut PgConnection,
    payment: PaymentId,
    outcome: PaymentOutcome,
) -> Result<bool, sqlx::Error> {
    let settled = sqlx::query(
        "WITH settled AS (
             UPDATE payments SET status = $2, processed_at = clock_timestamp(),
                 captured = CASE WHEN $2 = 'COMPLETED' THEN amount ELSE 0 END
             WHERE id = $1 AND status = 'PENDING'
             RETURNING id, captured
         ), ledger AS (
             INSERT INTO transactions (id, payment_id, kind, amount, reason)
             SELECT $3, id, 'CHARGE', captured, 'payment' FROM settled WHERE captured > 0
         )
         SELECT id FROM settled",
    )
    .bind(payment)
    .bind(outcome)
    .bind(new_id())
    .fetch_optional(connection)
    .await?;
    Ok(settled.is_some())
}
