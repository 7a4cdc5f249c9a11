//! Locking a booking: the event's row first, then the booking's, in every use case. A lock precedes
//! a change, so the change is announced to live subscribers from here.

use super::policy::Terms;
use crate::db::after_commit;
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use sqlx::postgres::PgConnection;
use types::bookings::{BookingStatus, CancelReason};
use types::events::EventStatus;
use types::ids::{BookingId, EventId, UserId};
use types::{Currency, Money, RefundPolicy};

/// The event's row, locked. `now` was read after the lock was had.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct LockedEvent {
    pub(crate) status: EventStatus,
    pub(crate) start_date: DateTime<Utc>,
    pub(crate) now: DateTime<Utc>,
}

impl LockedEvent {
    pub(crate) fn started(&self) -> bool {
        self.start_date <= self.now
    }

    pub(crate) fn cancelled(&self) -> bool {
        self.status == EventStatus::Cancelled
    }
}

/// The booking's row, locked.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct LockedBooking {
    pub(crate) id: BookingId,
    #[sqlx(rename = "event_id")]
    pub(crate) event: EventId,
    #[sqlx(rename = "user_id")]
    pub(crate) user: UserId,
    pub(crate) quantity: i32,
    /// An offer from the waitlist: its seats count as offered, not as held.
    pub(crate) offer: bool,
    /// It has items: seats of ticket types.
    pub(crate) typed: bool,
    /// What its seats cost together, before the discount.
    price: Decimal,
    total_price: Decimal,
    goodwill: Decimal,
    currency: Currency,
    pub(crate) status: BookingStatus,
    pub(crate) cancel_reason: Option<CancelReason>,
    pub(crate) hold_expires_at: Option<DateTime<Utc>>,
    #[sqlx(flatten)]
    pub(crate) refund_policy: RefundPolicy,
    /// The event's start as it was when the booking was made.
    #[sqlx(rename = "event_start_at_booking")]
    pub(crate) booked_for: Option<DateTime<Utc>>,
    /// Until when it can be cancelled in full since its event was moved.
    pub(crate) moved_until: Option<DateTime<Utc>>,
}

impl LockedBooking {
    /// What its seats cost together, before the discount.
    pub(crate) fn price(&self) -> Money {
        Money::new(self.price, self.currency)
    }

    pub(crate) fn total(&self) -> Money {
        Money::new(self.total_price, self.currency)
    }

    /// What its seats are worth: their price less what went back as a goodwill refund. A refund by
    /// rule is a part of this.
    pub(crate) fn worth(&self) -> Money {
        self.total().less(Money::new(self.goodwill, self.currency))
    }

    /// What a refund is held against.
    pub(super) fn terms(&self, event: &LockedEvent) -> Terms {
        Terms {
            rule: self.refund_policy,
            starts: event.start_date,
            booked_for: self.booked_for,
            moved_until: self.moved_until,
        }
    }
}

macro_rules! booking_row {
    () => {
        "SELECT id, event_id, user_id, quantity, origin = 'waitlist' AS offer, typed,
             coalesce(subtotal, unit_price * quantity)::numeric AS price, total_price, goodwill,
             currency, status, cancel_reason, hold_expires_at, refund_full_until_hours,
             refund_percent_after, event_start_at_booking, moved_until(id) AS moved_until
         FROM bookings WHERE id = $1"
    };
}

/// The rows as they are this moment, for what is only shown: without a lock nothing is changed by them.
pub(super) async fn look(
    connection: &mut PgConnection,
    booking: BookingId,
) -> Result<Option<(LockedEvent, LockedBooking)>, sqlx::Error> {
    let booking: Option<LockedBooking> =
        sqlx::query_as(booking_row!()).bind(booking).fetch_optional(&mut *connection).await?;
    let Some(booking) = booking else { return Ok(None) };
    let event = sqlx::query_as(
        "SELECT status, start_date, clock_timestamp() AS now FROM events WHERE id = $1",
    )
    .bind(booking.event)
    .fetch_one(connection)
    .await?;
    Ok(Some((event, booking)))
}

/// How often a booking is looked for that was moved to another event meanwhile.
const MOVES: usize = 3;

/// Locks a booking and, before it, its event.
pub(crate) async fn lock(
    connection: &mut PgConnection,
    booking: BookingId,
) -> Result<Option<(LockedEvent, LockedBooking)>, sqlx::Error> {
    for _ in 0..MOVES {
        let event: Option<EventId> =
            sqlx::query_scalar("SELECT event_id FROM bookings WHERE id = $1")
                .bind(booking)
                .fetch_optional(&mut *connection)
                .await?;
        let Some(event) = event else { return Ok(None) };
        let locked = lock_event(connection, event).await?;
        if let Some(booking) = lock_in_event(connection, event, booking).await? {
            return Ok(Some((locked, booking)));
        }
    }
    Ok(None)
}

/// The booking's row, locked under its event's lock; nothing where it is another event's by now.
async fn lock_in_event(
    connection: &mut PgConnection,
    event: EventId,
    booking: BookingId,
) -> Result<Option<LockedBooking>, sqlx::Error> {
    let booking: Option<LockedBooking> =
        sqlx::query_as(concat!(booking_row!(), " AND event_id = $2 FOR NO KEY UPDATE"))
            .bind(booking)
            .bind(event)
            .fetch_optional(connection)
            .await?;
    if let Some(booking) = &booking {
        after_commit::booking_changed(booking.event, booking.user, booking.id);
    }
    Ok(booking)
}

pub(super) async fn lock_event(
    connection: &mut PgConnection,
    event: EventId,
) -> Result<LockedEvent, sqlx::Error> {
    after_commit::event_changed(event);
    // The subquery is locked first and the clock read afterwards, row by row.
    sqlx::query_as(
        "WITH locked AS MATERIALIZED (
             SELECT status, start_date FROM events WHERE id = $1 FOR NO KEY UPDATE
         )
         SELECT status, start_date, clock_timestamp() AS now FROM locked",
    )
    .bind(event)
    .fetch_one(connection)
    .await
}
