//! A scan: a ticket is let through once, and whatever comes of it is written down.

use super::lists::{self, Held};
use super::policy::{self, Known};
use super::read;
use super::store::{self, NewRow, Row, Through};
use crate::accounts;
use crate::audit::Entry;
use crate::db::after_commit;
use crate::events::{EventRight, EventRow, owned};
use crate::ids::new_id;
use crate::{Actor, Error, Hub};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use sqlx::postgres::PgConnection;
use types::bookings::Ticket;
use types::check_ins::{CheckIn, CheckInRefusal, Direction, Scan};
use types::events::EventStatus;
use types::history::AuditAction;
use types::ids::{CheckInId, TicketId};
use types::{ErrorCode, Failure};

/// Refused scans of one person that are kept, in a minute: more are answered and forgotten.
const REFUSED_A_MINUTE: i64 = 30;

/// What somebody shows at the door.
#[derive(Clone, Debug)]
pub enum Presented {
    Code(String),
    /// Their name, by which the ticket was found.
    Ticket(TicketId),
}

/// What became of a scan.
#[derive(Clone, Debug)]
pub struct Scanned {
    pub scan: Scan,
    /// The ticket, where it is one of this event.
    pub ticket: Option<Ticket>,
}

/// Lets the holder of a ticket in, as [`scan`] does; what it refuses is an error.
///
/// # Errors
/// As [`scan`], and those of [`Scanned::into_ticket`].
pub async fn check_in(
    hub: &Hub,
    actor: Actor,
    event: &str,
    input: CheckIn,
) -> Result<Ticket, Error> {
    let presented = Presented::Code(input.code.clone());
    Ok(scan(hub, actor, event, presented, input).await?.into_ticket()?)
}

impl Scanned {
    /// The ticket that was let through.
    ///
    /// # Errors
    /// `not_found` for a code of no ticket of this event, `booking_not_confirmed` for one that was
    /// given back, `ticket_type_refused` with its kind, `already_checked_in` with when,
    /// `not_checked_in`, `event_cancelled`.
    pub fn into_ticket(self) -> Result<Ticket, Failure> {
        let code = match self.scan.refusal {
            None => return self.ticket.ok_or_else(|| ErrorCode::NotFound.into()),
            Some(CheckInRefusal::Unknown | CheckInRefusal::OtherEvent) => ErrorCode::NotFound,
            Some(CheckInRefusal::EventCancelled) => ErrorCode::EventCancelled,
            Some(CheckInRefusal::Void) => ErrorCode::BookingNotConfirmed,
            Some(CheckInRefusal::NotIn) => ErrorCode::NotCheckedIn,
            Some(CheckInRefusal::AlreadyIn) => ErrorCode::AlreadyCheckedIn,
            Some(CheckInRefusal::OtherType) => ErrorCode::TicketTypeRefused,
        };
        let refused = code == ErrorCode::TicketTypeRefused;
        let ticket_type = self.ticket.filter(|_| refused).and_then(|ticket| ticket.ticket_type);
        let checked_in_at = self.scan.earlier.map(|earlier| earlier.at);
        Err(Failure { checked_in_at, ticket_type, ..Failure::new(code) })
    }
}

/// Lets the holder of a ticket through, once by each list unless they went out; a refusal is an answer
/// too. Whoever repeats it with the same id gets the first answer again.
///
/// # Errors
/// Not found or denied; invalid by field; `idempotency_key_reused` for an id that was used for
/// something else.
pub async fn scan(
    hub: &Hub,
    actor: Actor,
    event: &str,
    presented: Presented,
    mut input: CheckIn,
) -> Result<Scanned, Error> {
    let (now, key) = (hub.now(), event.to_owned());
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                let event = owned(tx, actor, &key, EventRight::Door).await?;
                if let Presented::Ticket(_) = presented {
                    // Nothing was typed.
                    "-".clone_into(&mut input.code);
                }
                input.check()?;
                let list = lists::held(tx, event.id, input.list).await?;
                answer(tx, (actor, now), &event, &presented, (input, list)).await
            })
        })
        .await
}

async fn answer(
    tx: &mut PgConnection,
    (actor, now): (Actor, DateTime<Utc>),
    event: &EventRow,
    presented: &Presented,
    // With its list, as long as that is scanned for.
    (input, list): (CheckIn, Held),
) -> Result<Scanned, Error> {
    let through = Through { event: event.id, list: input.list };
    let direction = input.direction.unwrap_or_default();
    let mut ticket = store::ticket(tx, presented).await?;
    if let Some(found) = ticket.filter(|found| found.event_id == event.id) {
        store::lock_booking(tx, found.booking_id).await?;
        // It may have been given back or moved to another event meanwhile.
        ticket = store::ticket(tx, presented).await?;
    }
    let here = ticket.filter(|found| found.event_id == event.id);
    let asked = (through, here.map(|ticket| ticket.id), direction);
    if let Some(id) = input.id
        && let Some(before) = store::row(tx, id).await?
    {
        return repeated(tx, id, before, asked).await;
    }
    let list = match list {
        Held::Entrance => None,
        Held::Open(list) => Some(list),
        Held::Archived => return Err(lists::unknown()),
    };
    let inside = match here {
        Some(ticket) => store::inside(tx, ticket.id, through).await?,
        None => None,
    };
    let known = ticket.map(|ticket| Known {
        here: here.is_some(),
        void: ticket.void,
        other_type: list.as_ref().is_some_and(|list| !list.lets_in(ticket.ticket_type_id)),
        inside: inside.is_some(),
    });
    let cancelled = event.status == EventStatus::Cancelled;
    let refusal = policy::refusal(cancelled, known, direction);
    let new = NewRow {
        id: input.id.unwrap_or_else(|| CheckInId(new_id())),
        through,
        ticket: here.map(|ticket| ticket.id),
        direction,
        refusal,
        earlier: inside.filter(|_| refusal == Some(CheckInRefusal::AlreadyIn)),
        gate: input.gate,
        device: input.device,
        by: actor.user_id(),
        at: now,
    };
    if refusal.is_some() {
        let since = now - TimeDelta::minutes(1);
        let kept = store::refused_since(tx, event.id, new.by, since).await?;
        if kept >= REFUSED_A_MINUTE {
            return read::unkept(tx, new).await;
        }
    }
    let id = new.id;
    let detail = json!({ "check_in": id, "list": through.list, "gate": new.gate });
    if !store::insert(tx, new).await? {
        // The same id for another ticket, at the same moment.
        return Err(ErrorCode::IdempotencyKeyReused.into());
    }
    if let (None, Some(ticket)) = (refusal, here) {
        let action = match direction {
            Direction::In => AuditAction::TicketCheckedIn,
            Direction::Out => AuditAction::TicketCheckedOut,
        };
        if let (Direction::Out, Some(way_in)) = (direction, inside) {
            store::end(tx, way_in, Some(id)).await?;
        }
        let entry = Entry::new(actor, action, ticket.id).event(event.id);
        entry.booking(ticket.booking_id).detail(detail).record(tx).await?;
        after_commit::event_changed(event.id);
    }
    read::scanned(tx, id).await
}

/// The first answer again, if it was asked for the same.
async fn repeated(
    tx: &mut PgConnection,
    id: CheckInId,
    before: Row,
    (through, ticket, direction): (Through, Option<TicketId>, Direction),
) -> Result<Scanned, Error> {
    let same = before.event_id == through.event
        && before.list_id == through.list
        && before.ticket_id == ticket
        && before.direction == direction;
    if !same {
        return Err(ErrorCode::IdempotencyKeyReused.into());
    }
    read::scanned(tx, id).await
}
