//! What people do with their bookings.

use super::cancel::cancel_booking;
use super::confirm::confirm_and_tell;
use super::locked::lock;
use super::read::load_own;
use crate::accounts;
use crate::idempotency::{Answer, IdempotencyKey, Refusal, Request, once};
use crate::{Actor, Error, Hub};
use types::ErrorCode;
use types::bookings::{Booking, BookingStatus, CancelReason};
use types::ids::BookingId;

/// Cancels a booking of the caller's own: frees its seats and refunds what its refund rule says.
/// Cancelling again answers the same and changes nothing.
///
/// # Errors
/// `not_found`, `booking_not_cancellable` once the event has started, `already_checked_in` where
/// one of its tickets was used: the others are cancelled one by one.
pub async fn cancel(
    hub: &Hub,
    actor: Actor,
    booking: BookingId,
    key: Option<IdempotencyKey>,
) -> Result<Answer<Booking>, Refusal> {
    let user = actor.require_user()?;
    let request = key.map(|key| Request::new(hub, user, key, "cancel", &booking));
    let settings = hub.settings.clone();
    once(hub, request, move |tx| {
        Box::pin(async move {
            accounts::acting(tx, actor).await?;
            let (event, locked) = lock(tx, booking)
                .await?
                .filter(|(_, locked)| locked.user == user)
                .ok_or(ErrorCode::NotFound)?;
            if locked.status != BookingStatus::Cancelled {
                let reason = if event.cancelled() {
                    CancelReason::EventCancelled
                } else if event.started() {
                    return Err(ErrorCode::BookingNotCancellable.into());
                } else if locked.offer && locked.status == BookingStatus::Pending {
                    CancelReason::OfferDeclined
                } else {
                    CancelReason::ByAttendee
                };
                let by = (actor, reason);
                cancel_booking(tx, &event, &locked, by, &settings).await?.ok()?;
            }
            load_own(tx, user, booking).await?.ok_or_else(|| Error::from(ErrorCode::NotFound))
        })
    })
    .await
}

/// Accepts an offer that costs nothing. A booking that is confirmed already answers with itself.
///
/// # Errors
/// `not_found`, `booking_not_confirmable` for everything else.
pub async fn confirm(
    hub: &Hub,
    actor: Actor,
    booking: BookingId,
    key: Option<IdempotencyKey>,
) -> Result<Answer<Booking>, Refusal> {
    let user = actor.require_user()?;
    let request = key.map(|key| Request::new(hub, user, key, "confirm", &booking));
    once(hub, request, move |tx| {
        Box::pin(async move {
            accounts::acting(tx, actor).await?;
            let (event, locked) = lock(tx, booking)
                .await?
                .filter(|(_, locked)| locked.user == user)
                .ok_or(ErrorCode::NotFound)?;
            let open = locked.status == BookingStatus::Pending
                && locked.hold_expires_at.is_some_and(|until| until > event.now);
            let free_offer = locked.offer && locked.total().is_zero();
            if open && free_offer && !event.cancelled() && !event.started() {
                confirm_and_tell(tx, &locked, actor).await?;
            } else if locked.status != BookingStatus::Confirmed {
                return Err(ErrorCode::BookingNotConfirmable.into());
            }
            load_own(tx, user, booking).await?.ok_or_else(|| Error::from(ErrorCode::NotFound))
        })
    })
    .await
}
