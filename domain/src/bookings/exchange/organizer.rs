//! The event's team exchanges somebody's ticket.

use super::super::organizer::{Before, Own, Run, own, perform, reached, still_on};
use super::apply::Exchange;
use super::offers::{by_rule, sums};
use super::rows::Rows;
use super::rules::{By, exchangeable, to_be_had};
use crate::idempotency::{Answer, Refusal};
use crate::{Actor, Error, Hub, Settings};
use sqlx::postgres::PgConnection;
use types::booking_actions::BookingChanged;
use types::exchange::{ExchangeForAttendee, Sum};
use types::ids::{BookingId, TicketId};
use types::{ErrorCode, Failure, FieldProblem, Money};

/// Exchanges a ticket of an event of the caller's for one of another type, also of one that is hidden or
/// paused, whatever holders may do. What costs more is given as a present, what costs less brings back the
/// sum that was chosen, or what the refund rule says. The attendee is told the reason.
///
/// # Errors
/// Not found or denied; invalid by field; `event_ended` and what holders are refused for, but for the
/// rules of holders; `exchange_costs_more` where the difference is not waived.
pub async fn exchange_as_organizer(
    hub: &Hub,
    actor: Actor,
    event: &str,
    (booking, ticket): (BookingId, TicketId),
    input: ExchangeForAttendee,
    run: Run,
) -> Result<Answer<BookingChanged>, Refusal> {
    let user = actor.require_user()?;
    let (key, settings, mut wanted) = (event.to_owned(), hub.settings.clone(), input.clone());
    let body = (booking, ticket, input);
    perform(hub, user, run, ("organizer_exchange", &body), move |tx| {
        Box::pin(async move {
            let own = own(tx, actor, &key, booking).await?;
            wanted.check()?;
            let before = Before::look(tx, &own.booking).await?;
            still_on(&own.event, own.locked.now)?;
            let told = exchange(tx, actor, &own, ticket, &wanted, &settings).await?;
            before.changed(tx, told).await
        })
    })
    .await
}

/// Says how many people are told.
async fn exchange(
    tx: &mut PgConnection,
    actor: Actor,
    own: &Own,
    ticket: TicketId,
    wanted: &ExchangeForAttendee,
    settings: &Settings,
) -> Result<i32, Error> {
    let (event, booking, by) = (&own.locked, &own.booking, By::Team);
    let rows = Rows::of(tx, booking).await?;
    let seat = rows.seat(ticket).ok_or(ErrorCode::NotFound)?;
    exchangeable(by, event, booking, &rows, seat)?;
    let unknown = || Failure::field("ticket_type", FieldProblem::NotFound);
    let from = seat.ticket_type.and_then(|of| rows.kind(of)).ok_or_else(unknown)?;
    let to = rows.kind(wanted.ticket_type).ok_or_else(unknown)?;
    if to.id == from.id {
        return Ok(0);
    }
    to_be_had(by, &rows, from, to)?;
    let sums = sums(booking, seat, Money::new(to.unit, booking.total().currency));
    if !sums.more.is_zero() && !wanted.waive {
        let code = Failure::new(ErrorCode::ExchangeCostsMore);
        return Err(Failure { ticket_type: Some(to.id), ..code }.into());
    }
    let back = match wanted.refund {
        Some(Sum(chosen)) if chosen > sums.less.amount() => {
            return Err(Failure::field("refund", FieldProblem::TooLarge).into());
        }
        Some(Sum(chosen)) => Money::new(chosen, sums.less.currency),
        None => by_rule(sums.less, event, booking),
    };
    let (by, unit, words) = (actor, to.unit, Some(wanted.reason.as_str()));
    let exchange = Exchange { by, booking, seat, from, to, unit, sums, back, paid: None, words };
    if !exchange.apply(tx, &rows, settings).await? {
        return Err(ErrorCode::BookingNotConfirmed.into());
    }
    Ok(reached(tx, booking).await?)
}
