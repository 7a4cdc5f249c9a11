//! The items of a booking that moves to another event.

use super::super::error::sold_out;
use super::super::locked::LockedBooking;
use super::super::rooms::Rooms;
use crate::Error;
use crate::events::EventRow;
use rust_decimal::Decimal;
use sqlx::postgres::PgConnection;
use types::ids::TicketTypeId;
use types::{ErrorCode, Failure, FieldProblem};

/// Seats of one type here, and of which type they are there, at the price that was paid.
#[derive(Clone, Debug)]
pub(super) struct ItemThere {
    /// Nothing where this event has one kind of ticket.
    pub(super) here: Option<TicketTypeId>,
    pub(super) there: TicketTypeId,
    pub(super) quantity: i32,
    pub(super) unit_price: Decimal,
}

#[derive(sqlx::FromRow)]
struct ItemHere {
    id: Option<TicketTypeId>,
    name: Option<String>,
    quantity: i32,
    unit_price: Decimal,
}

/// Each type becomes the wanted one there, else the one of the same name, or the only one there is. Both
/// events are locked.
///
/// # Errors
/// `ticket_type_required` where that says nothing, or one type for two; `sold_out` with what is left of
/// the type; invalid where it is no type of that event.
pub(super) async fn items_there(
    tx: &mut PgConnection,
    booking: &LockedBooking,
    (to, wanted): (&EventRow, Option<TicketTypeId>),
) -> Result<Vec<ItemThere>, Error> {
    let unknown = || Failure::field("ticket_type", FieldProblem::NotFound);
    if !to.typed {
        return if wanted.is_none() { Ok(Vec::new()) } else { Err(unknown().into()) };
    }
    let here: Vec<ItemHere> = sqlx::query_as(
        "SELECT t.id, t.name, coalesce(i.quantity, b.quantity) AS quantity,
             coalesce(i.unit_price, b.unit_price)::numeric AS unit_price
         FROM bookings b LEFT JOIN booking_items i ON i.booking_id = b.id
             LEFT JOIN ticket_types t ON t.id = i.ticket_type_id
         WHERE b.id = $1 AND (i.quantity IS NULL OR i.quantity > 0) ORDER BY t.position, t.id",
    )
    .bind(booking.id)
    .fetch_all(&mut *tx)
    .await?;
    let mut rooms = Rooms::of(tx, to.id).await?;
    let wanted = match wanted {
        Some(id) => Some(rooms.types.iter().find(|of| of.id == id).ok_or_else(unknown)?.clone()),
        None => None,
    };
    let mut items: Vec<ItemThere> = Vec::new();
    for ItemHere { id, name, quantity, unit_price } in here {
        let same = |of: &str| name.as_ref().is_some_and(|name| name.eq_ignore_ascii_case(of));
        let only = if rooms.types.len() == 1 { rooms.types.first() } else { None };
        let of = wanted.as_ref().or_else(|| rooms.types.iter().find(|of| same(&of.name))).or(only);
        let of = of.filter(|of| items.iter().all(|item| item.there != of.id));
        let of = of.ok_or(ErrorCode::TicketTypeRequired)?.clone();
        let free = rooms.free(&of);
        if free < quantity {
            return Err(Failure { ticket_type: Some(of.id), ..sold_out(free) }.into());
        }
        rooms.take(of.id, quantity);
        items.push(ItemThere { here: id, there: of.id, quantity, unit_price });
    }
    Ok(items)
}
