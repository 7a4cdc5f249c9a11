//! View models of the lists of bookings and of attendees: only what is shown.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use types::bookings::BookingStatus;
use types::event_bookings::{BookingTotals, ChannelFilter, StateCounts};
use types::ids::BookingId;
use types::payments::PaymentStatus;
use types::serde::money_string;
use types::{Currency, Failure, Page, Wall};

/// A page of an event's bookings, as its address asks for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BookingsView {
    pub page: Page<BookingLine>,
    pub counts: StateCounts,
    /// None: there are too many to be summed up.
    pub totals: Option<BookingTotals>,
    /// Filters that could not be read and were left out.
    pub ignored: Option<Failure>,
    /// Where nothing was found: whether there is any booking at all.
    pub empty: bool,
}

/// A booking in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingLine {
    pub id: BookingId,
    pub reference: String,
    pub name: String,
    pub email: String,
    pub quantity: i32,
    /// How many of which kinds, where the event has several.
    pub kinds: Option<String>,
    pub checked_in: i64,
    #[serde(with = "money_string")]
    pub total: Decimal,
    #[serde(with = "money_string")]
    pub refunded: Decimal,
    pub currency: Currency,
    pub status: BookingStatus,
    pub payment: Option<PaymentStatus>,
    /// Seats are promised to a party of the waitlist, until it takes them.
    pub offered: bool,
    pub complimentary: bool,
    pub promo_code: Option<String>,
    /// The `?via=` of the link that its buyer followed.
    pub origin: Option<String>,
    /// In the event's zone.
    pub booked: Wall,
}

impl BookingLine {
    /// How it was made.
    pub fn channel(&self) -> ChannelFilter {
        match (self.offered, self.complimentary) {
            (true, _) => ChannelFilter::Waitlist,
            (_, true) => ChannelFilter::Complimentary,
            _ => ChannelFilter::Direct,
        }
    }
}

/// A page of an event's attendees: a line a ticket.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AttendeesView {
    pub page: Page<AttendeeLine>,
    /// Of the tickets that the other filters find.
    pub checked_in: i64,
    pub expected: i64,
    pub ignored: Option<Failure>,
    /// Where nothing was found: whether there is any ticket at all.
    pub empty: bool,
}

/// A ticket in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttendeeLine {
    pub booking: BookingId,
    pub reference: String,
    pub code: String,
    /// The kind of the ticket, where the event has several.
    pub kind: Option<String>,
    pub name: String,
    /// Who booked, where that is somebody else.
    pub buyer: Option<String>,
    pub email: String,
    pub complimentary: bool,
    pub checked_in: Option<Wall>,
    pub booked: Wall,
}
