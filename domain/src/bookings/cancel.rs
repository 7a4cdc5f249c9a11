//! Ending a booking: its seats, its tickets, its money and its message in one transaction.

use super::locked::{LockedBooking, LockedEvent, lock};
use super::policy;
use super::store::cancel_locked;
use crate::notifications::{MailKind, queue_about_booking};
use crate::payments::Booked;
use crate::{Hub, Settings, payments, promotions, waitlist};
use serde_json::json;
use sqlx::postgres::PgConnection;
use types::Money;
use types::bookings::{BookingStatus, CancelReason};
use types::ids::EventId;
use types::money::decimal_string;
use uuid::Uuid;

/// Cancels a locked booking that is not cancelled yet. Its seats go to those who wait for them.
pub(crate) async fn cancel_booking(
    tx: &mut PgConnection,
    event: &LockedEvent,
    booking: &LockedBooking,
    reason: CancelReason,
    settings: &Settings,
) -> Result<(), sqlx::Error> {
    cancel_locked(tx, booking, reason).await?;
    if booking.status == BookingStatus::Pending {
        promotions::give_back(tx, booking.id).await?;
    }
    let back =
        policy::refund(booking.total, reason, booking.refund_policy, event.start_date, event.now);
    let refunded =
        payments::refund(tx, booking.id, Some(back), reason.as_str(), Booked::Nothing).await?;
    let offer = booking.offer && booking.status == BookingStatus::Pending;
    waitlist::booking_ended(tx, booking.event, booking.id, offer, reason, settings).await?;
    let kind = match reason {
        CancelReason::EventCancelled => MailKind::EventCancelled,
        // A hold that was given up was never promised to anyone.
        _ if booking.status == BookingStatus::Confirmed => MailKind::BookingCancelled,
        _ => return Ok(()),
    };
    let data = refund_data(refunded);
    queue_about_booking(tx, kind, booking.id.0, booking.id, booking.user, data).await
}

/// What a message says of the money that went back, where some had been paid.
pub(crate) fn refund_data(refunded: Option<Money>) -> serde_json::Value {
    match refunded {
        Some(money) => {
            json!({ "refunded": decimal_string(money.amount()), "currency": money.currency })
        }
        None => json!({}),
    }
}

/// What one run over a cancelled event's bookings did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Batch {
    pub cancelled: usize,
    /// Whether there may be more to do.
    pub more: bool,
}

/// Cancels, refunds and tells the next `limit` bookings of a cancelled event, each in a
/// transaction of its own: a run that stops halfway is taken up by the next one.
///
/// # Errors
/// What the database says; what was done before it stays done.
pub async fn cancel_for_event(hub: &Hub, event: EventId, limit: u16) -> Result<Batch, sqlx::Error> {
    let mut connection = hub.db.read().await?;
    let open: Vec<Uuid> = sqlx::query_scalar(
        "SELECT b.id FROM bookings b JOIN events e ON e.id = b.event_id
         WHERE b.event_id = $1 AND e.status = 'CANCELLED' AND b.status IN ('PENDING', 'CONFIRMED')
         ORDER BY b.booked_at, b.id LIMIT $2",
    )
    .bind(event.0)
    .bind(i64::from(limit))
    .fetch_all(&mut *connection)
    .await?;
    drop(connection);
    let mut cancelled = 0;
    for booking in &open {
        let (booking, settings) = ((*booking).into(), hub.settings.clone());
        let done: Result<bool, sqlx::Error> = hub
            .db
            .write(move |tx| {
                Box::pin(async move {
                    let Some((event, locked)) = lock(tx, booking).await? else { return Ok(false) };
                    if !event.cancelled() || locked.status == BookingStatus::Cancelled {
                        return Ok(false);
                    }
                    let reason = CancelReason::EventCancelled;
                    cancel_booking(tx, &event, &locked, reason, &settings).await?;
                    Ok(true)
                })
            })
            .await;
        cancelled += usize::from(done?);
    }
    Ok(Batch { cancelled, more: open.len() == usize::from(limit) })
}
