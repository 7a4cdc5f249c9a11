//! What an organizer does with one booking of an event of theirs. Each action can be rehearsed: it is
//! done and taken back, and answers what it would bring about.

mod cancel;
mod effect;
mod moved_items;
mod note;
mod refund;
mod rename;
mod resend;
mod run;
mod targets;
mod transfer;

pub use cancel::cancel_as_organizer;
pub(super) use effect::{Before, reached};
#[cfg(test)]
pub(crate) use note::note_of;
pub use note::write_note;
pub use refund::refund_as_organizer;
pub(super) use rename::rename;
pub use rename::rename_ticket;
pub use resend::{may_be_sent_again, resend_confirmation, resend_message};
pub use run::Run;
pub(super) use run::perform;
pub use targets::move_targets;
pub use transfer::move_booking;

use super::locked::{LockedBooking, LockedEvent, lock};
use crate::events::{EventRight, EventRow, own_locked};
use crate::{Actor, Error, accounts};
use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use types::ErrorCode;
use types::events::EventStatus;
use types::ids::BookingId;

/// A booking of an event of the caller's, locked with its event.
pub(super) struct Own {
    pub(super) event: EventRow,
    pub(super) locked: LockedEvent,
    pub(super) booking: LockedBooking,
}

/// Locks the account, the event and the booking, in this order.
pub(super) async fn own(
    tx: &mut PgConnection,
    actor: Actor,
    event: &str,
    booking: BookingId,
) -> Result<Own, Error> {
    accounts::acting(tx, actor).await?;
    let event = own_locked(tx, actor, event, EventRight::Bookings).await?;
    let (locked, booking) = lock(tx, booking)
        .await?
        .filter(|(_, booking)| booking.event == event.id)
        .ok_or(ErrorCode::NotFound)?;
    Ok(Own { event, locked, booking })
}

/// What has ended stays as it is, and what is cancelled ends by itself.
pub(super) fn still_on(event: &EventRow, now: DateTime<Utc>) -> Result<(), ErrorCode> {
    match event.status {
        EventStatus::Cancelled => Err(ErrorCode::EventCancelled),
        _ if event.end_date <= now => Err(ErrorCode::EventEnded),
        EventStatus::Draft | EventStatus::Published => Ok(()),
    }
}
