//! Who comes, as the organizer sees it.

use crate::bookings::BookingStatus;
use crate::ids::{BookingId, TicketId, UserId};
use crate::money::Currency;
use crate::serde::money_string;
use crate::ticket_types::TicketTypeRef;
use crate::via::Via;
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AttendeeRef {
    pub id: UserId,
    pub display_name: String,
}

/// `GET /api/events/{id}/attendees/`: one ticket of an event, for its organizer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Attendee {
    pub ticket: TicketId,
    pub code: String,
    /// Which of the booking's seats.
    pub seat: i32,
    pub attendee_name: String,
    pub booking: BookingId,
    pub reference: String,
    /// Null where the event has one kind of ticket.
    #[serde(default)]
    pub ticket_type: Option<TicketTypeRef>,
    /// Who booked.
    pub user: AttendeeRef,
    pub email: String,
    /// A row is one seat: 1, so that they can be summed up.
    pub quantity: i32,
    /// 1 where the ticket was seen at the door, else 0.
    pub checked_in: i64,
    pub checked_in_at: Option<DateTime<Utc>>,
    /// This seat's part of what the booking costs; the parts add up to it.
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "50.00"))]
    pub total_price: Decimal,
    pub currency: Currency,
    pub status: BookingStatus,
    pub promo_code: Option<String>,
    /// Where the buyer came from: the `?via=` of the link they followed.
    pub origin: Option<Via>,
    /// How it was booked: `direct`, `waitlist` or `complimentary`.
    pub channel: String,
    pub booked_at: DateTime<Utc>,
    pub confirmed_at: Option<DateTime<Utc>>,
}
