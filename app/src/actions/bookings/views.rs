//! View models of booking pages: only what is shown, so that pages stay light.

use crate::actions::events::views::EventCard;
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use types::Wall;
use types::bookings::Booking;

/// A sum of money on its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Amount(#[serde(with = "types::serde::money_string")] pub Decimal);

/// A booking in the list of one's own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BookingRow {
    pub booking: Booking,
    pub event: EventCard,
}

#[allow(clippy::struct_excessive_bools, reason = "each says one thing about the booking")]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BookingView {
    pub booking: Booking,
    pub event: EventCard,
    /// One SVG path a ticket, in the order of the tickets.
    pub qr: Vec<QrPath>,
    /// What cancelling now would give back; none where it cannot be cancelled.
    pub refund: Option<Amount>,
    /// The same for each ticket of several, in their order; empty where there are not several.
    pub ticket_refunds: Vec<Amount>,
    /// What each ticket could be exchanged for, in their order; empty where no ticket can.
    pub exchanges: Vec<Vec<ExchangeChoice>>,
    /// Until when everything comes back, by the event's clock; none where it never does, or until
    /// the start.
    pub refund_until: Option<Wall>,
    pub refund_over: bool,
    /// Until when everything comes back since the event was moved, where the rule gives less.
    pub moved_refund_until: Option<Wall>,
    /// The money came after the time to pay was over.
    pub late: bool,
    pub event_started: bool,
    /// Whether names and guests of tickets can be changed, and when that ends or ended by the event's
    /// clock; none where it was ended by hand.
    pub changes_open: bool,
    pub changes_until: Option<Wall>,
    /// The server's clock when this was made.
    pub now: DateTime<Utc>,
    /// Whether the mock provider's test cards may be named.
    pub demo: bool,
    /// Makes a repeated click on "pay" or "cancel" the same request.
    pub key: String,
}

/// A kind that a ticket could be exchanged for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExchangeChoice {
    pub id: String,
    /// With what it costs and gives back, or why it cannot be had.
    pub text: String,
    pub open: bool,
}

/// A QR code as one SVG path over a square of `size` modules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QrPath {
    pub size: u32,
    pub path: String,
}
