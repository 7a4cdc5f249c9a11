//! The items of a claim: how many seats of which ticket types.

use types::ids::TicketTypeId;
use types::ticket_types::WantedItem;

/// As many as a booking may have seats.
const MAX: usize = 10;

/// In a place of their own, so that a claim is copied without an allocation. None
/// of them where the event has one kind of ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::bookings) struct Items {
    places: [Option<(TicketTypeId, i32)>; MAX],
    /// Whose type may be hidden: a code opens it.
    opened: [bool; MAX],
}

impl Items {
    pub(in crate::bookings) const NONE: Self = Self { places: [None; MAX], opened: [false; MAX] };

    pub(in crate::bookings) fn of(wanted: &[WantedItem]) -> Self {
        let mut items = Self::NONE;
        for (place, item) in items.places.iter_mut().zip(wanted) {
            let quantity = i32::try_from(item.quantity).unwrap_or(i32::MAX);
            *place = Some((item.ticket_type, quantity));
        }
        items
    }

    pub(in crate::bookings) fn one(of: TicketTypeId, quantity: i32) -> Self {
        let mut items = Self::NONE;
        items.places[0] = Some((of, quantity));
        items
    }

    pub(in crate::bookings) fn is_empty(&self) -> bool {
        self.places[0].is_none()
    }

    pub(in crate::bookings) fn iter(&self) -> impl Iterator<Item = (TicketTypeId, i32)> {
        self.places.iter().map_while(|item| *item)
    }

    /// May have these types although they are hidden.
    #[must_use]
    pub(in crate::bookings) fn with_opened(mut self, types: &[TicketTypeId]) -> Self {
        for (opened, place) in self.opened.iter_mut().zip(&self.places) {
            *opened = place.is_some_and(|(of, _)| types.contains(&of));
        }
        self
    }

    /// Whose type may be hidden, in the order of the items.
    pub(in crate::bookings) fn opened(&self) -> impl Iterator<Item = bool> {
        self.places.iter().zip(self.opened).map_while(|(place, opened)| place.map(|_| opened))
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
