//! Exchanges that wait for their difference to be paid: one a booking, each with a seat of its new type.
//! Counters of types and pools follow the rows by themselves.

use super::super::locked::LockedBooking;
use crate::audit::Entry;
use crate::{Actor, Settings, waitlist};
use sqlx::postgres::PgConnection;
use types::history::AuditAction;
use types::ids::{BookingId, ExchangeId, TicketId, TicketTypeId};
use types::text_enum;

/// An exchange whose seat is held.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub(super) struct Open {
    pub(super) id: ExchangeId,
    pub(super) ticket_id: TicketId,
    pub(super) to_type: TicketTypeId,
    /// Its time to be paid is over.
    pub(super) over: bool,
}

/// The exchange of a booking that is open; exact under the booking's lock.
pub(super) async fn of_booking(
    connection: &mut PgConnection,
    booking: BookingId,
) -> Result<Option<Open>, sqlx::Error> {
    sqlx::query_as(
        "SELECT id, ticket_id, to_type, hold_expires_at <= clock_timestamp() AS over
         FROM ticket_exchanges WHERE booking_id = $1 AND status = 'OPEN'",
    )
    .bind(booking)
    .fetch_optional(connection)
    .await
}

/// Whether an exchange of the booking is being paid, also one whose time was over meanwhile.
pub(super) async fn is_being_paid(
    connection: &mut PgConnection,
    booking: BookingId,
) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT EXISTS (SELECT FROM payments
             WHERE booking_id = $1 AND exchange_id IS NOT NULL AND status = 'PENDING')",
    )
    .bind(booking)
    .fetch_one(connection)
    .await
}

text_enum! {
    /// How an exchange ends that was open.
    pub(crate) enum ExchangeEnd {
        Done = "DONE",
        Expired = "EXPIRED",
        Cancelled = "CANCELLED",
    }
}

/// Ends an open exchange, or says of one that ran out that it was done after all; false where it is
/// neither. The event and the booking are locked.
pub(super) async fn close(
    tx: &mut PgConnection,
    exchange: ExchangeId,
    end: ExchangeEnd,
) -> Result<bool, sqlx::Error> {
    let closed = sqlx::query(
        "UPDATE ticket_exchanges SET status = $2, ended_at = clock_timestamp()
         WHERE id = $1 AND (status = 'OPEN' OR status = 'EXPIRED' AND $2 = 'DONE')",
    )
    .bind(exchange)
    .bind(end)
    .execute(tx)
    .await?
    .rows_affected();
    Ok(closed == 1)
}

/// Ends an open exchange without the ticket having become another: the seat that was held goes to who
/// waits for it. False where it was not open any more.
pub(super) async fn give_back(
    tx: &mut PgConnection,
    by: Actor,
    booking: &LockedBooking,
    (exchange, ticket): (ExchangeId, TicketId),
    end: ExchangeEnd,
    settings: &Settings,
) -> Result<bool, sqlx::Error> {
    if !close(tx, exchange, end).await? {
        return Ok(false);
    }
    let action = AuditAction::ExchangeEnded;
    let entry = match end {
        ExchangeEnd::Expired => Entry::by_system(action, ticket),
        ExchangeEnd::Done | ExchangeEnd::Cancelled => Entry::new(by, action, ticket),
    };
    let entry = entry.event(booking.event).booking(booking.id);
    entry.change("status", "OPEN", end.as_str()).record(tx).await?;
    waitlist::exchange_ended(tx, booking.event, settings).await?;
    Ok(true)
}
