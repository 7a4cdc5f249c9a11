//! What an organizer does with one booking, and what it brings about.

use crate::bookings::{Booking, QUANTITY_MAX};
use crate::events::PRICE_MAX;
use crate::failure::{Failure, FieldProblem};
use crate::ids::{BookingId, EventId, TicketId, TicketTypeId};
use crate::money::Currency;
use crate::serde::money_string;
use crate::text_enum;
use crate::ticket_types::TicketTypeRef;
use crate::validation::Checks;
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A reason is told to the attendee and stands in the history.
pub const REASON_MAX: usize = 1000;
pub const NOTE_MAX: usize = 2000;
pub const ATTENDEE_NAME_MAX: usize = 100;
/// No booking costs more.
pub const AMOUNT_MAX: i64 = PRICE_MAX * QUANTITY_MAX;

text_enum! {
    /// How much goes back when an organizer cancels.
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub enum RefundChoice {
        /// What the booking's refund rule says at this moment.
        Rule = "rule",
        /// Everything that these seats cost.
        Full = "full",
        None = "none",
    }
}

/// `POST /api/events/{id}/bookings/{booking}/cancel/`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CancelBooking {
    /// Told to the attendee.
    pub reason: String,
    pub refund: RefundChoice,
    /// Only these tickets; left out: the whole booking.
    #[serde(default)]
    pub tickets: Option<Vec<TicketId>>,
}

impl CancelBooking {
    /// # Errors
    /// `validation_failed` by field.
    pub fn check(&mut self) -> Result<(), Failure> {
        let mut checks = Checks::new();
        checks.prose("reason", &mut self.reason, 1, REASON_MAX);
        if self.tickets.as_ref().is_some_and(Vec::is_empty) {
            checks.add("tickets", FieldProblem::Required);
        }
        checks.finish()
    }
}

/// `POST /api/events/{id}/bookings/{booking}/refund/`: a sum that goes back although the booking
/// stays as it is.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RefundBooking {
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "10.00"))]
    pub amount: Decimal,
    /// Told to the attendee.
    pub reason: String,
}

impl RefundBooking {
    /// # Errors
    /// `validation_failed` by field.
    pub fn check(&mut self) -> Result<(), Failure> {
        let mut checks = Checks::new();
        if self.amount <= Decimal::ZERO {
            checks.add("amount", FieldProblem::TooSmall);
        } else if self.amount > Decimal::from(AMOUNT_MAX) {
            checks.add_with("amount", FieldProblem::TooLarge, Some(AMOUNT_MAX));
        } else if self.amount.normalize().scale() > 2 {
            checks.add("amount", FieldProblem::Invalid);
        }
        checks.prose("reason", &mut self.reason, 1, REASON_MAX);
        checks.finish()
    }
}

/// `PATCH /api/events/{id}/bookings/{booking}/tickets/{ticket}/`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RenameTicket {
    pub attendee_name: String,
}

impl RenameTicket {
    /// # Errors
    /// `validation_failed` by field.
    pub fn check(&mut self) -> Result<(), Failure> {
        let mut checks = Checks::new();
        checks.name("attendee_name", &mut self.attendee_name, ATTENDEE_NAME_MAX);
        checks.finish()
    }
}

/// `POST /api/events/{id}/bookings/{booking}/move/`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MoveBooking {
    /// Another event of the caller's own, by its id or the name in its address.
    pub event: String,
    /// Told to the attendee.
    pub reason: String,
    /// What the seats become there, where they are of one ticket type or of none; left out: that of
    /// the same name, or the only one there is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket_type: Option<TicketTypeId>,
}

impl MoveBooking {
    /// # Errors
    /// `validation_failed` by field.
    pub fn check(&mut self) -> Result<(), Failure> {
        let mut checks = Checks::new();
        checks.exact("event", &self.event, 1, 200);
        checks.prose("reason", &mut self.reason, 1, REASON_MAX);
        checks.finish()
    }
}

/// `PUT /api/events/{id}/bookings/{booking}/note/`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NoteBooking {
    /// For the team; the attendee's pages do not show it. Empty: there is none.
    pub note: String,
}

impl NoteBooking {
    /// # Errors
    /// `validation_failed` by field.
    pub fn check(&mut self) -> Result<(), Failure> {
        let mut checks = Checks::new();
        checks.prose("note", &mut self.note, 0, NOTE_MAX);
        checks.finish()
    }
}

/// The note of the team on a booking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BookingNote {
    pub booking: BookingId,
    pub note: String,
}

/// `POST /api/events/{id}/bookings/{booking}/resend/`: the message that was promised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BookingResent {
    pub recipient: String,
    /// How often it can be sent again today (UTC).
    pub left: i64,
}

/// What an action on a booking brings about, in numbers: the same before, as a dry run, and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BookingEffect {
    /// Seats of this event that the booking gives up.
    pub seats_freed: i32,
    /// Of these, seats that people on the waitlist are offered at once, and how many parties.
    pub seats_offered: i32,
    pub parties_offered: i32,
    /// Seats that the booking takes in another event.
    pub seats_taken: i32,
    /// What goes back to the attendee.
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "25.00"))]
    pub refund: Decimal,
    /// What is left of the charge after it: the most that can still go back.
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "25.00"))]
    pub refundable: Decimal,
    pub currency: Currency,
    /// People who get a message about it, those with an offer left out.
    pub people_told: i32,
}

/// A booking after an action, and what the action brought about; of a dry run, as it would be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BookingChanged {
    pub booking: Booking,
    pub effect: BookingEffect,
}

/// An event that a booking could be moved to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct MoveTarget {
    pub id: EventId,
    pub slug: String,
    pub title: String,
    pub start_date: DateTime<Utc>,
    pub timezone: String,
    pub seats_free: i32,
    #[serde(with = "money_string")]
    pub price: Decimal,
    pub currency: Currency,
    /// What its seats may become; empty where it has one kind of ticket.
    #[cfg_attr(feature = "sqlx", sqlx(skip))]
    pub ticket_types: Vec<TicketTypeRef>,
}
