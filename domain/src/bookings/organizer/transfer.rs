//! Moving a booking to another event of the same organizer.

use super::super::error::used;
use super::super::locked::LockedBooking;
use super::super::naming::tell_guests;
use super::super::store::last_check_in;
use super::super::taking::take_confirmed;
use super::effect::{Before, reached};
use super::moved_items::{ItemThere, items_there};
use super::run::{Run, perform};
use super::{Own, own, still_on};
use crate::audit::Entry;
use crate::db::after_commit;
use crate::events::{EventRight, EventRow, own_locked, owned};
use crate::idempotency::{Answer, Refusal};
use crate::ids::{new_id, ticket_code};
use crate::notifications::{MailKind, queue_about_booking};
use crate::{Actor, Error, Hub, accounts, waitlist};
use serde_json::json;
use sqlx::postgres::PgConnection;
use types::booking_actions::{BookingChanged, MoveBooking};
use types::bookings::BookingStatus;
use types::history::AuditAction;
use types::ids::{BookingId, EventId, TicketId};
use types::{ErrorCode, Failure, FieldProblem};

/// Moves a confirmed booking to another event of the same organizer, at the price that was paid: its
/// seats are freed here and taken there in one transaction. The waitlist there is passed only where
/// nobody in it fits, and the one here is offered what comes free. Tickets keep their holders and get
/// new codes. The attendee is told, and may cancel in full for 14 days.
///
/// # Errors
/// Not found or denied; invalid by field, also where the other event is no event of the same
/// organizer; `event_cancelled`, `event_ended`, `booking_not_confirmed`, `already_checked_in`; of the
/// other event `event_not_bookable`, `sold_out` with the seats that are left, `waitlist_first`;
/// `ticket_type_required` where it has ticket types, and none by the names of the booking's.
pub async fn move_booking(
    hub: &Hub,
    actor: Actor,
    event: &str,
    booking: BookingId,
    input: MoveBooking,
    run: Run,
) -> Result<Answer<BookingChanged>, Refusal> {
    let user = actor.require_user()?;
    let (key, settings, mut wanted) = (event.to_owned(), hub.settings.clone(), input.clone());
    let body = (booking, input);
    perform(hub, user, run, ("organizer_move", &body), move |tx| {
        Box::pin(async move {
            accounts::acting(tx, actor).await?;
            let here = owned(tx, actor, &key, EventRight::Bookings).await?;
            wanted.check()?;
            let to = lock_both(tx, actor, &here, wanted.event.trim()).await?;
            let Own { event, locked, booking: from } = own(tx, actor, &key, booking).await?;
            still_on(&event, locked.now)?;
            if from.status != BookingStatus::Confirmed {
                return Err(ErrorCode::BookingNotConfirmed.into());
            }
            if let Some(at) = last_check_in(tx, booking).await? {
                return Err(used(at).into());
            }
            let before = Before::look(tx, &from).await?;
            let items = items_there(tx, &from, (&to, wanted.ticket_type)).await?;
            take_confirmed(tx, to.id, from.quantity).await?;
            leave_for(tx, &from, &to, &items).await?;
            new_codes(tx, booking, to.id, &items).await?;
            waitlist::seats_moved_away(tx, event.id, &settings).await?;
            after_commit::booking_changed(to.id, from.user, booking);
            let data = json!({ "from": event.title, "reason": wanted.reason });
            let kind = MailKind::BookingMoved;
            tell_guests(tx, kind, booking, None, &data).await?;
            queue_about_booking(tx, kind, new_id(), booking, from.user, data).await?;
            // The history of either event tells it.
            for side in [event.id, to.id] {
                let entry = Entry::new(actor, AuditAction::BookingMoved, booking).event(side);
                let entry = entry.change("event", event.id.0, to.id.0).reason(&wanted.reason);
                entry.record(tx).await?;
            }
            let told = reached(tx, &from).await?;
            before.changed(tx, told).await
        })
    })
    .await
}

/// Locks both events in the order of their ids, so that two moves against each other do not wait for
/// each other; answers the one to go to.
async fn lock_both(
    tx: &mut PgConnection,
    actor: Actor,
    here: &EventRow,
    to: &str,
) -> Result<EventRow, Error> {
    let refused = |problem| Failure::field("event", problem);
    let to = match owned(tx, actor, to, EventRight::Bookings).await {
        Ok(to) => to,
        // Whose it is, and whether there is such an event, is nothing to be told here.
        Err(Error::Refused(_)) => return Err(refused(FieldProblem::NotFound).into()),
        Err(error) => return Err(error),
    };
    if to.id == here.id || to.organizer_id != here.organizer_id {
        return Err(refused(FieldProblem::NotAllowed).into());
    }
    let mut ids = [here.id, to.id];
    ids.sort_unstable();
    let mut target = None;
    for id in ids {
        let locked = own_locked(tx, actor, &id.to_string(), EventRight::Bookings).await?;
        after_commit::event_changed(id);
        if id == to.id {
            target = Some(locked);
        }
    }
    target.ok_or_else(|| ErrorCode::NotFound.into())
}

/// The booking is the other event's from now on, and its seats here are free. Where that has one kind of
/// ticket, the unit price is the highest of the items, so that what is paid stays as it is. What it is held against
/// begins anew: the start that its owner is told of, and the time to cancel in full.
async fn leave_for(
    tx: &mut PgConnection,
    booking: &LockedBooking,
    to: &EventRow,
    items: &[ItemThere],
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "WITH before AS (
             SELECT max(unit_price) AS highest FROM booking_items WHERE booking_id = $1
         ), moved AS (
             UPDATE bookings SET event_id = $2, moved_at = clock_timestamp(),
                 event_start_at_booking = $3, first_for_person = false, typed = $5,
                 subtotal = CASE WHEN $5 THEN coalesce(subtotal, unit_price * quantity) END,
                 unit_price = CASE WHEN typed AND NOT $5 THEN highest ELSE unit_price END,
                 discount = CASE WHEN typed AND NOT $5 THEN highest * quantity - total_price
                     ELSE discount END
             FROM before
             WHERE id = $1 AND event_id = $4 AND status = 'CONFIRMED'
             RETURNING quantity
         ), left_behind AS (
             DELETE FROM booking_items WHERE booking_id = $1
         ), items AS (
             INSERT INTO booking_items (booking_id, ticket_type_id, quantity, unit_price)
             SELECT $1, item.* FROM unnest($6::uuid[], $7::int[], $8::numeric[]) AS item
         )
         UPDATE events SET seats_confirmed = seats_confirmed - moved.quantity
         FROM moved WHERE events.id = $4",
    )
    .bind(booking.id)
    .bind(to.id)
    .bind(to.start_date)
    .bind(booking.event)
    .bind(to.typed)
    .bind(items.iter().map(|item| item.there).collect::<Vec<_>>())
    .bind(items.iter().map(|item| item.quantity).collect::<Vec<_>>())
    .bind(items.iter().map(|item| item.unit_price).collect::<Vec<_>>())
    .execute(tx)
    .await?;
    Ok(())
}

/// The tickets open the other event's door; the codes that were printed open none.
async fn new_codes(
    tx: &mut PgConnection,
    booking: BookingId,
    event: EventId,
    items: &[ItemThere],
) -> Result<(), sqlx::Error> {
    let tickets: Vec<TicketId> =
        sqlx::query_scalar("SELECT id FROM tickets WHERE booking_id = $1 ORDER BY seat")
            .bind(booking)
            .fetch_all(&mut *tx)
            .await?;
    let codes: Vec<_> = tickets.iter().map(|_| ticket_code()).collect();
    sqlx::query(
        "UPDATE tickets SET event_id = $2, code = new.code, ticket_type_id = (
                 SELECT there FROM unnest($5::uuid[], $6::uuid[]) AS item (here, there)
                 WHERE item.here IS NOT DISTINCT FROM tickets.ticket_type_id
             )
         FROM unnest($3::uuid[], $4::text[]) AS new (id, code)
         WHERE tickets.id = new.id AND tickets.booking_id = $1",
    )
    .bind(booking)
    .bind(event)
    .bind(&tickets)
    .bind(codes)
    .bind(items.iter().map(|item| item.here).collect::<Vec<_>>())
    .bind(items.iter().map(|item| item.there).collect::<Vec<_>>())
    .execute(tx)
    .await?;
    Ok(())
}
