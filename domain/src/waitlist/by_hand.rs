//! Offers by hand: the organizer chooses a party, wherever it stands in line, and says why.
//!
//! As long as somebody waits, fewer seats are free than the smallest party needs (INV-8). So an offer
//! by hand is either made of those few and smaller than the party, or the event grows by the seats that
//! are missing, in the transaction that offers them: nobody is free to take them in between. Either way
//! no more seats are free afterwards than were before, and nobody who waits would fit into them.

use super::desk::entry_after;
use super::promise::Cause;
use super::store::{self, Offer, Why, desk};
use crate::audit::Entry;
use crate::bookings::{Room, Rooms};
use crate::db::after_commit::booking_changed;
use crate::events::{self, EventRight, EventRow, own_locked};
use crate::ids::{booking_reference, new_id};
use crate::notifications::{MailKind, queue_about_booking};
use crate::{Actor, Error, Hub, Settings, accounts};
use serde_json::json;
use sqlx::postgres::PgConnection;
use types::history::AuditAction;
use types::ids::{TicketTypeId, WaitlistEntryId};
use types::waitlist::{OfferSeats, OrganizedEntry, WaitlistStatus};
use types::{ErrorCode, Failure, FieldError, FieldProblem};

/// Offers seats to one party that waits; the others keep their places.
///
/// # Errors
/// Not found or denied; `validation_failed`, `not_waiting`, `event_not_bookable`; `sold_out` where
/// fewer seats are free and the event may not get them.
pub async fn offer_by_hand(
    hub: &Hub,
    actor: Actor,
    event: &str,
    entry: WaitlistEntryId,
    mut input: OfferSeats,
) -> Result<OrganizedEntry, Error> {
    events::may(hub, actor, event, EventRight::Bookings).await?;
    input.check()?;
    let (event, settings) = (event.to_owned(), hub.settings.clone());
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                let event = own_locked(tx, actor, &event, EventRight::Bookings).await?;
                offer(tx, actor, event, entry, &input, &settings).await
            })
        })
        .await
}

async fn offer(
    tx: &mut PgConnection,
    actor: Actor,
    event: EventRow,
    entry: WaitlistEntryId,
    input: &OfferSeats,
    settings: &Settings,
) -> Result<OrganizedEntry, Error> {
    let party = desk::find(tx, event.id, entry).await?.ok_or(ErrorCode::NotFound)?;
    if party.status != WaitlistStatus::Waiting {
        return Err(ErrorCode::NotWaiting.into());
    }
    let until = desk::offer_end(tx, event.id, settings.waitlist_offer).await?;
    let until = until.ok_or(ErrorCode::EventNotBookable)?;
    let seats = wanted(input, party.quantity)?;
    let free = event.max_capacity - event.seats_taken();
    let ticket_type = kind(tx, &event, entry, seats).await?;
    let missing = (seats - free).max(0);
    if missing > 0 && !input.add_seats {
        let refused = Failure::new(ErrorCode::SoldOut);
        return Err(Failure { seats_available: Some(free.max(0)), ..refused }.into());
    }
    if missing > 0 {
        // A larger event is another one: not for whoever only sees to its bookings.
        let event = own_locked(tx, actor, &event.id.to_string(), EventRight::Edit).await?;
        events::add_seats(tx, actor, &event, missing, &input.reason).await?;
    }
    if seats < party.quantity {
        desk::shrink(tx, entry, seats).await?;
    }
    let passed = party.place.unwrap_or(1) - 1;
    let detail = json!({ "reason": input.reason, "passed": passed, "added": missing,
        "party": party.quantity });
    let why = Why { cause: Cause::ByHand, release: None, detail: &detail };
    let made = Offer {
        entry: entry.0,
        user: party.user_id,
        booking: new_id().into(),
        reference: booking_reference(),
        ticket_type,
    };
    let (booking, user) = (made.booking, made.user);
    store::offer(tx, event.id, why, until, &[made]).await?;
    Entry::new(actor, AuditAction::OfferMade, booking)
        .event(event.id)
        .change("status", None::<&str>, "PENDING")
        .reason(&input.reason)
        .detail(detail)
        .record(tx)
        .await?;
    booking_changed(event.id, user, booking);
    queue_about_booking(tx, MailKind::WaitlistOffer, booking.0, booking, user, json!({})).await?;
    entry_after(tx, event.id, entry).await
}

/// The type of an offer by hand: the first of the party's with room for it, whether it is on sale or
/// not. An organizer may add seats to the event for it, but a type has what it has.
///
/// # Errors
/// `sold_out` with what is left of the type that has most.
async fn kind(
    tx: &mut PgConnection,
    event: &EventRow,
    entry: WaitlistEntryId,
    seats: i32,
) -> Result<Option<TicketTypeId>, Error> {
    if !event.typed {
        return Ok(None);
    }
    let wanted = desk::types_of(tx, entry).await?;
    let rooms = Rooms::of(tx, event.id).await?.with_event(seats);
    let may_be = |of: &Room| of.is_among(&wanted);
    if let Some(of) = rooms.first_with(seats, may_be) {
        return Ok(Some(of));
    }
    let most = rooms.types.iter().filter(|of| may_be(of)).map(|of| rooms.free(of)).max();
    let refused = Failure::new(ErrorCode::SoldOut);
    Err(Failure { seats_available: Some(most.unwrap_or_default()), ..refused }.into())
}

/// Never more seats than the party waits for.
fn wanted(input: &OfferSeats, party: i32) -> Result<i32, Failure> {
    let Some(seats) = input.seats else { return Ok(party) };
    match i32::try_from(seats) {
        Ok(seats) if seats <= party => Ok(seats),
        _ => Err(Failure::fields(vec![FieldError {
            field: "seats".into(),
            problem: FieldProblem::TooLarge,
            limit: Some(party.into()),
        }])),
    }
}
