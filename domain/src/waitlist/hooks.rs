//! Hooks: what the waitlist does when bookings and events change.

use super::log::Move;
use super::promise::{Cause, seats_freed};
use super::store;
use crate::Settings;
use crate::notifications::{MailKind, queue_about_booking};
use serde_json::json;
use sqlx::postgres::PgConnection;
use types::bookings::CancelReason;
use types::ids::{BookingId, EventId};

/// An offer was accepted: its booking is confirmed.
pub(crate) async fn offer_accepted(
    tx: &mut PgConnection,
    booking: BookingId,
) -> Result<(), sqlx::Error> {
    store::end_offer(tx, booking, Move::Accepted).await.map(drop)
}

/// A booking ended, or gave back some of its seats: an offer's entry ends with it, and the seats go
/// to those who wait. `offer` says whether the booking was an offer that was not accepted yet.
pub(crate) async fn booking_ended(
    tx: &mut PgConnection,
    event: EventId,
    booking: BookingId,
    offer: bool,
    reason: CancelReason,
    settings: &Settings,
) -> Result<(), sqlx::Error> {
    if offer {
        let ended = store::end_offer(tx, booking, Move::of_offer(reason)).await?;
        if let (Some(user), CancelReason::Expired) = (ended, reason) {
            let kind = MailKind::WaitlistOfferLapsed;
            queue_about_booking(tx, kind, booking.0, booking, user, json!({})).await?;
        }
    }
    seats_freed(tx, event, Cause::of(reason, offer), settings).await
}

/// A booking was moved to another event: its seats go to those who wait here.
pub(crate) async fn seats_moved_away(
    tx: &mut PgConnection,
    event: EventId,
    settings: &Settings,
) -> Result<(), sqlx::Error> {
    seats_freed(tx, event, Cause::BookingMoved, settings).await
}

/// A ticket of a type was exchanged for one of another: who waits for the first may have its seat.
pub(crate) async fn type_freed(
    tx: &mut PgConnection,
    event: EventId,
    settings: &Settings,
) -> Result<(), sqlx::Error> {
    seats_freed(tx, event, Cause::TicketExchanged, settings).await
}

/// A seat that was held for an exchange was not taken: who waits for its type may have it.
pub(crate) async fn exchange_ended(
    tx: &mut PgConnection,
    event: EventId,
    settings: &Settings,
) -> Result<(), sqlx::Error> {
    seats_freed(tx, event, Cause::HoldLapsed, settings).await
}

/// An event was changed under its lock: open offers end before it starts, and new seats are
/// promised.
pub(crate) async fn event_changed(
    tx: &mut PgConnection,
    event: EventId,
    settings: &Settings,
) -> Result<(), sqlx::Error> {
    store::end_offers_by_start(tx, event).await?;
    seats_freed(tx, event, Cause::EventChanged, settings).await
}
