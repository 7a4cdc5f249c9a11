//! A booking under lock, in the order every use case takes its locks: event, then booking. Who
//! locks means to change, so this is where those who look on are told.

use super::policy::Terms;
use crate::db::after_commit;
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use sqlx::postgres::PgConnection;
use types::bookings::{BookingStatus, CancelReason};
use types::ids::{BookingId, EventId, UserId};
use types::{Currency, Money, RefundPolicy};
use uuid::Uuid;

/// The event's row, locked. `now` was read after the lock was had.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct LockedEvent {
    pub(crate) status: String,
    pub(crate) start_date: DateTime<Utc>,
    pub(crate) now: DateTime<Utc>,
}

impl LockedEvent {
    pub(crate) fn started(&self) -> bool {
        self.start_date <= self.now
    }

    pub(crate) fn cancelled(&self) -> bool {
        self.status == "CANCELLED"
    }
}

/// The booking's row, locked.
#[derive(Clone, Debug)]
pub(crate) struct LockedBooking {
    pub(crate) id: BookingId,
    pub(crate) event: EventId,
    pub(crate) user: UserId,
    pub(crate) quantity: i32,
    /// An offer to somebody who waited: its seats count as offered, not as held.
    pub(crate) offer: bool,
    pub(crate) unit_price: Money,
    pub(crate) total: Money,
    pub(crate) status: BookingStatus,
    pub(crate) cancel_reason: Option<CancelReason>,
    pub(crate) hold_expires_at: Option<DateTime<Utc>>,
    pub(crate) refund_policy: RefundPolicy,
    /// The event's start as it was when the booking was made.
    pub(crate) booked_for: Option<DateTime<Utc>>,
    /// Until when it can be cancelled in full since its event was moved.
    pub(crate) moved_until: Option<DateTime<Utc>>,
}

impl LockedBooking {
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

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    event_id: Uuid,
    user_id: Uuid,
    quantity: i32,
    origin: String,
    unit_price: Decimal,
    total_price: Decimal,
    currency: String,
    status: String,
    cancel_reason: Option<String>,
    hold_expires_at: Option<DateTime<Utc>>,
    refund_full_until_hours: Option<i32>,
    refund_percent_after: i32,
    event_start_at_booking: Option<DateTime<Utc>>,
    moved_until: Option<DateTime<Utc>>,
}

/// Locks a booking and, before it, its event.
pub(crate) async fn lock(
    connection: &mut PgConnection,
    booking: BookingId,
) -> Result<Option<(LockedEvent, LockedBooking)>, sqlx::Error> {
    let event: Option<Uuid> = sqlx::query_scalar("SELECT event_id FROM bookings WHERE id = $1")
        .bind(booking.0)
        .fetch_optional(&mut *connection)
        .await?;
    let Some(event) = event else { return Ok(None) };
    let event = lock_event(connection, event.into()).await?;
    let row: Row = sqlx::query_as(
        "SELECT id, event_id, user_id, quantity, origin, unit_price, total_price, currency, status,
             cancel_reason, hold_expires_at, refund_full_until_hours, refund_percent_after,
             event_start_at_booking, moved_until(id) AS moved_until
         FROM bookings WHERE id = $1 FOR NO KEY UPDATE",
    )
    .bind(booking.0)
    .fetch_one(connection)
    .await?;
    let currency = Currency::parse(&row.currency).unwrap_or(Currency::EUR);
    after_commit::booking_changed(row.event_id.into(), row.user_id.into(), booking);
    let booking = LockedBooking {
        id: row.id.into(),
        event: row.event_id.into(),
        user: row.user_id.into(),
        quantity: row.quantity,
        offer: row.origin == "waitlist",
        unit_price: Money::new(row.unit_price, currency),
        total: Money::new(row.total_price, currency),
        status: super::store::status(&row.status)?,
        cancel_reason: row.cancel_reason.as_deref().map(super::store::reason).transpose()?,
        hold_expires_at: row.hold_expires_at,
        refund_policy: RefundPolicy {
            full_until_hours: row.refund_full_until_hours,
            late_percent: row.refund_percent_after,
        },
        booked_for: row.event_start_at_booking,
        moved_until: row.moved_until,
    };
    Ok(Some((event, booking)))
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
    .bind(event.0)
    .fetch_one(connection)
    .await
}
