//! What people do with waitlists.

use super::ending::end_waiting;
use super::log::Move;
use super::policy;
use super::read::entry_of;
use super::store::{self, Joining};
use crate::audit::{Entry, Object};
use crate::bookings::{Cancelled, Room, Rooms, cancel_booking, lock};
use crate::db::after_commit::person_changed;
use crate::db::violated;
use crate::idempotency::{Answer, IdempotencyKey, Refusal, Request, once};
use crate::{Actor, Error, Hub, accounts, events};
use sqlx::postgres::PgConnection;
use types::bookings::{BookingStatus, CancelReason};
use types::history::{AuditAction, ObjectKind};
use types::ids::{EventId, TicketTypeId};
use types::waitlist::{JoinWaitlist, WaitlistEntry, WaitlistStatus};
use types::{ErrorCode, Failure, FieldError, FieldProblem, Via};

/// Puts the caller's party at the end of an event's line.
///
/// # Errors
/// `seats_available` where that many seats can be booked now, `already_waiting`, `waitlist_closed`,
/// `per_person_limit`, since a party that waits counts, `event_not_bookable`, `not_found`,
/// `validation_failed`, and what an idempotency key can say.
pub async fn join(
    hub: &Hub,
    actor: Actor,
    event: &str,
    input: JoinWaitlist,
    key: Option<IdempotencyKey>,
) -> Result<Answer<WaitlistEntry>, Refusal> {
    let user = actor.require_user()?;
    if let Err(failure) = input.check() {
        events::may_take_part(hub, actor, event).await?;
        return Err(failure.into());
    }
    let mut ticket_types = input.ticket_types.clone();
    ticket_types.sort_unstable();
    ticket_types.dedup();
    let party = Joining {
        quantity: i32::try_from(input.quantity).unwrap_or(i32::MAX),
        ticket_types,
        via: input.via.as_deref().and_then(Via::parse),
    };
    let operation = format!("join_waitlist:{event}");
    let request = key.map(|key| Request::new(hub, user, key, &operation, &input));
    let event = event.to_owned();
    once(hub, request, move |tx| {
        Box::pin(async move {
            let event = events::visible(tx, actor, &event).await?.id;
            wait(tx, actor, event, &party).await?;
            entry_of(tx, event, user).await?.ok_or_else(|| Error::from(ErrorCode::NotOnWaitlist))
        })
    })
    .await
}

async fn wait(
    tx: &mut PgConnection,
    actor: Actor,
    event: EventId,
    party: &Joining,
) -> Result<(), Error> {
    let (user, quantity) = (actor.require_user()?, party.quantity);
    person_changed(user, Some(event));
    if !accounts::stays(tx, user).await? {
        return Err(ErrorCode::Unauthenticated.into());
    }
    // Seats that come free wait for this lock, and then find this party in line.
    let wanted = store::lock_joinable(tx, event).await?;
    if store::open_entry(tx, event, user).await?.is_some() {
        return Err(ErrorCode::AlreadyWaiting.into());
    }
    if !wanted.bookable {
        return Err(ErrorCode::EventNotBookable.into());
    }
    let had = if wanted.typed {
        of_types(tx, event, party).await?
    } else if !party.ticket_types.is_empty() {
        return Err(Failure::field("ticket_types", FieldProblem::NotFound).into());
    } else {
        let open = policy::open_to_public(wanted.free, quantity, wanted.waitlist_smallest);
        open.then_some(wanted.free)
    };
    if let Some(free) = had {
        let refused = Failure::new(ErrorCode::SeatsAvailable);
        return Err(Failure { seats_available: Some(free), ..refused }.into());
    }
    // Said only to whom no seat is left for.
    if !wanted.waitlist_open {
        return Err(ErrorCode::WaitlistClosed.into());
    }
    if let Some(limit) = store::limit_crossed(tx, event, user, quantity).await? {
        let refused = Failure::new(ErrorCode::PerPersonLimit);
        return Err(Failure { limit: Some(limit), ..refused }.into());
    }
    let entry =
        store::insert(tx, event, user, party).await.map_err(|error| match violated(&error) {
            Some("waitlist_one_open_key") => Error::from(ErrorCode::AlreadyWaiting),
            _ => error.into(),
        })?;
    let object = Object::new(ObjectKind::WaitlistEntry, entry);
    let joined = Entry::new(actor, AuditAction::WaitlistJoined, object).event(event);
    Ok(joined.change("quantity", None::<i32>, quantity).record(tx).await?)
}

/// The seats that the party could book now, of a type that it would take.
///
/// # Errors
/// `validation_failed` for a type that is none of the event's, or hidden, which is never offered, and for
/// a party of a size that none of its types is ever booked in.
async fn of_types(
    tx: &mut PgConnection,
    event: EventId,
    party: &Joining,
) -> Result<Option<i32>, Error> {
    let rooms = Rooms::of(tx, event).await?;
    let known = |id: &TicketTypeId| rooms.types.iter().any(|of| of.id == *id && !of.hidden);
    if !party.ticket_types.iter().all(known) {
        return Err(Failure::field("ticket_types", FieldProblem::NotFound).into());
    }
    has_a_size(party, &rooms)?;
    let suits = |of: &Room| of.suits(party.quantity, &party.ticket_types);
    if rooms.first_with(party.quantity, suits).is_none() || store::somebody_fits(tx, event).await? {
        return Ok(None);
    }
    let free = rooms.types.iter().filter(|of| suits(of)).map(|of| rooms.free(of)).max();
    Ok(free)
}

/// A party that no type it would take is booked for would wait forever.
fn has_a_size(party: &Joining, rooms: &Rooms) -> Result<(), Failure> {
    let seen = rooms.types.iter().filter(|of| !of.hidden && of.is_among(&party.ticket_types));
    let sizes: Vec<_> = seen.map(|of| of.min_per_booking..=of.max_per_booking).collect();
    if sizes.is_empty() || sizes.iter().any(|sizes| sizes.contains(&party.quantity)) {
        return Ok(());
    }
    let least = sizes.iter().map(|sizes| *sizes.start()).min().filter(|it| party.quantity < *it);
    let most = sizes.iter().map(|sizes| *sizes.end()).max();
    let problem = if least.is_some() { FieldProblem::TooSmall } else { FieldProblem::TooLarge };
    let limit = least.or(most).map(Into::into);
    let field = "quantity".to_owned();
    Err(Failure::fields(vec![FieldError { field, problem, limit }]))
}

/// Takes the caller out of the line; an open offer is declined and its seats go to the next.
///
/// # Errors
/// `not_on_waitlist`, `not_found`.
pub async fn leave(hub: &Hub, actor: Actor, event: &str) -> Result<(), Error> {
    let user = actor.require_user()?;
    let (event, settings) = (event.to_owned(), hub.settings.clone());
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                let event = events::visible(tx, actor, &event).await?.id;
                person_changed(user, Some(event));
                store::lock_joinable(tx, event).await?;
                let open =
                    store::open_entry(tx, event, user).await?.ok_or(ErrorCode::NotOnWaitlist)?;
                if let (WaitlistStatus::Offered, Some(booking)) = (open.status, open.booking_id) {
                    if let Some((event, booking)) = lock(tx, booking).await?
                        && booking.status == BookingStatus::Pending
                    {
                        let declined = (actor, CancelReason::OfferDeclined);
                        // An offer has no tickets yet that could have been used.
                        let (Cancelled::Done | Cancelled::Used(_)) =
                            cancel_booking(tx, &event, &booking, declined, &settings).await?;
                    }
                } else {
                    let own = store::Ending::One(open.id);
                    end_waiting(tx, actor, event, own, 1, Move::Left).await?;
                }
                Ok(())
            })
        })
        .await
}
