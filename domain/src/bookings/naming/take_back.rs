//! Taking a ticket back from its guest, who is told so.

use super::super::organizer::rename;
use super::super::read::load_own;
use super::hand_on::{entry, new_code};
use super::{open, tell};
use crate::{Actor, Error, Hub, accounts};
use types::ErrorCode;
use types::bookings::Booking;
use types::history::AuditAction;
use types::ids::{BookingId, TicketId};

/// Makes a ticket its buyer's again: with their name and a new code; its guest's link leads nowhere, and
/// they are told.
///
/// # Errors
/// `not_found` where it is nobody's but the caller's; `event_cancelled`, `booking_not_confirmed`,
/// `already_checked_in`, `changes_closed`.
pub async fn take_back(
    hub: &Hub,
    actor: Actor,
    booking: BookingId,
    ticket: TicketId,
) -> Result<Booking, Error> {
    let user = actor.require_user()?;
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                let open = open::own(tx, user, (booking, ticket)).await?;
                let guest = open.guest.ok_or(ErrorCode::NotFound)?;
                let of = (booking, open.booking.event);
                sqlx::query("DELETE FROM ticket_guests WHERE ticket_id = $1")
                    .bind(ticket)
                    .execute(&mut *tx)
                    .await?;
                let (name, code): (String, String) = sqlx::query_as(
                    "SELECT u.display_name, t.code FROM users u CROSS JOIN tickets t
                     WHERE u.id = $1 AND t.id = $2",
                )
                .bind(user)
                .bind(ticket)
                .fetch_one(&mut *tx)
                .await?;
                rename(tx, ticket, &name).await?.ok_or(ErrorCode::BookingNotConfirmed)?;
                new_code(tx, ticket).await?;
                tell::taken_back(tx, (user, &name), of, guest, &code).await?;
                let entry = entry(actor, AuditAction::TicketTakenBack, ticket, of);
                entry.changed("attendee_name").changed("code").record(tx).await?;
                load_own(tx, user, booking).await?.ok_or_else(|| ErrorCode::NotFound.into())
            })
        })
        .await
}
