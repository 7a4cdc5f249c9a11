//! What the guest of a ticket does by its link.

use super::super::locked::lock;
use super::{name, open};
use crate::ids::token_hash;
use crate::{Actor, Error, Hub};
use sqlx::postgres::PgConnection;
use types::ids::{BookingId, TicketId};
use types::ticket_names::NameTicket;
use types::{ErrorCode, Failure, FieldProblem};

/// The ticket of a link.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub(in super::super) struct Handed {
    pub(in super::super) booking: BookingId,
    pub(in super::super) ticket: TicketId,
}

pub(in super::super) async fn handed(
    connection: &mut PgConnection,
    secret: &str,
) -> Result<Option<Handed>, sqlx::Error> {
    sqlx::query_as(
        "SELECT t.booking_id AS booking, t.id AS ticket
         FROM ticket_guests g JOIN tickets t ON t.id = g.ticket_id
             JOIN users u ON u.id = g.user_id AND u.deleted_at IS NULL
         WHERE g.token_hash = $1",
    )
    .bind(&token_hash(secret)[..])
    .fetch_optional(connection)
    .await
}

/// Writes down that the page of the ticket was opened, the first time.
pub(in super::super) async fn opened(hub: &Hub, ticket: TicketId) -> Result<(), sqlx::Error> {
    hub.db
        .unseen()
        .statement(move |connection| {
            Box::pin(async move {
                sqlx::query(
                    "UPDATE ticket_guests SET opened_at = clock_timestamp()
                     WHERE ticket_id = $1 AND opened_at IS NULL",
                )
                .bind(ticket)
                .execute(connection)
                .await
                .map(drop)
            })
        })
        .await
}

/// Writes another name on the ticket of a link, as its guest.
///
/// # Errors
/// `not_found` for a link that is none, and for a ticket that its guest was invited with; invalid by
/// field; `event_cancelled`, `booking_not_confirmed`, `already_checked_in`, `changes_closed`.
pub async fn name_by_guest(hub: &Hub, secret: &str, mut input: NameTicket) -> Result<(), Error> {
    let secret = secret.to_owned();
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                let found = handed(tx, &secret).await?.ok_or(ErrorCode::NotFound)?;
                let (event, booking) = lock(tx, found.booking).await?.ok_or(ErrorCode::NotFound)?;
                // It may have been taken back meanwhile.
                let Handed { ticket, .. } =
                    handed(tx, &secret).await?.ok_or(ErrorCode::NotFound)?;
                input.check()?;
                if input.attendee_name.is_empty() {
                    return Err(Failure::field("attendee_name", FieldProblem::Required).into());
                }
                let open = open::changeable(tx, &event, booking, ticket).await?;
                name::write(tx, Actor::Anonymous, &open, ticket, &input.attendee_name).await
            })
        })
        .await
}
