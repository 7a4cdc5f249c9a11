//! The name on a ticket of one's own booking.

use super::super::organizer::rename;
use super::super::read::load_own;
use super::open;
use crate::audit::Entry;
use crate::{Actor, Error, Hub, accounts};
use sqlx::postgres::PgConnection;
use types::ErrorCode;
use types::bookings::Booking;
use types::history::AuditAction;
use types::ids::{BookingId, TicketId};
use types::ticket_names::NameTicket;

/// Writes another name on a ticket of the caller's own; an empty one is the caller's.
///
/// # Errors
/// `not_found`; invalid by field; `ticket_handed_on`, `event_cancelled`, `booking_not_confirmed`,
/// `already_checked_in`, `changes_closed`.
pub async fn name_ticket(
    hub: &Hub,
    actor: Actor,
    booking: BookingId,
    ticket: TicketId,
    mut input: NameTicket,
) -> Result<Booking, Error> {
    let user = actor.require_user()?;
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                let open = open::own(tx, user, (booking, ticket)).await?;
                if open.guest.is_some() {
                    return Err(ErrorCode::TicketHandedOn.into());
                }
                input.check()?;
                if input.attendee_name.is_empty() {
                    input.attendee_name =
                        sqlx::query_scalar("SELECT display_name FROM users WHERE id = $1")
                            .bind(user)
                            .fetch_one(&mut *tx)
                            .await?;
                }
                write(tx, actor, &open, ticket, &input.attendee_name).await?;
                load_own(tx, user, booking).await?.ok_or_else(|| ErrorCode::NotFound.into())
            })
        })
        .await
}

/// With its entry, unless it is the same name.
pub(super) async fn write(
    tx: &mut PgConnection,
    actor: Actor,
    open: &open::Changeable,
    ticket: TicketId,
    name: &str,
) -> Result<(), Error> {
    if open.ticket.attendee_name == name {
        return Ok(());
    }
    rename(tx, ticket, name).await?.ok_or(ErrorCode::BookingNotConfirmed)?;
    let entry = Entry::new(actor, AuditAction::TicketRenamed, ticket).booking(open.booking.id);
    entry.event(open.booking.event).changed("attendee_name").record(tx).await?;
    Ok(())
}
