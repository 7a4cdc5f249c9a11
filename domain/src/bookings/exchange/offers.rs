//! Offers: what a ticket could be exchanged for at this moment, and what that would cost or give back.

use super::super::locked::{LockedBooking, LockedEvent, look};
use super::super::policy;
use super::money::Sums;
use super::rows::{Rows, Seat};
use super::rules::{By, exchangeable, is_shown, to_be_had};
use crate::events::{EventRight, owned};
use crate::ticket_types::{changes_end, rules_of};
use crate::{Actor, Error, Hub};
use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use types::bookings::CancelReason;
use types::exchange::{ExchangeOption, TicketExchanges};
use types::ids::{BookingId, TicketId};
use types::{ErrorCode, Money};

/// Until when holders may exchange their tickets of an event; none: not at all.
pub(super) async fn open_until(
    connection: &mut PgConnection,
    booking: &LockedBooking,
    event: &LockedEvent,
) -> Result<Option<DateTime<Utc>>, sqlx::Error> {
    let rules = rules_of(connection, booking.event).await?;
    Ok(changes_end(&rules, event.start_date).filter(|_| rules.exchanges && booking.typed))
}

/// What one ticket of the caller's own could be exchanged for.
///
/// # Errors
/// `not_found`, also for a ticket that is void.
pub async fn exchanges_of_ticket(
    hub: &Hub,
    actor: Actor,
    booking: BookingId,
    ticket: TicketId,
) -> Result<TicketExchanges, Error> {
    only(exchanges_of_booking(hub, actor, booking).await?, ticket)
}

/// The same of each ticket of a booking, in the order of the tickets; nothing of a booking of an event
/// without types.
///
/// # Errors
/// `not_found`.
pub async fn exchanges_of_booking(
    hub: &Hub,
    actor: Actor,
    booking: BookingId,
) -> Result<Vec<TicketExchanges>, Error> {
    let user = actor.require_user()?;
    let mut connection = hub.db.read().await?;
    let (event, booking) = look(&mut connection, booking)
        .await?
        .filter(|(_, booking)| booking.user == user)
        .ok_or(ErrorCode::NotFound)?;
    let until = open_until(&mut connection, &booking, &event).await?;
    Ok(each(&mut connection, By::Holder(until), until, (&event, &booking)).await?)
}

/// What a ticket of an event that the caller works on could be exchanged for by its team.
///
/// # Errors
/// Not found or denied.
pub async fn organizer_exchanges(
    hub: &Hub,
    actor: Actor,
    event: &str,
    booking: BookingId,
    ticket: TicketId,
) -> Result<TicketExchanges, Error> {
    let mut connection = hub.db.read().await?;
    let row = owned(&mut connection, actor, event, EventRight::Bookings).await?;
    let (event, booking) = look(&mut connection, booking)
        .await?
        .filter(|(_, booking)| booking.event == row.id)
        .ok_or(ErrorCode::NotFound)?;
    let until = open_until(&mut connection, &booking, &event).await?;
    only(each(&mut connection, By::Team, until, (&event, &booking)).await?, ticket)
}

fn only(found: Vec<TicketExchanges>, ticket: TicketId) -> Result<TicketExchanges, Error> {
    found.into_iter().find(|it| it.ticket == ticket).ok_or_else(|| ErrorCode::NotFound.into())
}

async fn each(
    connection: &mut PgConnection,
    by: By,
    until: Option<DateTime<Utc>>,
    (event, booking): (&LockedEvent, &LockedBooking),
) -> Result<Vec<TicketExchanges>, sqlx::Error> {
    let rows = Rows::of(connection, booking).await?;
    let of = |seat: &Seat| TicketExchanges {
        ticket: seat.id,
        ticket_type: seat.ticket_type,
        price: seat.price.unwrap_or_default(),
        currency: booking.total().currency,
        until,
        refused: exchangeable(by, event, booking, &rows, seat).err().map(|why| why.code),
        options: options(by, event, booking, &rows, seat),
    };
    Ok(rows.seats.iter().map(of).collect())
}

fn options(
    by: By,
    event: &LockedEvent,
    booking: &LockedBooking,
    rows: &Rows,
    seat: &Seat,
) -> Vec<ExchangeOption> {
    let Some(from) = seat.ticket_type.and_then(|of| rows.kind(of)) else { return Vec::new() };
    let shown = rows.kinds.iter().filter(|kind| kind.id != from.id && is_shown(by, kind));
    shown
        .map(|to| {
            let sums = sums(booking, seat, Money::new(to.unit, booking.total().currency));
            ExchangeOption {
                ticket_type: to.id,
                name: to.name.clone(),
                price: to.unit,
                more: sums.more.amount(),
                less: sums.less.amount(),
                refund: by_rule(sums.less, event, booking).amount(),
                refused: to_be_had(by, rows, from, to).err().map(|why| why.code),
            }
        })
        .collect()
}

pub(super) fn sums(booking: &LockedBooking, seat: &Seat, price: Money) -> Sums {
    let cost = Money::new(seat.price.unwrap_or_default(), price.currency);
    Sums::of(booking.total(), booking.worth(), cost, price)
}

/// What of the difference goes back at this moment.
pub(super) fn by_rule(less: Money, event: &LockedEvent, booking: &LockedBooking) -> Money {
    policy::refund(less, CancelReason::ByAttendee, booking.terms(event), event.now)
}
