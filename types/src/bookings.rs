//! Bookings and tickets.

use crate::exchange::OpenExchange;
use crate::failure::FieldProblem;
use crate::ids::{BookingId, EventId, TicketId, TicketTypeId};
use crate::money::Currency;
use crate::payments::Payment;
use crate::refunds::RefundPolicy;
use crate::serde::{money_string, or_default};
use crate::text_enum;
use crate::ticket_types::{BookingItem, WantedItem};
use crate::validation::Checks;
use crate::via;
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub const QUANTITY_MAX: i64 = 10;

text_enum! {
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub enum BookingStatus {
        Pending = "PENDING",
        Confirmed = "CONFIRMED",
        Cancelled = "CANCELLED",
    }
}

text_enum! {
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub enum CancelReason {
        Expired = "expired",
        ByAttendee = "by_attendee",
        ByOrganizer = "by_organizer",
        EventCancelled = "event_cancelled",
        PaymentRefunded = "payment_refunded",
        OfferDeclined = "offer_declined",
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BookingEvent {
    pub id: EventId,
    pub title: String,
    pub start_date: DateTime<Utc>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct Ticket {
    pub id: TicketId,
    /// Empty once the ticket was handed on: then only its guest has the code.
    pub code: String,
    pub attendee_name: String,
    pub checked_in_at: Option<DateTime<Utc>>,
    /// Null where the event has one kind of ticket.
    #[serde(default)]
    #[cfg_attr(feature = "sqlx", sqlx(rename = "ticket_type_id"))]
    pub ticket_type: Option<TicketTypeId>,
    /// The address it was handed on to; null where it was not.
    #[serde(default)]
    #[cfg_attr(feature = "sqlx", sqlx(default))]
    pub sent_to: Option<String>,
    /// When it was last mailed there.
    #[serde(default)]
    #[cfg_attr(feature = "sqlx", sqlx(default))]
    pub sent_at: Option<DateTime<Utc>>,
    /// When its guest first opened it.
    #[serde(default)]
    #[cfg_attr(feature = "sqlx", sqlx(default))]
    pub opened_at: Option<DateTime<Utc>>,
}

/// A booking as the contract shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Booking {
    pub id: BookingId,
    pub reference: String,
    pub event: BookingEvent,
    pub quantity: i32,
    /// What was booked of each kind; empty where the event has one kind of ticket.
    #[serde(default)]
    pub items: Vec<BookingItem>,
    /// Of one seat; where its kinds differ, the lowest.
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "25.00"))]
    pub unit_price: Decimal,
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "0.00"))]
    pub discount: Decimal,
    /// The promo code behind the discount.
    #[serde(default)]
    pub promo_code: Option<String>,
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "50.00"))]
    pub total_price: Decimal,
    pub currency: Currency,
    /// What went back so far of all that was paid for it.
    #[serde(default, with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "0.00"))]
    pub refunded: Decimal,
    /// The event's refund rule as it was when the booking was made.
    #[serde(default)]
    pub refund_policy: RefundPolicy,
    /// The event's start as it was when the booking was made. A refund has the better of this
    /// start and the event's own.
    #[serde(default)]
    pub event_start_at_booking: Option<DateTime<Utc>>,
    /// Until when everything comes back; null where the rule never gives everything.
    #[serde(default)]
    pub full_refund_until: Option<DateTime<Utc>>,
    /// Where the event was moved by more than an hour after the booking was made: until when
    /// everything comes back because of that, whatever the rule says. 14 days, or until the event
    /// starts.
    #[serde(default)]
    pub moved_refund_until: Option<DateTime<Utc>>,
    pub status: BookingStatus,
    pub cancel_reason: Option<CancelReason>,
    pub hold_expires_at: Option<DateTime<Utc>>,
    pub booked_at: DateTime<Utc>,
    pub confirmed_at: Option<DateTime<Utc>>,
    /// The newest payment of the booking itself, if one was ever started.
    pub payment: Option<Payment>,
    /// An exchange of one of its tickets that waits for its difference to be paid.
    #[serde(default)]
    pub exchange: Option<OpenExchange>,
    /// One per seat, once the booking is confirmed; empty before and after.
    pub tickets: Vec<Ticket>,
}

/// Each kind once, and no more seats than one booking may have.
pub(crate) fn check_items(checks: &mut Checks, items: &[WantedItem]) {
    for (at, item) in items.iter().enumerate() {
        checks.range(&format!("items[{at}].quantity"), item.quantity, 1, QUANTITY_MAX);
        if items[..at].iter().any(|before| before.ticket_type == item.ticket_type) {
            checks.add(&format!("items[{at}].ticket_type"), FieldProblem::Taken);
        }
    }
    let seats = items.iter().fold(0_i64, |sum, item| sum.saturating_add(item.quantity));
    if seats > QUANTITY_MAX {
        checks.add_with("items", FieldProblem::TooLarge, Some(QUANTITY_MAX));
    }
}

/// `POST /api/bookings/`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct BookInput {
    pub event: EventId,
    /// 1 to 10 seats of an event that has one kind of ticket on sale; else left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<i64>,
    /// How many of which kinds; left out where the quantity says it.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<WantedItem>>))]
    pub items: Vec<WantedItem>,
    #[serde(default)]
    pub promo_code: Option<String>,
    /// The origin of the link that led here, as its `via` names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<String>,
}

impl BookInput {
    /// Seats of an event that has one kind of ticket.
    pub const fn of(event: EventId, quantity: i64) -> Self {
        Self { event, quantity: Some(quantity), items: Vec::new(), promo_code: None, via: None }
    }

    /// # Errors
    /// `validation_failed` by field.
    pub fn check(&self) -> Result<(), crate::Failure> {
        let mut checks = Checks::new();
        match (self.quantity, self.items.as_slice()) {
            (Some(quantity), []) => checks.range("quantity", quantity, 1, QUANTITY_MAX),
            (None, []) => checks.add("quantity", FieldProblem::Required),
            (Some(_), _) => checks.add("quantity", FieldProblem::NotAllowed),
            (None, items) => check_items(&mut checks, items),
        }
        via::check(&mut checks, self.via.as_deref());
        checks.finish()
    }
}
