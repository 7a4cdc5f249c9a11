//! Whether a type can be had, and why not.

use chrono::{DateTime, Utc};
use types::ticket_types::{Offering, SaleState};

/// What the state of a type follows from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sale {
    pub(super) offering: Offering,
    pub(super) from: Option<DateTime<Utc>>,
    pub(super) until: Option<DateTime<Utc>>,
    /// The least along its path.
    pub(super) free: i32,
    /// The fewest seats that are booked at once.
    pub(super) least: i32,
}

/// A type that is paused is not on sale yet; fewer seats than one may book are none.
pub(super) fn state(sale: Sale, now: DateTime<Utc>) -> SaleState {
    let over = sale.until.is_some_and(|until| until <= now);
    if over || sale.offering == Offering::Archived {
        SaleState::Ended
    } else if sale.offering == Offering::Paused || sale.from.is_some_and(|from| from > now) {
        SaleState::NotYet
    } else if sale.free < sale.least {
        SaleState::SoldOut
    } else {
        SaleState::OnSale
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    #[test]
    fn a_type_is_on_sale_within_its_window_as_long_as_enough_is_left() {
        let now = DateTime::UNIX_EPOCH;
        let hour = TimeDelta::hours(1);
        let open = Sale { offering: Offering::ForSale, from: None, until: None, free: 2, least: 2 };
        for (sale, expected) in [
            (open, SaleState::OnSale),
            (Sale { from: Some(now), until: Some(now + hour), ..open }, SaleState::OnSale),
            (Sale { free: 1, ..open }, SaleState::SoldOut),
            (Sale { from: Some(now + hour), free: 0, ..open }, SaleState::NotYet),
            (Sale { offering: Offering::Paused, ..open }, SaleState::NotYet),
            (Sale { until: Some(now), offering: Offering::Paused, ..open }, SaleState::Ended),
            (Sale { offering: Offering::Archived, ..open }, SaleState::Ended),
        ] {
            assert_eq!(state(sale, now), expected, "{sale:?}");
        }
    }
}
