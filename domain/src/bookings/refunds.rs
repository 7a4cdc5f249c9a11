//! What giving seats back would bring now, told before it is done.

use super::policy::{self, Terms};
use super::store::TicketRow;
use super::tickets::Left;
use crate::{Actor, Error, Hub};
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use types::bookings::{BookingStatus, CancelReason};
use types::ids::BookingId;
use types::{Currency, ErrorCode, Money, RefundPolicy};

/// What goes back of a confirmed booking by its refund rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refunds {
    /// For all of it.
    pub whole: Money,
    /// For each ticket by itself, in the order of the booking's tickets.
    pub tickets: Vec<Money>,
}

#[derive(sqlx::FromRow)]
struct Row {
    quantity: i32,
    total_price: Decimal,
    goodwill: Decimal,
    currency: Currency,
    status: BookingStatus,
    #[sqlx(flatten)]
    rule: RefundPolicy,
    starts: DateTime<Utc>,
    booked_for: Option<DateTime<Utc>>,
    moved_until: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
}

/// What cancelling the caller's booking, or one ticket of it, would give back this moment; nothing where
/// it is not confirmed or its event has started.
///
/// # Errors
/// `unauthenticated`; `not_found` for another person's.
pub async fn refunds(
    hub: &Hub,
    actor: Actor,
    booking: BookingId,
) -> Result<Option<Refunds>, Error> {
    let user = actor.require_user()?;
    let mut connection = hub.db.read().await?;
    let row: Option<Row> = sqlx::query_as(
        "SELECT b.quantity, b.total_price, b.goodwill, b.currency, b.status,
             b.refund_full_until_hours, b.refund_percent_after, e.start_date AS starts,
             b.event_start_at_booking AS booked_for, moved_until(b.id) AS moved_until,
             clock_timestamp() AS now
         FROM bookings b JOIN events e ON e.id = b.event_id WHERE b.id = $1 AND b.user_id = $2",
    )
    .bind(booking)
    .bind(user)
    .fetch_optional(&mut *connection)
    .await?;
    let row = row.ok_or(ErrorCode::NotFound)?;
    if row.status != BookingStatus::Confirmed || row.starts <= row.now {
        return Ok(None);
    }
    let tickets: Vec<TicketRow> = sqlx::query_as(
        "SELECT seat, attendee_name, false AS cancelled, checked_in_at, price
         FROM tickets WHERE booking_id = $1 AND cancelled_at IS NULL ORDER BY seat",
    )
    .bind(booking)
    .fetch_all(&mut *connection)
    .await?;
    let Row { rule, starts, booked_for, moved_until, now, .. } = row;
    let terms = Terms { rule, starts, booked_for, moved_until };
    let back = |worth| policy::refund(worth, CancelReason::ByAttendee, terms, now);
    let total = Money::new(row.total_price, row.currency);
    let worth = total.less(Money::new(row.goodwill, row.currency));
    let all = Left { seats: row.quantity, total, worth };
    let of = |ticket: &TicketRow| {
        let mut left = all;
        back(left.without(ticket))
    };
    Ok(Some(Refunds { whole: back(worth), tickets: tickets.iter().map(of).collect() }))
}
