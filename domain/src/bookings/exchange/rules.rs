//! Who may exchange what for what.

use super::super::error::{sold_out, used};
use super::super::locked::{LockedBooking, LockedEvent};
use super::rows::{Kind, Rows, Seat};
use chrono::{DateTime, Utc};
use types::bookings::BookingStatus;
use types::ticket_types::Offering;
use types::{ErrorCode, Failure};

/// Who asks: the rules for holders are not those for the event's team.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// Until then; not at all where there is no such moment.
    Holder(Option<DateTime<Utc>>),
    /// Who works on the event: also what is not on sale, and however many of a type.
    Team,
}

/// Whether this ticket can be exchanged for anything.
pub(super) fn exchangeable(
    by: By,
    event: &LockedEvent,
    booking: &LockedBooking,
    rows: &Rows,
    seat: &Seat,
) -> Result<(), Failure> {
    if booking.status != BookingStatus::Confirmed {
        return Err(ErrorCode::BookingNotConfirmed.into());
    }
    if let Some(at) = seat.checked_in_at {
        return Err(used(at));
    }
    if event.cancelled() {
        return Err(ErrorCode::EventCancelled.into());
    }
    if let By::Holder(until) = by {
        if !rows.bookable {
            return Err(ErrorCode::EventNotBookable.into());
        }
        if event.started() || until.is_none_or(|until| until < event.now) {
            return Err(ErrorCode::ExchangesClosed.into());
        }
    }
    Ok(())
}

/// Whether a seat of that type can be had for one of the other: on sale, with room for it, and the booking
/// with as many of each as it may have.
pub(super) fn to_be_had(by: By, rows: &Rows, from: &Kind, to: &Kind) -> Result<(), Failure> {
    on_sale(by, to).map_err(|code| named(to, code.into()))?;
    has_room(rows, from, to)?;
    if let By::Holder(_) = by {
        let (few, many) = (from.has - 1, to.has + 1);
        let fits = (few == 0 || few >= from.min_per_booking)
            && (to.min_per_booking..=to.max_per_booking).contains(&many);
        if !fits {
            return Err(named(to, ErrorCode::ExchangeQuantity.into()));
        }
    }
    Ok(())
}

fn named(to: &Kind, failure: Failure) -> Failure {
    Failure { ticket_type: Some(to.id), ..failure }
}

/// Whether there is a seat along the path of a type once the old one is given back, and nobody waits who
/// would fit.
pub(super) fn has_room(rows: &Rows, from: &Kind, to: &Kind) -> Result<(), Failure> {
    let back = i32::from(from.pool.is_some() && from.pool == to.pool);
    let of_pool = to.pool_seats.map(|seats| seats + back);
    let left = to.seats.unwrap_or(i32::MAX).min(of_pool.unwrap_or(i32::MAX));
    if left < 1 {
        return Err(named(to, sold_out(left.max(0))));
    }
    if to.counted && rows.promised {
        return Err(named(to, ErrorCode::WaitlistFirst.into()));
    }
    Ok(())
}

fn on_sale(by: By, to: &Kind) -> Result<(), ErrorCode> {
    if to.ended || to.offering == Offering::Archived {
        return Err(ErrorCode::SaleEnded);
    }
    if by != By::Team && (to.hidden || !to.opened || to.offering == Offering::Paused) {
        return Err(ErrorCode::SaleNotOpen);
    }
    Ok(())
}

/// Whether somebody is told of this type at all.
pub(super) fn is_shown(by: By, to: &Kind) -> bool {
    to.offering != Offering::Archived && (by == By::Team || !to.hidden)
}
