//! What organizers see of an event's bookings: the list with its filter, one booking in full, and
//! the files of the list.

mod booking;
mod filter;

pub use booking::{
    BookingMail, BookingMoney, LedgerLine, OrganizedEvent, OrganizerBooking, OrganizerPayment,
    OrganizerTicket, TransactionKind,
};
pub use filter::{
    BookingFilter, BookingOrdering, BookingQuery, ChannelFilter, NO_ORIGIN, PaymentFilter,
    SEARCH_MAX, StatusFilter,
};

pub use crate::time_bound::TimeBound;

use crate::attendance::AttendeeRef;
use crate::bookings::{BookingStatus, CancelReason};
use crate::ids::BookingId;
use crate::money::Currency;
use crate::organizer::Revenue;
use crate::payments::PaymentStatus;
use crate::serde::money_string;
use crate::text_enum;
use crate::ticket_types::BookingItem;
use crate::via::Via;
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

text_enum! {
    /// As which file a list is wanted.
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub enum ExportFormat {
        Csv = "csv",
        Xlsx = "xlsx",
        Json = "json",
    }
}

/// `GET /api/events/{id}/bookings/`: one booking of an event, as its organizer lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListedBooking {
    pub id: BookingId,
    pub reference: String,
    pub user: AttendeeRef,
    pub email: String,
    pub quantity: i32,
    /// What was booked of each kind; empty where the event has one kind of ticket.
    #[serde(default)]
    pub items: Vec<BookingItem>,
    /// How many of its tickets were seen at the door.
    pub checked_in: i64,
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "50.00"))]
    pub unit_price: Decimal,
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "0.00"))]
    pub discount: Decimal,
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "50.00"))]
    pub total_price: Decimal,
    /// What went back of what was paid.
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "0.00"))]
    pub refunded: Decimal,
    pub currency: Currency,
    pub status: BookingStatus,
    pub cancel_reason: Option<CancelReason>,
    /// `COMPLETED` where something is paid for it, also by an exchange; else of the newest payment of the
    /// booking itself; null where none was started.
    pub payment_status: Option<PaymentStatus>,
    pub promo_code: Option<String>,
    /// Where the buyer came from: the `?via=` of the link they followed.
    pub origin: Option<Via>,
    /// How it was made: `direct`, `waitlist` or `complimentary`.
    pub channel: String,
    pub booked_at: DateTime<Utc>,
    pub hold_expires_at: Option<DateTime<Utc>>,
    pub confirmed_at: Option<DateTime<Utc>>,
    pub cancelled_at: Option<DateTime<Utc>>,
}

/// Bookings that are summed up at the most: more take too long to look at for every page of a list.
pub const SUMMED_MAX: i64 = 20_000;

/// What the bookings that a filter finds come to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BookingTotals {
    pub seats: i64,
    /// A line a currency in which anything was paid or given off, as on the event's dashboard.
    pub money: Vec<Revenue>,
}

/// How many bookings a filter finds in each state, whichever of them it asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StateCounts {
    pub confirmed: i64,
    /// Being paid.
    pub held: i64,
    /// Promised to a party of the waitlist.
    pub offered: i64,
    pub cancelled: i64,
}

impl StateCounts {
    pub fn all(self) -> i64 {
        self.confirmed + self.held + self.offered + self.cancelled
    }

    /// How many of them a filter by state lets through.
    pub fn of(self, status: Option<StatusFilter>) -> i64 {
        match status {
            None => self.all(),
            Some(StatusFilter::Confirmed) => self.confirmed,
            Some(StatusFilter::Pending) => self.held + self.offered,
            Some(StatusFilter::Held) => self.held,
            Some(StatusFilter::Offered) => self.offered,
            Some(StatusFilter::Cancelled) => self.cancelled,
        }
    }
}
