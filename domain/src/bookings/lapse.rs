//! Holds that were not paid in time give their seats back, exactly once.

use super::locked::lock_event;
use crate::live::note_booking;
use crate::{Hub, Settings, promotions, waitlist};
use sqlx::postgres::PgConnection;
use types::bookings::CancelReason;
use types::ids::BookingId;
use uuid::Uuid;

/// Cancels a booking whose hold has lapsed; says whether this call did it.
///
/// # Errors
/// What the database says.
pub async fn lapse(hub: &Hub, booking: BookingId) -> Result<bool, sqlx::Error> {
    let settings = hub.settings.clone();
    hub.db.write(move |tx| Box::pin(async move { lapse_in(tx, booking, &settings).await })).await
}

async fn lapse_in(
    tx: &mut PgConnection,
    booking: BookingId,
    settings: &Settings,
) -> Result<bool, sqlx::Error> {
    let owned: Option<(Uuid, Uuid)> = sqlx::query_as(
        "SELECT event_id, user_id FROM bookings
         WHERE id = $1 AND status = 'PENDING' AND hold_expires_at <= clock_timestamp()",
    )
    .bind(booking.0)
    .fetch_optional(&mut *tx)
    .await?;
    let Some((event, user)) = owned else { return Ok(false) };
    let event = event.into();
    lock_event(tx, event).await?;
    note_booking(event, user.into(), booking);
    // Asked again under the lock: the booking may have been paid or cancelled meanwhile.
    let offer: Option<bool> = sqlx::query_scalar(
        "WITH lapsed AS (
             UPDATE bookings SET status = 'CANCELLED', cancel_reason = 'expired',
                 cancelled_at = clock_timestamp()
             WHERE id = $1 AND status = 'PENDING' AND hold_expires_at <= clock_timestamp()
             RETURNING event_id, quantity, origin
         )
         UPDATE events
         SET seats_held = seats_held - CASE WHEN origin = 'waitlist' THEN 0 ELSE quantity END,
             seats_offered = seats_offered - CASE WHEN origin = 'waitlist' THEN quantity ELSE 0 END
         FROM lapsed WHERE events.id = lapsed.event_id
         RETURNING origin = 'waitlist'",
    )
    .bind(booking.0)
    .fetch_optional(&mut *tx)
    .await?;
    let Some(offer) = offer else { return Ok(false) };
    promotions::give_back(tx, booking).await?;
    waitlist::booking_ended(tx, event, booking, offer, CancelReason::Expired, settings).await?;
    Ok(true)
}

/// The safety net: lapses holds whose own job did not, some time after they were due.
///
/// # Errors
/// What the database says.
pub async fn lapse_due(hub: &Hub) -> Result<usize, sqlx::Error> {
    let mut connection = hub.db.read().await?;
    let due: Vec<Uuid> = sqlx::query_scalar(
        "SELECT id FROM bookings
         WHERE status = 'PENDING' AND hold_expires_at <= clock_timestamp() - interval '30 seconds'
         ORDER BY hold_expires_at LIMIT 500",
    )
    .fetch_all(&mut *connection)
    .await?;
    drop(connection);
    let mut lapsed = 0;
    for booking in due {
        lapsed += usize::from(lapse(hub, booking.into()).await?);
    }
    Ok(lapsed)
}
