//! Cancelling somebody's booking, or some of its tickets.

use super::super::cancel::{Ending, end_booking};
use super::super::error::used;
use super::super::locked::LockedBooking;
use super::super::store::{self, TicketRow};
use super::super::tickets::end_tickets;
use super::effect::{Before, reached};
use super::run::{Run, perform};
use super::{own, still_on};
use crate::idempotency::{Answer, Refusal};
use crate::{Actor, Error, Hub};
use sqlx::postgres::PgConnection;
use std::collections::BTreeSet;
use types::booking_actions::{BookingChanged, CancelBooking};
use types::bookings::{BookingStatus, CancelReason};
use types::ids::{BookingId, TicketId};
use types::{Failure, FieldProblem};

/// Cancels a booking of an event of the caller's, or some of its tickets: by the refund rule, with all
/// that the seats are worth, or without money. The attendee is told the reason, and the seats go to
/// those who wait. What is cancelled already stays as it is.
///
/// # Errors
/// Not found or denied; invalid by field; `event_cancelled`, `event_ended`; `already_checked_in`
/// where somebody was let in with one of the tickets.
pub async fn cancel_as_organizer(
    hub: &Hub,
    actor: Actor,
    event: &str,
    booking: BookingId,
    input: CancelBooking,
    run: Run,
) -> Result<Answer<BookingChanged>, Refusal> {
    let user = actor.require_user()?;
    let (key, settings, mut wanted) = (event.to_owned(), hub.settings.clone(), input.clone());
    let body = (booking, input);
    perform(hub, user, run, ("organizer_cancel", &body), move |tx| {
        Box::pin(async move {
            let own = own(tx, actor, &key, booking).await?;
            wanted.check()?;
            let before = Before::look(tx, &own.booking).await?;
            if own.booking.status == BookingStatus::Cancelled {
                return before.changed(tx, 0).await;
            }
            still_on(&own.event, own.locked.now)?;
            let ending = Ending {
                by: actor,
                reason: CancelReason::ByOrganizer,
                refund: wanted.refund,
                words: Some(&wanted.reason),
            };
            match chosen(tx, &own.booking, wanted.tickets.as_deref()).await? {
                Chosen::Nothing => return before.changed(tx, 0).await,
                Chosen::Everything => {
                    end_booking(tx, &own.locked, &own.booking, ending, &settings).await?.ok()?;
                }
                Chosen::Some(tickets) => {
                    end_tickets(tx, &own.locked, &own.booking, &tickets, ending, &settings).await?;
                }
            }
            let told = reached(tx, &own.booking).await?;
            before.changed(tx, told).await
        })
    })
    .await
}

enum Chosen {
    Everything,
    Some(Vec<(TicketId, TicketRow)>),
    /// They are cancelled already.
    Nothing,
}

/// What of the booking is meant: all of it where every ticket is.
async fn chosen(
    tx: &mut PgConnection,
    booking: &LockedBooking,
    tickets: Option<&[TicketId]>,
) -> Result<Chosen, Error> {
    let Some(tickets) = tickets else { return Ok(Chosen::Everything) };
    let unknown = || Failure::field("tickets", FieldProblem::NotFound);
    let mut found = Vec::new();
    // No booking has as many tickets.
    for id in tickets.iter().copied().collect::<BTreeSet<_>>().into_iter().take(100) {
        let ticket = store::ticket(tx, booking.id, id).await?.ok_or_else(unknown)?;
        if let Some(at) = ticket.checked_in_at {
            return Err(used(at).into());
        }
        if !ticket.cancelled {
            found.push((id, ticket));
        }
    }
    Ok(match i32::try_from(found.len()) {
        Ok(0) => Chosen::Nothing,
        Ok(seats) if seats < booking.quantity => Chosen::Some(found),
        _ => Chosen::Everything,
    })
}
