//! Giving back one seat of several.

use super::cancel::{Ending, cancel_booking};
use super::error::used;
use super::locked::{LockedBooking, LockedEvent, lock};
use super::naming::tell_guests;
use super::policy;
use super::read::load_own;
use super::store::{self, TicketRow};
use crate::accounts;
use crate::audit::Entry;
use crate::idempotency::{Answer, IdempotencyKey, Refusal, Request, once};
use crate::notifications::{MailKind, queue_about_booking};
use crate::payments::Booked;
use crate::{Actor, Error, Hub, Settings, payments, waitlist};
use serde_json::json;
use sqlx::postgres::PgConnection;
use types::bookings::{Booking, BookingStatus, CancelReason};
use types::history::AuditAction;
use types::ids::{BookingId, TicketId};
use types::{ErrorCode, Money};

/// Cancels one ticket of a confirmed booking of the caller's own and refunds what its refund rule
/// says of that seat. The last ticket takes the booking with it. Cancelling a ticket again answers
/// the same and changes nothing.
///
/// # Errors
/// `not_found`; `booking_not_cancellable` once the event has started; `already_checked_in` where
/// the ticket was used.
pub async fn cancel_ticket(
    hub: &Hub,
    actor: Actor,
    booking: BookingId,
    ticket: TicketId,
    key: Option<IdempotencyKey>,
) -> Result<Answer<Booking>, Refusal> {
    let user = actor.require_user()?;
    let request = key.map(|key| Request::new(hub, user, key, "cancel_ticket", &(booking, ticket)));
    let settings = hub.settings.clone();
    once(hub, request, move |tx| {
        Box::pin(async move {
            accounts::acting(tx, actor).await?;
            let (event, locked) = lock(tx, booking)
                .await?
                .filter(|(_, locked)| locked.user == user)
                .ok_or(ErrorCode::NotFound)?;
            cancel_one(tx, (actor, ticket), &event, &locked, &settings).await?;
            load_own(tx, user, booking).await?.ok_or_else(|| Error::from(ErrorCode::NotFound))
        })
    })
    .await
}

async fn cancel_one(
    tx: &mut PgConnection,
    (actor, id): (Actor, TicketId),
    event: &LockedEvent,
    booking: &LockedBooking,
    settings: &Settings,
) -> Result<(), Error> {
    let ticket = store::ticket(tx, booking.id, id).await?.ok_or(ErrorCode::NotFound)?;
    if ticket.cancelled || booking.status != BookingStatus::Confirmed {
        return Ok(());
    }
    let reason = if event.cancelled() {
        CancelReason::EventCancelled
    } else if event.started() {
        return Err(ErrorCode::BookingNotCancellable.into());
    } else if let Some(at) = ticket.checked_in_at {
        return Err(used(at).into());
    } else {
        CancelReason::ByAttendee
    };
    if booking.quantity == 1 {
        return cancel_booking(tx, event, booking, (actor, reason), settings).await?.ok();
    }
    end_tickets(tx, event, booking, &[(id, ticket)], Ending::by_rule(actor, reason), settings).await
}

/// Takes some of the tickets out of a confirmed booking, under its lock: their seats are free, and
/// what goes back is a part of what each of them is worth.
pub(super) async fn end_tickets(
    tx: &mut PgConnection,
    event: &LockedEvent,
    booking: &LockedBooking,
    tickets: &[(TicketId, TicketRow)],
    ending: Ending<'_>,
    settings: &Settings,
) -> Result<(), Error> {
    let mut left = Left::of(booking);
    let mut back = Money::zero(left.total.currency);
    let mut entries = Vec::new();
    for (id, ticket) in tickets {
        let (seats, worth) = (left.seats, left.without(ticket));
        if !store::give_seat_back(tx, booking.id, *id, &left).await? {
            return Err(ErrorCode::BookingNotCancellable.into());
        }
        back = back.plus(ending.refund(worth, event, booking));
        let entry = Entry::new(ending.by, AuditAction::TicketCancelled, *id).booking(booking.id);
        entries.push(entry.event(booking.event).change("quantity", seats, left.seats));
    }
    let Some((first, one)) = tickets.first() else { return Ok(()) };
    let why = "ticket_cancelled";
    let refunded = payments::refund(tx, booking.id, back, why, Booked::Seats).await?;
    ending.record(tx, entries, booking, refunded).await?;
    let reason = ending.reason;
    waitlist::booking_ended(tx, booking.event, booking.id, false, reason, settings).await?;
    let kind = MailKind::TicketsCancelled;
    let ended: Vec<_> = tickets.iter().map(|(id, _)| *id).collect();
    tell_guests(tx, kind, booking.id, Some(&ended), &ending.data(None)).await?;
    let mut data = ending.data(refunded);
    if tickets.len() == 1 {
        data["seat"] = json!(one.seat);
        data["attendee"] = json!(one.attendee_name);
    } else {
        data["tickets"] = json!(tickets.len());
    }
    Ok(queue_about_booking(tx, kind, first.0, booking.id, booking.user, data).await?)
}

/// What is left of a booking while its seats are given back one after the other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Left {
    pub(super) seats: i32,
    /// What they cost, and what of it they are worth.
    pub(super) total: Money,
    pub(super) worth: Money,
}

impl Left {
    fn of(booking: &LockedBooking) -> Self {
        Self { seats: booking.quantity, total: booking.total(), worth: booking.worth() }
    }

    /// One seat less; what that seat was worth: what its ticket cost, or as much as each other.
    pub(super) fn without(&mut self, ticket: &TicketRow) -> Money {
        let before = *self;
        let (total, worth) = if let Some(price) = ticket.price {
            let total = before.total.less(Money::new(price, before.total.currency));
            (total, policy::worth_of(before.worth, before.total, total))
        } else {
            let part = |whole| policy::one_seat(whole, before.seats).1;
            (part(before.total), part(before.worth))
        };
        *self = Self { seats: before.seats - 1, total, worth };
        before.worth.less(worth)
    }
}
