//! The items of a claim: how many seats of which ticket types.

use types::bookings::QUANTITY_MAX;
use types::ids::TicketTypeId;
use types::ticket_types::WantedItem;

#[expect(clippy::cast_sign_loss, clippy::cast_possible_truncation, reason = "a small constant")]
const MAX: usize = QUANTITY_MAX as usize;

/// No more items than a booking may have seats, so that a claim is copied without an allocation. None
/// of them where the event has one kind of ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::bookings) struct Items([Option<(TicketTypeId, i32)>; MAX]);

impl Items {
    pub(in crate::bookings) const NONE: Self = Self([None; MAX]);

    pub(in crate::bookings) fn of(wanted: &[WantedItem]) -> Self {
        let mut items = Self::NONE;
        for (place, item) in items.0.iter_mut().zip(wanted) {
            let quantity = i32::try_from(item.quantity).unwrap_or(i32::MAX);
            *place = Some((item.ticket_type, quantity));
        }
        items
    }

    pub(in crate::bookings) fn one(of: TicketTypeId, quantity: i32) -> Self {
        let mut items = Self::NONE;
        items.0[0] = Some((of, quantity));
        items
    }

    pub(in crate::bookings) fn is_empty(&self) -> bool {
        self.0[0].is_none()
    }

    pub(in crate::bookings) fn iter(&self) -> impl Iterator<Item = (TicketTypeId, i32)> {
        self.0.iter().map_while(|item| *item)
    }
}
