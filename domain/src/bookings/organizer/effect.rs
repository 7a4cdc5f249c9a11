//! The effect of an action, read off the rows before and after it.

use super::super::locked::LockedBooking;
use super::super::read::load_one;
use crate::Error;
use crate::payments::{Taken, taken};
use sqlx::postgres::PgConnection;
use types::ErrorCode;
use types::booking_actions::{BookingChanged, BookingEffect};
use types::bookings::BookingStatus;
use types::history::AuditAction;
use types::ids::{BookingId, EventId};

/// How a booking and its event stood before an action, both locked.
pub(in crate::bookings) struct Before {
    booking: BookingId,
    event: EventId,
    seats: i32,
    /// Seats that the booking itself was offered.
    own_offer: i32,
    line: Line,
    money: Taken,
}

/// An event's offers, and who waits for one.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
struct Line {
    seats_offered: i32,
    waitlist_count: i32,
}

impl Before {
    pub(in crate::bookings) async fn look(
        tx: &mut PgConnection,
        booking: &LockedBooking,
    ) -> Result<Self, sqlx::Error> {
        let stands = booking.status != BookingStatus::Cancelled;
        let offer = booking.offer && booking.status == BookingStatus::Pending;
        Ok(Self {
            booking: booking.id,
            event: booking.event,
            seats: if stands { booking.quantity } else { 0 },
            own_offer: if offer { booking.quantity } else { 0 },
            line: line(tx, booking.event).await?,
            money: taken(tx, booking.id).await?,
        })
    }

    /// The booking as it is now, and what has changed since.
    pub(in crate::bookings) async fn changed(
        self,
        tx: &mut PgConnection,
        people_told: i32,
    ) -> Result<BookingChanged, Error> {
        let booking = load_one(tx, self.booking).await?.ok_or(ErrorCode::NotFound)?;
        let stands = booking.status != BookingStatus::Cancelled;
        let here = stands && booking.event.id == self.event;
        let line = line(tx, self.event).await?;
        let own_offer =
            if here && booking.status == BookingStatus::Pending { self.own_offer } else { 0 };
        let offered = (line.seats_offered - own_offer) - (self.line.seats_offered - self.own_offer);
        let money = taken(tx, self.booking).await?;
        let effect = BookingEffect {
            seats_freed: self.seats - if here { booking.quantity } else { 0 },
            seats_offered: offered,
            parties_offered: self.line.waitlist_count - line.waitlist_count,
            seats_taken: if stands && !here { booking.quantity } else { 0 },
            refund: money.refunded - self.money.refunded,
            refundable: money.captured - money.refunded,
            currency: booking.currency,
            people_told,
        };
        Ok(BookingChanged { booking, effect })
    }
}

async fn line(tx: &mut PgConnection, event: EventId) -> Result<Line, sqlx::Error> {
    sqlx::query_as("SELECT seats_offered, waitlist_count FROM events WHERE id = $1")
        .bind(event)
        .fetch_one(tx)
        .await
}

/// How many people are told of what was done to a booking in this transaction: whoever booked, unless the
/// account is deleted, and guests of its tickets.
pub(in crate::bookings) async fn reached(
    tx: &mut PgConnection,
    booking: &LockedBooking,
) -> Result<i32, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT count(DISTINCT m.user_id)::int
         FROM audit_log a JOIN mail_messages m ON m.id = substr(a.subject, 6)::uuid
         WHERE a.booking_id = $1 AND a.action = $2 AND a.created_at >= transaction_timestamp()",
    )
    .bind(booking.id)
    .bind(AuditAction::MailQueued)
    .fetch_one(tx)
    .await
}
