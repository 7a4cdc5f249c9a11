//! Giving back one seat of several.

use super::cancel::{cancel_booking, refund_data};
use super::error::used;
use super::locked::{LockedBooking, LockedEvent, lock};
use super::read::load_own;
use super::{policy, store};
use crate::accounts;
use crate::idempotency::{Answer, IdempotencyKey, Refusal, Request, once};
use crate::notifications::{MailKind, queue_about_booking};
use crate::payments::Booked;
use crate::{Actor, Error, Hub, Settings, payments, waitlist};
use serde_json::json;
use sqlx::postgres::PgConnection;
use types::ErrorCode;
use types::bookings::{Booking, BookingStatus, CancelReason};
use types::ids::{BookingId, TicketId};

/// Cancels one ticket of a confirmed booking of the caller's own and refunds what its refund rule
/// says of that seat. The last ticket takes the booking with it. Cancelling a ticket again answers
/// the same and changes nothing.
///
/// # Errors
/// `not_found`; `booking_not_cancellable` once the event has started; `already_checked_in` where
/// the ticket was used.
pub async fn cancel_ticket(
    hub: &Hub,
    actor: Actor,
    booking: BookingId,
    ticket: TicketId,
    key: Option<IdempotencyKey>,
) -> Result<Answer<Booking>, Refusal> {
    let user = actor.require_user()?;
    let request = key.map(|key| Request::new(hub, user, key, "cancel_ticket", &(booking, ticket)));
    let settings = hub.settings.clone();
    once(hub, request, move |tx| {
        Box::pin(async move {
            accounts::acting(tx, actor).await?;
            let (event, locked) = lock(tx, booking)
                .await?
                .filter(|(_, locked)| locked.user == user)
                .ok_or(ErrorCode::NotFound)?;
            cancel_one(tx, &event, &locked, ticket, &settings).await?;
            load_own(tx, user, booking).await?.ok_or_else(|| Error::from(ErrorCode::NotFound))
        })
    })
    .await
}

async fn cancel_one(
    tx: &mut PgConnection,
    event: &LockedEvent,
    booking: &LockedBooking,
    id: TicketId,
    settings: &Settings,
) -> Result<(), Error> {
    let ticket = store::ticket(tx, booking.id, id).await?.ok_or(ErrorCode::NotFound)?;
    if ticket.cancelled || booking.status != BookingStatus::Confirmed {
        return Ok(());
    }
    let reason = if event.cancelled() {
        CancelReason::EventCancelled
    } else if event.started() {
        return Err(ErrorCode::BookingNotCancellable.into());
    } else if let Some(at) = ticket.checked_in_at {
        return Err(used(at).into());
    } else {
        CancelReason::ByAttendee
    };
    if booking.quantity == 1 {
        return cancel_booking(tx, event, booking, reason, settings).await?.ok();
    }
    let (cost, left) = policy::one_seat(booking.total(), booking.quantity);
    if !store::give_seat_back(tx, booking, id, left).await? {
        return Err(ErrorCode::BookingNotCancellable.into());
    }
    let back = policy::refund(cost, reason, booking.terms(event), event.now);
    let refunded =
        payments::refund(tx, booking.id, Some(back), "ticket_cancelled", Booked::Seats).await?;
    waitlist::booking_ended(tx, booking.event, booking.id, false, reason, settings).await?;
    let mut data = refund_data(refunded);
    data["seat"] = json!(ticket.seat);
    data["attendee"] = json!(ticket.attendee_name);
    let kind = MailKind::TicketsCancelled;
    Ok(queue_about_booking(tx, kind, id.0, booking.id, booking.user, data).await?)
}
