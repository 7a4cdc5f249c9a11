//! A holder keeps the ticket as it is.

use super::super::locked::lock;
use super::super::read::load_own;
use super::open::{self, ExchangeEnd};
use crate::{Actor, Error, Hub, accounts};
use types::ErrorCode;
use types::bookings::Booking;
use types::ids::{BookingId, TicketId};

/// Ends the open exchange of a ticket of the caller's own; the seat that was held is free.
///
/// # Errors
/// `not_found`, also where no exchange of the ticket is open; `payment_in_progress` while it is paid.
pub async fn give_up_exchange(
    hub: &Hub,
    actor: Actor,
    booking: BookingId,
    ticket: TicketId,
) -> Result<Booking, Error> {
    let user = actor.require_user()?;
    let settings = hub.settings.clone();
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                let (_, locked) = lock(tx, booking)
                    .await?
                    .filter(|(_, locked)| locked.user == user)
                    .ok_or(ErrorCode::NotFound)?;
                let open = open::of_booking(tx, booking)
                    .await?
                    .filter(|open| open.ticket_id == ticket)
                    .ok_or(ErrorCode::NotFound)?;
                if open::is_being_paid(tx, booking).await? {
                    return Err(Error::from(ErrorCode::PaymentInProgress));
                }
                let of = (open.id, ticket);
                open::give_back(tx, actor, &locked, of, ExchangeEnd::Cancelled, &settings).await?;
                load_own(tx, user, booking).await?.ok_or_else(|| ErrorCode::NotFound.into())
            })
        })
        .await
}
