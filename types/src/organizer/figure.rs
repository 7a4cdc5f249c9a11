//! What a figure counts, as the filter of the list that has it: a figure is a link to its rows.

use crate::event_bookings::{BookingFilter, NO_ORIGIN, PaymentFilter, StatusFilter, TimeBound};
use crate::paths;
use crate::via::Via;
use chrono::NaiveDate;

/// A figure of one event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// Confirmed bookings, and their seats.
    Confirmed,
    /// Being paid.
    Held,
    /// Promised to parties of the waitlist.
    Offered,
    Cancelled,
    /// What was begun, whatever became of it.
    Started,
    /// What is paid.
    Charged,
    /// Of which something went back.
    Refunded,
    /// Confirmed bookings of a day, by the event's clock.
    Day(NaiveDate),
    /// Bookings by links of an origin; none: by those without one.
    Origin(Option<Via>),
    /// Tickets that were seen at the door, and those that were not.
    CheckedIn(bool),
}

impl Figure {
    pub fn filter(self) -> BookingFilter {
        let all = BookingFilter::default();
        let of = |status| BookingFilter { status: Some(status), ..BookingFilter::default() };
        let paid =
            |payment| BookingFilter { payment_status: Some(payment), ..BookingFilter::default() };
        match self {
            Self::Confirmed => of(StatusFilter::Confirmed),
            Self::Held => of(StatusFilter::Held),
            Self::Offered => of(StatusFilter::Offered),
            Self::Cancelled => of(StatusFilter::Cancelled),
            Self::Started => all,
            Self::Charged => paid(PaymentFilter::Completed),
            Self::Refunded => paid(PaymentFilter::Refunded),
            Self::Day(day) => BookingFilter {
                booked_after: Some(TimeBound::Day(day)),
                booked_before: Some(TimeBound::Day(day)),
                ..of(StatusFilter::Confirmed)
            },
            Self::Origin(via) => BookingFilter {
                origin: Some(via.map_or_else(|| NO_ORIGIN.to_owned(), String::from)),
                ..all
            },
            Self::CheckedIn(seen) => BookingFilter { checked_in: Some(seen), ..all },
        }
    }

    /// The page of the list that it counts: tickets for the door, bookings for everything else.
    pub fn page(self, slug: &str) -> String {
        let list = match self {
            Self::CheckedIn(_) => paths::organize_attendees(slug),
            _ => paths::organize_bookings(slug),
        };
        match self.filter().to_query() {
            query if query.is_empty() => list,
            query => format!("{list}?{query}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_leads_to_the_list_it_counts() {
        let day = NaiveDate::from_ymd_opt(2027, 5, 1).unwrap();
        for (figure, page) in [
            (Figure::Started, "/organize/events/jazz/bookings"),
            (Figure::Held, "/organize/events/jazz/bookings?status=HELD"),
            (Figure::Refunded, "/organize/events/jazz/bookings?payment_status=REFUNDED"),
            (Figure::Origin(Via::parse("news")), "/organize/events/jazz/bookings?origin=news"),
            (Figure::Origin(None), "/organize/events/jazz/bookings?origin=-"),
            (Figure::CheckedIn(true), "/organize/events/jazz/attendees?checked_in=true"),
        ] {
            assert_eq!(figure.page("jazz"), page);
        }
        let (read, wrong) = BookingFilter::from_query(&Figure::Day(day).filter().to_query());
        assert!(wrong.is_empty() && read == Figure::Day(day).filter());
    }
}
