//! The rows of `payments` and their ledger, `transactions`.

use crate::ids::new_id;
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use sqlx::postgres::PgConnection;
use std::collections::HashMap;
use types::ids::{BookingId, PaymentId, UserId};
use types::payments::{Payment, PaymentMethod, PaymentOutcome, PaymentStatus};
use types::{Currency, Money};
use uuid::Uuid;

#[derive(Debug, sqlx::FromRow)]
pub(super) struct Row {
    id: Uuid,
    booking_id: Uuid,
    amount: Decimal,
    currency: String,
    refunded: Decimal,
    payment_method: String,
    reference_id: String,
    status: String,
    processed_at: Option<DateTime<Utc>>,
}

impl TryFrom<Row> for Payment {
    type Error = sqlx::Error;

    fn try_from(row: Row) -> Result<Self, sqlx::Error> {
        let method = [PaymentMethod::MockCard, PaymentMethod::MockPaypal]
            .into_iter()
            .find(|method| method.as_str() == row.payment_method);
        Ok(Self {
            id: row.id.into(),
            booking: row.booking_id.into(),
            amount: row.amount,
            currency: Currency::parse(&row.currency).unwrap_or(Currency::EUR),
            refunded: row.refunded,
            payment_method: method.ok_or_else(|| unknown("method", &row.payment_method))?,
            reference_id: row.reference_id,
            status: status(&row.status)?,
            processed_at: row.processed_at,
        })
    }
}

fn unknown(what: &str, name: &str) -> sqlx::Error {
    sqlx::Error::Decode(format!("payment {what} {name}").into())
}

pub(super) fn status(name: &str) -> Result<PaymentStatus, sqlx::Error> {
    [
        PaymentStatus::Pending,
        PaymentStatus::Completed,
        PaymentStatus::Failed,
        PaymentStatus::Refunded,
    ]
    .into_iter()
    .find(|status| status.as_str() == name)
    .ok_or_else(|| unknown("status", name))
}

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
    start: Start,
) -> Result<Option<Payment>, sqlx::Error> {
    let row: Option<Row> = sqlx::query_as(
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
         ON CONFLICT (booking_id) WHERE status IN ('PENDING', 'COMPLETED') DO NOTHING
         RETURNING id, booking_id, amount, currency, refunded, payment_method, reference_id,
             status, processed_at",
    )
    .bind(start.id.0)
    .bind(start.booking.0)
    .bind(start.user.0)
    .bind(start.provider)
    .bind(start.method.as_str())
    .bind(start.reference_id)
    .bind(start.card_last4)
    .fetch_optional(connection)
    .await?;
    row.map(TryInto::try_into).transpose()
}

/// Where a booking stands that could not be paid: its owner and its open or done payment.
pub(super) async fn standing(
    connection: &mut PgConnection,
    booking: BookingId,
) -> Result<Option<(UserId, Option<PaymentStatus>)>, sqlx::Error> {
    let row: Option<(Uuid, Option<String>)> = sqlx::query_as(
        "SELECT b.user_id, p.status FROM bookings b
         LEFT JOIN payments p ON p.booking_id = b.id AND p.status IN ('PENDING', 'COMPLETED')
         WHERE b.id = $1",
    )
    .bind(booking.0)
    .fetch_optional(connection)
    .await?;
    row.map(|(user, payment)| Ok((user.into(), payment.as_deref().map(status).transpose()?)))
        .transpose()
}

/// A payment, whose it is and who takes it.
pub(super) async fn load(
    connection: &mut PgConnection,
    payment: PaymentId,
) -> Result<Option<(Payment, UserId, String)>, sqlx::Error> {
    #[derive(sqlx::FromRow)]
    struct Owned {
        #[sqlx(flatten)]
        payment: Row,
        user_id: Uuid,
        provider: String,
    }
    let row: Option<Owned> = sqlx::query_as(
        "SELECT p.*, b.user_id FROM payments p JOIN bookings b ON b.id = p.booking_id
         WHERE p.id = $1",
    )
    .bind(payment.0)
    .fetch_optional(connection)
    .await?;
    row.map(|row| Ok((row.payment.try_into()?, row.user_id.into(), row.provider))).transpose()
}

/// Each booking's newest payment.
pub(crate) async fn newest_of(
    connection: &mut PgConnection,
    bookings: &[Uuid],
) -> Result<HashMap<Uuid, Payment>, sqlx::Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT DISTINCT ON (booking_id) id, booking_id, amount, currency, refunded,
             payment_method, reference_id, status, processed_at
         FROM payments WHERE booking_id = ANY($1)
         ORDER BY booking_id, created_at DESC, id DESC",
    )
    .bind(bookings)
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(|row| Ok((row.booking_id, row.try_into()?))).collect()
}

/// The booking that a provider's reference pays for, and the payment.
pub(super) async fn find(
    connection: &mut PgConnection,
    provider: &str,
    reference_id: &str,
) -> Result<Option<(PaymentId, BookingId)>, sqlx::Error> {
    let row: Option<(Uuid, Uuid)> = sqlx::query_as(
        "SELECT id, booking_id FROM payments WHERE provider = $1 AND reference_id = $2",
    )
    .bind(provider)
    .bind(reference_id)
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|(payment, booking)| (payment.into(), booking.into())))
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
    .bind(payment.0)
    .bind(outcome.as_str())
    .bind(new_id())
    .fetch_optional(connection)
    .await?;
    Ok(settled.is_some())
}

/// Whether a booking goes on after a refund.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Booked {
    /// Some of its seats are left: the payment stays COMPLETED.
    Seats,
    /// It has ended: a payment of which anything went back is REFUNDED.
    Nothing,
}

/// Refunds `amount` of a booking's captured payment, or all that is left of it; never more than
/// that. Says how much; `None` where nothing had been paid. The booking is locked, and its payment
/// after it.
pub(crate) async fn refund(
    connection: &mut PgConnection,
    booking: BookingId,
    amount: Option<Money>,
    reason: &str,
    booked: Booked,
) -> Result<Option<Money>, sqlx::Error> {
    let paid: Option<(Uuid, Decimal, String)> = sqlx::query_as(
        "SELECT id, captured - refunded, currency FROM payments
         WHERE booking_id = $1 AND status = 'COMPLETED' FOR NO KEY UPDATE",
    )
    .bind(booking.0)
    .fetch_optional(&mut *connection)
    .await?;
    let Some((payment, left, currency)) = paid else { return Ok(None) };
    let left = Money::new(left, Currency::parse(&currency).unwrap_or(Currency::EUR));
    let refund = amount.map_or(left, |amount| amount.at_most(left));
    sqlx::query(
        "WITH refunded AS (
             UPDATE payments SET refunded = refunded + $2,
                 status = CASE WHEN $5 AND refunded + $2 > 0 THEN 'REFUNDED' ELSE status END
             WHERE id = $1 AND status = 'COMPLETED'
             RETURNING id
         )
         INSERT INTO transactions (id, payment_id, kind, amount, reason)
         SELECT $3, id, 'REFUND', $2, $4 FROM refunded WHERE $2 > 0",
    )
    .bind(payment)
    .bind(refund.amount())
    .bind(new_id())
    .bind(reason)
    .bind(booked == Booked::Nothing)
    .execute(connection)
    .await?;
    Ok(Some(refund))
}
