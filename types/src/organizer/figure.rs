//! What a figure counts, as the filter of the list that has it: a figure is a link to its rows.

use crate::event_bookings::{
    BookingFilter, ChannelFilter, NO_ORIGIN, PaymentFilter, StatusFilter, TimeBound,
};
use crate::ids::TicketTypeId;
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
    /// What somebody began to book, whatever became of it.
    Started,
    /// What of it was ever confirmed.
    Reached,
    /// Whatever money was asked for.
    Gross,
    /// What was confirmed at less than its price.
    Discounted,
    /// What was paid, and what is left of it.
    Charged,
    /// Of which something went back.
    Refunded,
    /// Confirmed bookings of a day, by the event's clock.
    Day(NaiveDate),
    /// Offers of the waitlist that were taken.
    Accepted,
    /// Bookings that somebody began by links of an origin; none: by those without one.
    Origin(Option<Via>),
    /// Tickets that were seen at the door, and those that were not.
    CheckedIn(bool),
    /// Valid tickets of a kind.
    Holders(TicketTypeId),
    /// Those of them that were seen at the door.
    SeenOf(TicketTypeId),
}

impl Figure {
    pub fn filter(self) -> BookingFilter {
        let all = BookingFilter::default();
        let of = |status| BookingFilter { status: Some(status), ..BookingFilter::default() };
        let paid =
            |payment| BookingFilter { payment_status: Some(payment), ..BookingFilter::default() };
        let asked_for =
            BookingFilter { channel: Some(ChannelFilter::AskedFor), ..BookingFilter::default() };
        match self {
            Self::Confirmed => of(StatusFilter::Confirmed),
            Self::Held => of(StatusFilter::Held),
            Self::Offered => of(StatusFilter::Offered),
            Self::Cancelled => of(StatusFilter::Cancelled),
            Self::Started => asked_for,
            Self::Reached => BookingFilter { ever_confirmed: Some(true), ..asked_for },
            Self::Gross => all,
            Self::Discounted => BookingFilter { ever_confirmed: Some(true), ..all },
            Self::Charged => paid(PaymentFilter::Charged),
            Self::Refunded => paid(PaymentFilter::Refunded),
            Self::Day(day) => BookingFilter {
                booked_after: Some(TimeBound::Day(day)),
                booked_before: Some(TimeBound::Day(day)),
                ..of(StatusFilter::Confirmed)
            },
            Self::Accepted => BookingFilter {
                channel: Some(ChannelFilter::Waitlist),
                ever_confirmed: Some(true),
                ..all
            },
            Self::Origin(via) => BookingFilter {
                origin: Some(via.map_or_else(|| NO_ORIGIN.to_owned(), String::from)),
                ..asked_for
            },
            Self::CheckedIn(seen) => BookingFilter { checked_in: Some(seen), ..all },
            Self::Holders(kind) => BookingFilter { ticket_types: vec![kind], ..all },
            Self::SeenOf(kind) => {
                BookingFilter { ticket_types: vec![kind], checked_in: Some(true), ..all }
            }
        }
    }

    /// The page of the list that it counts: tickets for the door and of a kind, bookings for everything else.
    pub fn page(self, slug: &str) -> String {
        let list = match self {
            Self::CheckedIn(_) | Self::Holders(_) | Self::SeenOf(_) => {
                paths::organize_attendees(slug)
            }
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
            (Figure::Gross, "/organize/events/jazz/bookings"),
            (Figure::Started, "/organize/events/jazz/bookings?channel=asked_for"),
            (Figure::Held, "/organize/events/jazz/bookings?status=HELD"),
            (Figure::Refunded, "/organize/events/jazz/bookings?payment_status=REFUNDED"),
            (
                Figure::Origin(Via::parse("news")),
                "/organize/events/jazz/bookings?origin=news&channel=asked_for",
            ),
            (Figure::Origin(None), "/organize/events/jazz/bookings?origin=-&channel=asked_for"),
            (Figure::CheckedIn(true), "/organize/events/jazz/attendees?checked_in=true"),
        ] {
            assert_eq!(figure.page("jazz"), page);
        }
        let (read, wrong) = BookingFilter::from_query(&Figure::Day(day).filter().to_query());
        assert!(wrong.is_empty() && read == Figure::Day(day).filter());
    }
}
