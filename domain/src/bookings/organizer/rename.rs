//! Another name on a ticket.

use super::super::error::used;
use super::super::store;
use super::own;
use crate::audit::Entry;
use crate::{Actor, Error, Hub};
use sqlx::postgres::PgConnection;
use types::ErrorCode;
use types::booking_actions::RenameTicket;
use types::bookings::Ticket;
use types::history::AuditAction;
use types::ids::{BookingId, TicketId};

/// Writes another name on a ticket of a confirmed booking. Not once somebody was let in with it: that
/// person is who was there.
///
/// # Errors
/// Not found or denied; invalid by field; `booking_not_confirmed` for a ticket that is void,
/// `already_checked_in`.
pub async fn rename_ticket(
    hub: &Hub,
    actor: Actor,
    event: &str,
    booking: BookingId,
    ticket: TicketId,
    mut input: RenameTicket,
) -> Result<Ticket, Error> {
    actor.require_user()?;
    let key = event.to_owned();
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                let own = own(tx, actor, &key, booking).await?;
                let before =
                    store::ticket(tx, booking, ticket).await?.ok_or(ErrorCode::NotFound)?;
                input.check()?;
                if let Some(at) = before.checked_in_at {
                    return Err(used(at).into());
                }
                let renamed = rename(tx, ticket, &input.attendee_name).await?;
                let renamed = renamed.ok_or(ErrorCode::BookingNotConfirmed)?;
                if before.attendee_name != renamed.attendee_name {
                    let entry = Entry::new(actor, AuditAction::TicketRenamed, ticket);
                    let entry = entry.booking(booking).event(own.event.id);
                    entry.changed("attendee_name").record(tx).await?;
                }
                Ok(renamed)
            })
        })
        .await
}

/// Nothing where the ticket is void, or somebody was let in with it.
pub(in super::super) async fn rename(
    tx: &mut PgConnection,
    ticket: TicketId,
    name: &str,
) -> Result<Option<Ticket>, sqlx::Error> {
    sqlx::query_as(
        "UPDATE tickets SET attendee_name = $2
         WHERE id = $1 AND cancelled_at IS NULL AND checked_in_at IS NULL
         RETURNING id, code, attendee_name, checked_in_at, ticket_type_id",
    )
    .bind(ticket)
    .bind(name)
    .fetch_optional(tx)
    .await
}
