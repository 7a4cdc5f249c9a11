//! The items of a claim: how many seats of which ticket types.

use types::ids::TicketTypeId;
use types::ticket_types::WantedItem;

/// As many as a booking may have seats.
const MAX: usize = 10;

/// In a place of their own, so that a claim is copied without an allocation. None
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

#[cfg(test)]
mod tests {
    use super::*;
    use types::bookings::QUANTITY_MAX;

    #[test]
    fn as_many_items_as_seats() {
        assert_eq!(i64::try_from(MAX), Ok(QUANTITY_MAX));
    }
}
