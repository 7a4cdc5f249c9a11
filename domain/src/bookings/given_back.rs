//! What went back of a booking so far, of whichever payment.

use crate::{Actor, Error, Hub};
use rust_decimal::Decimal;
use types::ids::BookingId;

/// What went back of what was taken for the caller's booking: of its own payment and of those of the
/// exchanges that came about. One that came too late for its exchange went back whole and paid for nothing.
///
/// # Errors
/// `unauthenticated`.
pub async fn given_back(hub: &Hub, actor: Actor, booking: BookingId) -> Result<Decimal, Error> {
    let user = actor.require_user()?;
    let sum = sqlx::query_scalar(
        "SELECT coalesce(sum(p.refunded), 0)::numeric
         FROM payments p JOIN bookings b ON b.id = p.booking_id
             LEFT JOIN ticket_exchanges e ON e.id = p.exchange_id
         WHERE b.id = $1 AND b.user_id = $2 AND (p.exchange_id IS NULL OR e.status = 'DONE')",
    )
    .bind(booking)
    .bind(user)
    .fetch_one(&mut *hub.db.read().await?)
    .await?;
    Ok(sum)
}
