//! Confirming a booking for which nothing is (or is left) to be paid.

use super::locked::LockedBooking;
use super::store::confirm_locked;
use crate::Actor;
use crate::notifications::{MailKind, queue_about_booking};
use sqlx::postgres::PgConnection;

/// PENDING → CONFIRMED under its lock, with its tickets and its message.
pub(super) async fn confirm_and_tell(
    tx: &mut PgConnection,
    booking: &LockedBooking,
    actor: Actor,
) -> Result<(), sqlx::Error> {
    confirm_locked(tx, booking, actor).await?;
    let kind = MailKind::BookingConfirmed;
    let data = serde_json::json!({});
    queue_about_booking(tx, kind, booking.id.0, booking.id, booking.user, data).await
}
