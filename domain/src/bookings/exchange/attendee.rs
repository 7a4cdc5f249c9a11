//! A holder exchanges a ticket of their own.

use super::super::locked::{LockedBooking, LockedEvent, lock};
use super::super::read::load_own;
use super::apply::Exchange;
use super::offers::{by_rule, open_until, sums};
use super::rows::Rows;
use super::rules::{By, exchangeable, to_be_had};
use crate::idempotency::{Answer, IdempotencyKey, Refusal, Request, once};
use crate::{Actor, Error, Hub, Settings, accounts};
use sqlx::postgres::PgConnection;
use types::bookings::Booking;
use types::exchange::ExchangeTicket;
use types::ids::{BookingId, TicketId};
use types::{ErrorCode, Failure, FieldProblem, Money};

/// Exchanges one ticket of a confirmed booking of the caller's own for one of another type that costs no
/// more, and gives the difference back by the refund rule. One that is of that type already stays as it is.
///
/// # Errors
/// `not_found`; invalid by field; `exchanges_closed` where the event's team does not allow it or not any
/// more, `booking_not_confirmed`, `already_checked_in`, `event_cancelled`, `event_not_bookable`;
/// `sale_not_open`, `sale_ended`, `sold_out`, `waitlist_first`, `exchange_quantity` and
/// `exchange_costs_more` with the type that is meant.
pub async fn exchange_ticket(
    hub: &Hub,
    actor: Actor,
    booking: BookingId,
    ticket: TicketId,
    input: ExchangeTicket,
    key: Option<IdempotencyKey>,
) -> Result<Answer<Booking>, Refusal> {
    let user = actor.require_user()?;
    let body = (booking, ticket, input);
    let request = key.map(|key| Request::new(hub, user, key, "exchange_ticket", &body));
    let settings = hub.settings.clone();
    once(hub, request, move |tx| {
        Box::pin(async move {
            accounts::acting(tx, actor).await?;
            let locked = lock(tx, booking)
                .await?
                .filter(|(_, locked)| locked.user == user)
                .ok_or(ErrorCode::NotFound)?;
            exchange_locked(tx, actor, &locked, (ticket, input), &settings).await?;
            load_own(tx, user, booking).await?.ok_or_else(|| Error::from(ErrorCode::NotFound))
        })
    })
    .await
}

/// Under the locks of the event and the booking: they are what makes of two who want the last seat one.
pub(in crate::bookings) async fn exchange_locked(
    tx: &mut PgConnection,
    actor: Actor,
    (event, booking): &(LockedEvent, LockedBooking),
    (ticket, input): (TicketId, ExchangeTicket),
    settings: &Settings,
) -> Result<(), Error> {
    let rows = Rows::of(tx, booking).await?;
    let seat = rows.seats.iter().find(|seat| seat.id == ticket).ok_or(ErrorCode::NotFound)?;
    let by = By::Holder(open_until(tx, booking, event).await?);
    exchangeable(by, event, booking, &rows, seat)?;
    let from = seat.ticket_type.and_then(|of| rows.kind(of)).ok_or(ErrorCode::ExchangesClosed)?;
    let to = rows
        .kind(input.ticket_type)
        .filter(|to| to.id == from.id || !to.hidden)
        .ok_or_else(|| Failure::field("ticket_type", FieldProblem::NotFound))?;
    if to.id == from.id {
        return Ok(());
    }
    to_be_had(by, &rows, from, to)?;
    let sums = sums(booking, seat, Money::new(to.unit, booking.total().currency));
    if !sums.more.is_zero() {
        let code = Failure::new(ErrorCode::ExchangeCostsMore);
        return Err(Failure { ticket_type: Some(to.id), ..code }.into());
    }
    let back = by_rule(sums.less, event, booking);
    Exchange { by: actor, booking, seat, from, to, sums, back, words: None }
        .apply(tx, &rows, settings)
        .await
}
