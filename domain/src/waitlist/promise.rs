//! Offers: freed seats are promised to waiting parties, in the transaction that frees them.

use super::policy;
use super::store::{self, Offer, Party, Why};
use crate::Settings;
use crate::audit::{Entry, record_each};
use crate::bookings::{Room, Rooms};
use crate::db::after_commit::booking_changed;
use crate::ids::{booking_reference, new_id};
use crate::notifications::{MailKind, queue_about_booking};
use serde_json::json;
use sqlx::postgres::PgConnection;
use types::bookings::CancelReason;
use types::history::AuditAction;
use types::ids::{EventId, TicketTypeId};
use types::text_enum;

text_enum! {
    /// Why seats came free.
    pub(crate) enum Cause {
        BookingCancelled = "booking_cancelled",
        /// A booking was moved to another event.
        BookingMoved = "booking_moved",
        /// A ticket of a type was exchanged for one of another.
        TicketExchanged = "ticket_exchanged",
        HoldLapsed = "hold_lapsed",
        OfferDeclined = "offer_declined",
        OfferLapsed = "offer_lapsed",
        /// The event has more seats, or starts later than it did.
        EventChanged = "event_changed",
        /// Nothing came free: the organizer chose a party, and perhaps added the seats for it.
        ByHand = "by_hand",
    }
}

impl Cause {
    pub(crate) const fn of(reason: CancelReason, offer: bool) -> Self {
        match (reason, offer) {
            (CancelReason::Expired, true) => Self::OfferLapsed,
            (CancelReason::Expired, false) => Self::HoldLapsed,
            (CancelReason::OfferDeclined, _) => Self::OfferDeclined,
            _ => Self::BookingCancelled,
        }
    }
}

/// What free seats would come to: whom they would be promised, and how many go on waiting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Promised {
    pub(crate) parties: i64,
    pub(crate) seats: i64,
    pub(crate) left: i64,
}

/// What [`seats_freed`] would do with `free` seats, by the same rule, without doing it.
pub(crate) async fn would_promise(
    connection: &mut PgConnection,
    event: EventId,
    free: i32,
) -> Result<Promised, sqlx::Error> {
    let free = free.max(0);
    let parties = store::fitting(connection, event, i32::MAX, true).await?;
    let typed = store::has_types(connection, event).await?;
    let mut rooms =
        if typed { Some(Rooms::of(connection, event).await?.with_event(free)) } else { None };
    let (chosen, _) = choose(&mut rooms, free, &parties);
    let count = |parties: usize| i64::try_from(parties).unwrap_or(i64::MAX);
    Ok(Promised {
        parties: count(chosen.len()),
        seats: chosen.iter().map(|(index, _)| i64::from(parties[*index].quantity)).sum(),
        left: count(parties.len() - chosen.len()),
    })
}

/// Promises the free seats of an event to the first parties that fit, and their messages with
/// them. Does nothing where nobody waits, nothing is free, or nothing can be booked any more.
///
/// The event's row was locked by the use case that freed the seats, or is locked here.
pub(crate) async fn seats_freed(
    tx: &mut PgConnection,
    event: EventId,
    cause: Cause,
    settings: &Settings,
) -> Result<(), sqlx::Error> {
    let Some(seats) = store::lock_free_seats(tx, event, settings.waitlist_offer).await? else {
        return Ok(());
    };
    // Of types: as many as one party could have had.
    let mut rooms = if seats.typed { Some(Rooms::of(tx, event).await?) } else { None };
    let mut free = rooms.as_ref().map_or(seats.free, Rooms::most);
    if free == 0 {
        return Ok(());
    }
    let release = store::insert_release(tx, event, cause, free).await?;
    while free > 0 {
        let parties = store::fitting(tx, event, free, seats.typed).await?;
        let (chosen, left) = choose(&mut rooms, free, &parties);
        if chosen.is_empty() {
            break;
        }
        let offers: Vec<Offer> = chosen
            .into_iter()
            .map(|(index, ticket_type)| Offer {
                entry: parties[index].id,
                user: parties[index].user_id,
                booking: new_id().into(),
                reference: booking_reference(),
                ticket_type,
            })
            .collect();
        let why = Why { cause, release: Some(release), detail: &json!({}) };
        store::offer(tx, event, why, seats.until, &offers).await?;
        let entries = offers.iter().map(|offer| {
            let entry = Entry::by_system(AuditAction::OfferMade, offer.booking).event(event);
            entry.change("status", None::<&str>, "PENDING")
        });
        record_each(tx, entries.collect()).await?;
        for offer in offers {
            let Offer { booking, user, .. } = offer;
            booking_changed(event, user, booking);
            let kind = MailKind::WaitlistOffer;
            queue_about_booking(tx, kind, booking.0, booking, user, json!({})).await?;
        }
        free = left;
    }
    Ok(())
}

/// Which of the parties are promised seats, each of the first type that has room for the whole party,
/// and how many seats one more party could have.
fn choose(
    rooms: &mut Option<Rooms>,
    free: i32,
    parties: &[Party],
) -> (Vec<(usize, Option<TicketTypeId>)>, i32) {
    let Some(rooms) = rooms else {
        let (chosen, left) = policy::promise(free, parties.iter().map(|party| party.quantity));
        return (chosen.into_iter().map(|index| (index, None)).collect(), left);
    };
    let mut chosen = Vec::new();
    for (index, Party { quantity, ticket_types, .. }) in parties.iter().enumerate() {
        let suits = |of: &Room| of.suits(*quantity, ticket_types);
        if let Some(of) = rooms.first_with(*quantity, suits) {
            rooms.take(of, *quantity);
            chosen.push((index, Some(of)));
        }
    }
    (chosen, rooms.most())
}
