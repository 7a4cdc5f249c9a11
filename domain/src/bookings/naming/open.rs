//! Until when holders may change their tickets.

use super::super::error::used;
use super::super::locked::{LockedBooking, LockedEvent, lock};
use super::super::store::{self, TicketRow};
use crate::ticket_types::{changes_end, rules_of};
use crate::{Error, Hub};
use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use types::ErrorCode;
use types::bookings::BookingStatus;
use types::ids::{BookingId, EventId, TicketId, UserId};

/// Whether holders may change their tickets of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TicketChanges {
    /// When that ends, or ended; none where the team ended it by hand.
    pub until: Option<DateTime<Utc>>,
    pub open: bool,
}

/// # Errors
/// What the database says.
pub async fn ticket_changes(
    hub: &Hub,
    event: EventId,
    starts: DateTime<Utc>,
) -> Result<TicketChanges, Error> {
    let rules = rules_of(&mut *hub.db.read().await?, event).await?;
    let until = changes_end(&rules, starts);
    Ok(TicketChanges { until, open: until.is_some_and(|end| hub.now() < end) })
}

/// A ticket that may be changed, under the locks of its event and booking.
pub(super) struct Changeable {
    pub(super) booking: LockedBooking,
    pub(super) ticket: TicketRow,
    pub(super) guest: Option<UserId>,
}

/// Locks the event and the booking of a ticket of this person's.
///
/// # Errors
/// `not_found`; those of [`changeable`].
pub(super) async fn own(
    tx: &mut PgConnection,
    user: UserId,
    (booking, ticket): (BookingId, TicketId),
) -> Result<Changeable, Error> {
    let found = lock(tx, booking).await?.filter(|(_, booking)| booking.user == user);
    let (event, booking) = found.ok_or(ErrorCode::NotFound)?;
    changeable(tx, &event, booking, ticket).await
}

/// # Errors
/// `not_found`; `event_cancelled`; `booking_not_confirmed` for a ticket that is void;
/// `already_checked_in`; `changes_closed`.
pub(super) async fn changeable(
    tx: &mut PgConnection,
    event: &LockedEvent,
    booking: LockedBooking,
    id: TicketId,
) -> Result<Changeable, Error> {
    let ticket = store::ticket(tx, booking.id, id).await?.ok_or(ErrorCode::NotFound)?;
    if event.cancelled() {
        return Err(ErrorCode::EventCancelled.into());
    }
    if ticket.cancelled || booking.status != BookingStatus::Confirmed {
        return Err(ErrorCode::BookingNotConfirmed.into());
    }
    if let Some(at) = ticket.checked_in_at {
        return Err(used(at).into());
    }
    let rules = rules_of(tx, booking.event).await?;
    match changes_end(&rules, event.start_date) {
        Some(end) if event.now < end => {}
        _ => return Err(ErrorCode::ChangesClosed.into()),
    }
    let guest = sqlx::query_scalar("SELECT user_id FROM ticket_guests WHERE ticket_id = $1")
        .bind(id)
        .fetch_optional(tx)
        .await?;
    Ok(Changeable { booking, ticket, guest })
}
