//! A holder exchanges a ticket of their own.

use super::super::locked::{LockedBooking, LockedEvent, lock};
use super::super::read::load_own;
use super::apply::Exchange;
use super::offers::{by_rule, open_until, sums};
use super::open::{self, ExchangeEnd, Open};
use super::opening::Opening;
use super::rows::{Kind, Rows, Seat};
use super::rules::{By, exchangeable, to_be_had};
use crate::idempotency::{Answer, IdempotencyKey, Refusal, Request, once};
use crate::{Actor, Error, Hub, Settings, accounts};
use sqlx::postgres::PgConnection;
use types::bookings::Booking;
use types::exchange::ExchangeTicket;
use types::ids::{BookingId, TicketId, TicketTypeId};
use types::{ErrorCode, Failure, FieldProblem, Money};

/// Exchanges one ticket of a confirmed booking of the caller's own for one of another type. Of one that
/// costs no more the difference goes back by the refund rule. Of one that costs more a seat is held until
/// the difference is paid, and the ticket stays what it is; what else was open of the booking ends. One that
/// is of that type already stays as it is, and an exchange that is open already stays open.
///
/// # Errors
/// `not_found`; invalid by field; `exchanges_closed` where the event's team does not allow it or not any
/// more, `booking_not_confirmed`, `already_checked_in`, `event_cancelled`, `event_not_bookable`;
/// `payment_in_progress` while another exchange of the booking is paid; `sale_not_open`, `sale_ended`,
/// `sold_out`, `waitlist_first` and `exchange_quantity` with the type that is meant.
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
    (ticket, ExchangeTicket { ticket_type }): (TicketId, ExchangeTicket),
    settings: &Settings,
) -> Result<(), Error> {
    let open = open::of_booking(tx, booking.id).await?;
    let paying = open::is_being_paid(tx, booking.id).await?;
    let again = |it: &Open| (it.ticket_id, it.to_type) == (ticket, ticket_type);
    if open.as_ref().is_some_and(|it| again(it) && (paying || !it.over)) {
        return Ok(());
    }
    let mut rows = Rows::of(tx, booking).await?;
    let seat = rows.seat(ticket).ok_or(ErrorCode::NotFound)?;
    let by = By::Holder(open_until(tx, booking, event).await?);
    exchangeable(by, event, booking, &rows, seat)?;
    let (from, to) = kinds(&rows, seat, ticket_type)?;
    if to.id == from.id {
        return Ok(());
    }
    if paying {
        return Err(ErrorCode::PaymentInProgress.into());
    }
    if let Some(Open { id, ticket_id, over, .. }) = open {
        let end = if over { ExchangeEnd::Expired } else { ExchangeEnd::Cancelled };
        open::give_back(tx, actor, booking, (id, ticket_id), end, settings).await?;
        rows = Rows::of(tx, booking).await?;
    }
    let seat = rows.seat(ticket).ok_or(ErrorCode::NotFound)?;
    let (from, to) = kinds(&rows, seat, ticket_type)?;
    to_be_had(by, &rows, from, to)?;
    let sums = sums(booking, seat, Money::new(to.unit, booking.total().currency));
    if !sums.more.is_zero() {
        let opening = Opening { by: actor, booking, seat, from, to, amount: sums.more };
        return Ok(opening.hold(tx, &rows, settings.booking_hold).await?);
    }
    let (by, unit, back) = (actor, to.unit, by_rule(sums.less, event, booking));
    let exchange =
        Exchange { by, booking, seat, from, to, unit, sums, back, paid: None, words: None };
    if exchange.apply(tx, &rows, settings).await? {
        Ok(())
    } else {
        Err(ErrorCode::BookingNotConfirmed.into())
    }
}

/// The ticket's type, and the one that is asked for.
fn kinds<'a>(
    rows: &'a Rows,
    seat: &Seat,
    wanted: TicketTypeId,
) -> Result<(&'a Kind, &'a Kind), Error> {
    let from = seat.ticket_type.and_then(|of| rows.kind(of)).ok_or(ErrorCode::ExchangesClosed)?;
    let to = rows
        .kind(wanted)
        .filter(|to| to.id == from.id || !to.hidden)
        .ok_or_else(|| Failure::field("ticket_type", FieldProblem::NotFound))?;
    Ok((from, to))
}
