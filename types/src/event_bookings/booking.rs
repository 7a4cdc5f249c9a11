//! One booking in full, as its event's organizer sees it.

use crate::attendance::AttendeeRef;
use crate::bookings::{BookingStatus, CancelReason};
use crate::events::EventStatus;
use crate::exchange::OpenExchange;
use crate::history::HistoryEntry;
use crate::ids::{BookingId, EventId, ExchangeId, MailId, TicketId, TicketTypeId, TransactionId};
use crate::mail::MailState;
use crate::money::Currency;
use crate::payments::Payment;
use crate::refunds::RefundPolicy;
use crate::serde::money_string;
use crate::text_enum;
use crate::ticket_types::BookingItem;
use crate::via::Via;
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The event that a booking is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrganizedEvent {
    pub id: EventId,
    pub slug: String,
    pub title: String,
    pub status: EventStatus,
    pub start_date: DateTime<Utc>,
    pub end_date: DateTime<Utc>,
    /// IANA name.
    pub timezone: String,
}

/// One seat, valid or given back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct OrganizerTicket {
    pub id: TicketId,
    pub seat: i32,
    pub code: String,
    pub attendee_name: String,
    pub checked_in_at: Option<DateTime<Utc>>,
    /// When it was given back.
    pub cancelled_at: Option<DateTime<Utc>>,
    /// Null where the event has one kind of ticket.
    #[serde(default)]
    #[cfg_attr(feature = "sqlx", sqlx(rename = "ticket_type_id"))]
    pub ticket_type: Option<TicketTypeId>,
    /// The address of the guest it was handed on to.
    #[serde(default)]
    pub sent_to: Option<String>,
}

text_enum! {
    /// A line of a payment's ledger.
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub enum TransactionKind {
        Charge = "CHARGE",
        Refund = "REFUND",
    }
}

/// A line of a payment's ledger: nothing there is ever changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct LedgerLine {
    pub id: TransactionId,
    pub kind: TransactionKind,
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "50.00"))]
    pub amount: Decimal,
    /// Why, such as `payment`, `by_attendee` or `ticket_cancelled`.
    pub reason: String,
    #[cfg_attr(feature = "sqlx", sqlx(rename = "created_at"))]
    pub at: DateTime<Utc>,
}

/// An attempt to pay, with its ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrganizerPayment {
    pub payment: Payment,
    /// The exchange whose difference it is; null where it pays for the booking itself.
    #[serde(default)]
    pub exchange: Option<ExchangeId>,
    /// Of a card.
    pub card_last4: Option<String>,
    pub started_at: DateTime<Utc>,
    pub transactions: Vec<LedgerLine>,
}

/// What a booking costs and what moved, in one currency. `price` less `discount` is `total`, and
/// `charged` less `refunded` is `net`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BookingMoney {
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "25.00"))]
    pub unit_price: Decimal,
    /// Of all seats.
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "50.00"))]
    pub price: Decimal,
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "0.00"))]
    pub discount: Decimal,
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "50.00"))]
    pub total: Decimal,
    /// What went back as a goodwill, without any of its seats.
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "0.00"))]
    pub goodwill: Decimal,
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "50.00"))]
    pub charged: Decimal,
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "0.00"))]
    pub refunded: Decimal,
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "50.00"))]
    pub net: Decimal,
    pub currency: Currency,
}

/// A message that was promised about a booking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct BookingMail {
    pub id: MailId,
    /// What it is about, such as `booking_confirmed`.
    pub kind: String,
    pub state: MailState,
    pub recipient: String,
    /// Null until it was rendered for the first time.
    pub subject: Option<String>,
    /// Why it could not be sent the last time; null once it was.
    pub last_error: Option<String>,
    pub created_at: DateTime<Utc>,
    pub sent_at: Option<DateTime<Utc>>,
    /// It went to somebody whom a ticket of the booking was handed on to.
    #[serde(default)]
    pub to_guest: bool,
}

/// `GET /api/events/{id}/bookings/{booking}/`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrganizerBooking {
    pub id: BookingId,
    pub reference: String,
    pub event: OrganizedEvent,
    pub user: AttendeeRef,
    pub email: String,
    pub quantity: i32,
    /// What was booked of each kind; empty where the event has one kind of ticket.
    #[serde(default)]
    pub items: Vec<BookingItem>,
    pub status: BookingStatus,
    pub cancel_reason: Option<CancelReason>,
    pub promo_code: Option<String>,
    /// Where the buyer came from: the `?via=` of the link they followed.
    pub origin: Option<Via>,
    /// How it was made: `direct`, `waitlist` or `complimentary`.
    pub channel: String,
    pub refund_policy: RefundPolicy,
    /// Until when everything comes back; null where the rule never gives everything.
    pub full_refund_until: Option<DateTime<Utc>>,
    pub booked_at: DateTime<Utc>,
    pub hold_expires_at: Option<DateTime<Utc>>,
    pub confirmed_at: Option<DateTime<Utc>>,
    pub cancelled_at: Option<DateTime<Utc>>,
    pub money: BookingMoney,
    pub tickets: Vec<OrganizerTicket>,
    /// The newest last.
    pub payments: Vec<OrganizerPayment>,
    /// An exchange of one of its tickets that waits for its difference to be paid.
    #[serde(default)]
    pub exchange: Option<OpenExchange>,
    /// The newest last.
    pub mails: Vec<BookingMail>,
    /// What the team wrote down about it.
    pub note: Option<String>,
    /// Everything that happened to it, the first first.
    pub history: Vec<HistoryEntry>,
}
