//! View models of the page of one booking: only what is shown, with its times by the event's clock.

use super::history_views::HistoryLine;
use crate::actions::bookings::views::Amount;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use types::Wall;
use types::bookings::{BookingStatus, CancelReason};
use types::event_bookings::{BookingMoney, TransactionKind};
use types::ids::{BookingId, MailId, TicketId};
use types::mail::MailState;
use types::payments::{PaymentMethod, PaymentStatus};
use types::serde::money_string;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OrganizedBooking {
    pub id: BookingId,
    pub reference: String,
    /// The event's own address now; an older one may have led here.
    pub slug: String,
    pub name: String,
    pub email: String,
    pub quantity: i32,
    /// How many of which kinds, where the event has several.
    pub kinds: Option<String>,
    pub status: BookingStatus,
    pub cancel_reason: Option<CancelReason>,
    pub offered: bool,
    pub complimentary: bool,
    pub promo_code: Option<String>,
    pub origin: Option<String>,
    pub booked: Wall,
    pub held_until: Option<Wall>,
    pub confirmed: Option<Wall>,
    pub cancelled: Option<Wall>,
    pub full_refund_until: Option<Wall>,
    /// What an exchange waits for: which ticket becomes what, for how much, until when.
    pub exchange: Option<String>,
    pub money: BookingMoney,
    pub payments: Vec<PaymentLine>,
    pub tickets: Vec<TicketLine>,
    pub mails: Vec<MailLine>,
    pub history: Vec<HistoryLine>,
    pub note: String,
    pub may: Possible,
    /// Makes a repeated click the same request.
    pub key: String,
}

/// What can be done with the booking now.
#[allow(clippy::struct_excessive_bools, reason = "each says one thing that can be done")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Possible {
    pub cancel: bool,
    pub refund: bool,
    pub relocate: bool,
    pub rename: bool,
    /// A ticket for one of another kind, where the event has several.
    pub exchange: bool,
    pub resend: bool,
}

/// An attempt to pay, and the lines of its ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentLine {
    /// It pays for the exchange of a ticket.
    pub exchange: bool,
    pub method: PaymentMethod,
    pub card_last4: Option<String>,
    pub reference: String,
    pub status: PaymentStatus,
    pub amount: Amount,
    pub started: Wall,
    pub ledger: Vec<LedgerEntry>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerEntry {
    pub kind: TransactionKind,
    #[serde(with = "money_string")]
    pub amount: Decimal,
    pub reason: String,
    pub at: Wall,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketLine {
    pub id: TicketId,
    pub seat: i32,
    pub code: String,
    pub name: String,
    /// The address of the guest it was handed on to.
    pub sent_to: Option<String>,
    /// Its kind, where the event has several.
    pub kind: Option<String>,
    pub checked_in: Option<Wall>,
    pub cancelled: Option<Wall>,
}

impl TicketLine {
    pub fn may_be_exchanged(&self) -> bool {
        self.kind.is_some() && self.cancelled.is_none() && self.checked_in.is_none()
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailLine {
    pub id: MailId,
    pub kind: String,
    pub state: MailState,
    pub recipient: String,
    pub subject: Option<String>,
    pub last_error: Option<String>,
    pub at: Wall,
    /// It can be sent again.
    pub again: bool,
}
