//! Which ticket type each guest gets.

use super::super::error::sold_out;
use super::super::rooms::Rooms;
use crate::Error;
use crate::events::EventRow;
use sqlx::postgres::PgConnection;
use types::ids::TicketTypeId;
use types::{ErrorCode, Failure};

/// The types of guests, in their order.
#[derive(Clone, Debug, Default)]
pub(super) struct Shares {
    /// Nothing where the event has one kind of ticket, or there is no room.
    pub(super) types: Vec<Option<TicketTypeId>>,
    /// The places of guests whose type is full, with the seats that it had.
    pub(super) without: Vec<(usize, i32)>,
    /// Seats that those who name none lack in the type that has most.
    pub(super) missing: i32,
    /// Why they cannot all be given.
    pub(super) refusal: Option<Failure>,
}

impl Shares {
    /// Of an event that is locked. A guest who names a type gets that one; all others the first in the
    /// organizer's order that has room for all of them then. Whether one is on sale does not matter.
    ///
    /// # Errors
    /// `ticket_type_required` where a type that was named is gone by now.
    pub(super) async fn of(
        tx: &mut PgConnection,
        event: &EventRow,
        wanted: &[Option<TicketTypeId>],
    ) -> Result<Self, Error> {
        let mut shares = Self { types: wanted.to_vec(), ..Self::default() };
        if !event.typed && wanted.iter().all(Option::is_none) {
            return Ok(shares);
        }
        let whole = Rooms::of(tx, event.id).await?;
        let mut rooms = whole.clone();
        for (place, wanted) in wanted.iter().enumerate() {
            let Some(wanted) = wanted else { continue };
            let room = rooms.types.iter().find(|it| it.id == *wanted);
            let room = room.ok_or(ErrorCode::TicketTypeRequired)?.clone();
            if rooms.free(&room) > 0 {
                rooms.take(room.id, 1);
                continue;
            }
            let before = whole.types.iter().find(|it| it.id == *wanted);
            let had = before.map_or(0, |it| whole.free(it));
            shares.types[place] = None;
            shares.without.push((place, had));
            let refusal = Failure { ticket_type: Some(room.id), ..sold_out(had) };
            shares.refusal.get_or_insert(refusal);
        }
        let others = wanted.iter().filter(|it| it.is_none()).count();
        let others = i32::try_from(others).unwrap_or(i32::MAX);
        if others == 0 {
            return Ok(shares);
        }
        let first = rooms.first_with(others, |_| true);
        if first.is_none() {
            shares.missing = others - rooms.most();
            shares.refusal.get_or_insert(sold_out(rooms.most()));
        }
        for (of, wanted) in shares.types.iter_mut().zip(wanted) {
            if wanted.is_none() {
                *of = first;
            }
        }
        Ok(shares)
    }
}
