//! The door: a ticket is seen once.

use crate::accounts;
use crate::audit::Entry;
use crate::db::after_commit;
use crate::events::{EventRight, owned};
use crate::{Actor, Error, Hub};
use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use types::attendance::CheckIn;
use types::bookings::Ticket;
use types::events::EventStatus;
use types::history::AuditAction;
use types::ids::{BookingId, EventId, UserId};
use types::{ErrorCode, Failure};

/// Lets the holder of a ticket in.
///
/// # Errors
/// Not found or denied; `not_found` for a code of no ticket of this event, `booking_not_confirmed`
/// for one that was given back, `already_checked_in` with when, `event_cancelled`.
pub async fn check_in(
    hub: &Hub,
    actor: Actor,
    event: &str,
    input: CheckIn,
) -> Result<Ticket, Error> {
    let (now, key) = (hub.now(), event.to_owned());
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                let event = owned(tx, actor, &key, EventRight::Door).await?;
                input.check()?;
                if event.status == EventStatus::Cancelled {
                    return Err(ErrorCode::EventCancelled.into());
                }
                let code = input.code.trim();
                let by = actor.user_id();
                let booking = lock_booking(tx, event.id, code).await?;
                let booking = booking.ok_or(ErrorCode::NotFound)?;
                let Some(ticket) = mark(tx, event.id, code, by, now).await? else {
                    return Err(refusal(tx, event.id, code).await?);
                };
                let entry = Entry::new(actor, AuditAction::TicketCheckedIn, ticket.id);
                entry.event(event.id).booking(booking).record(tx).await?;
                after_commit::event_changed(event.id);
                Ok(ticket)
            })
        })
        .await
}

/// Locks the booking of a ticket: who gives it back at this moment comes before or after, and finds
/// the ticket used, or is found to have given it back.
async fn lock_booking(
    connection: &mut PgConnection,
    event: EventId,
    code: &str,
) -> Result<Option<BookingId>, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT id FROM bookings WHERE id = (
             SELECT booking_id FROM tickets WHERE event_id = $1 AND code = $2
         ) FOR NO KEY UPDATE",
    )
    .bind(event)
    .bind(code)
    .fetch_optional(connection)
    .await
}

/// Marks the ticket as used; a second scan at the same time waits for the row and finds it marked.
async fn mark(
    connection: &mut PgConnection,
    event: EventId,
    code: &str,
    by: Option<UserId>,
    now: DateTime<Utc>,
) -> Result<Option<Ticket>, sqlx::Error> {
    sqlx::query_as(
        "UPDATE tickets SET checked_in_at = $4, checked_in_by = $3 \
         WHERE event_id = $1 AND code = $2 AND checked_in_at IS NULL AND cancelled_at IS NULL \
         RETURNING id, code, attendee_name, checked_in_at",
    )
    .bind(event)
    .bind(code)
    .bind(by)
    .bind(now)
    .fetch_optional(connection)
    .await
}

/// Why it was not marked.
async fn refusal(
    connection: &mut PgConnection,
    event: EventId,
    code: &str,
) -> Result<Error, sqlx::Error> {
    let seen: Option<Option<DateTime<Utc>>> =
        sqlx::query_scalar("SELECT checked_in_at FROM tickets WHERE event_id = $1 AND code = $2")
            .bind(event)
            .bind(code)
            .fetch_optional(connection)
            .await?;
    Ok(match seen {
        None => ErrorCode::NotFound.into(),
        Some(None) => ErrorCode::BookingNotConfirmed.into(),
        Some(Some(at)) => {
            let seen = Failure::new(ErrorCode::AlreadyCheckedIn);
            Failure { checked_in_at: Some(at), ..seen }.into()
        }
    })
}
