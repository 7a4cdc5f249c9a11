//! View models of booking pages: what is shown, in words where the server has them, so that pages stay light.

use super::booking_state::BookingSnapshot;
use crate::actions::events::views::EventCard;
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use types::ids::{BookingId, TicketId};
use types::payments::PaymentStatus;
use types::serde::instant;

/// A sum of money on its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Amount(#[serde(with = "types::serde::money_string")] pub Decimal);

/// A booking in the list of one's own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BookingRow {
    pub id: BookingId,
    pub badge: Badge,
    /// How many tickets, what they cost, and the booking's reference.
    pub line: String,
    pub event: EventCard,
}

/// A booking's state in a word, and how to colour it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Badge {
    pub class: String,
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BookingView {
    pub id: BookingId,
    /// Names the booking.
    pub title: String,
    pub badge: Badge,
    pub state: BookingSnapshot,
    pub event: EventCard,
    /// What there is to pay or to accept.
    pub due: Option<Due>,
    pub promo_code: Option<String>,
    /// None where nothing was to be paid, or once the booking has ended.
    pub summary: Option<Summary>,
    /// In their order; none before the booking is confirmed and after.
    pub tickets: Vec<TicketView>,
    /// The money came after the time to pay was over: what became of it.
    pub late: Option<String>,
    /// Until when names and guests of tickets can be changed, or since when and why not.
    pub changes: Option<String>,
    /// Why the booking ended, and where its money is.
    pub ended: Option<Ended>,
    pub cancel: Option<Cancelling>,
    /// The server's clock when this was made.
    #[serde(with = "instant")]
    pub now: DateTime<Utc>,
    /// Whether the mock provider's test cards may be named.
    pub demo: bool,
    /// Makes a repeated click the same request.
    pub key: String,
}

impl BookingView {
    /// A payment is with the provider.
    pub fn paying(&self) -> bool {
        self.state.payment == Some(PaymentStatus::Pending)
    }
}

/// What there is to pay or to accept: held seats, or the exchange of a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    pub exchange: Option<ExchangeDue>,
    /// What is held, as its countdown says it, and until when.
    pub held: String,
    #[serde(with = "instant::maybe")]
    pub until: Option<DateTime<Utc>>,
    /// What the button that pays says; none of an offer that costs nothing.
    pub pay: Option<String>,
    /// What to do now that the last payment failed.
    pub failed: Option<String>,
}

/// An exchange that waits for its difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExchangeDue {
    pub ticket: TicketId,
    /// Which ticket becomes what, and that it is what it was until then.
    pub text: String,
}

/// What was ordered, line by line, and the refund rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    pub lines: Vec<SummaryLine>,
    /// Until when everything comes back since the event was moved, where the rule gives less.
    pub moved: Option<String>,
    /// The booking's refund rule, and until when everything comes back.
    pub rule: Option<String>,
    pub deadline: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SummaryLine {
    /// What the line is of, for styles and tests.
    pub name: String,
    pub what: String,
    pub sum: String,
}

/// A ticket of a confirmed booking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketView {
    pub id: TicketId,
    /// `Ticket 1 of 2`
    pub place: String,
    /// Empty once it was handed on: then only its guest has the code.
    pub code: String,
    pub qr: Option<QrPath>,
    /// Says whose code the QR code is.
    pub qr_label: String,
    pub name: String,
    /// Its kind, where the event has several.
    pub kind: Option<String>,
    /// When it was seen at the door.
    pub checked_in: Option<String>,
    pub sent: Option<SentTicket>,
    /// Its name and its guest can be changed.
    pub changes: bool,
    /// What it could be exchanged for.
    pub choices: Vec<ExchangeChoice>,
    /// What cancelling it alone would give back.
    pub cancel: Option<String>,
}

/// Where a ticket was sent, and whether its guest has opened it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentTicket {
    pub to: String,
    pub opened: String,
}

/// A kind that a ticket could be exchanged for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExchangeChoice {
    pub id: String,
    /// With what it costs and gives back, or why it cannot be had.
    pub text: String,
    pub open: bool,
}

/// A booking that has ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    pub title: String,
    pub text: String,
    /// Where the money is.
    pub money: Option<String>,
}

/// What cancelling the whole booking would give back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cancelling {
    /// That, or why it cannot be cancelled as a whole.
    pub text: String,
    pub rule: Option<String>,
    pub possible: bool,
}

/// A QR code as one SVG path over a square of `size` modules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QrPath {
    pub size: u32,
    pub path: String,
}
