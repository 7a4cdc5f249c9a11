//! Bookings: seats are claimed, held, confirmed and given back.
//!
//! The invariants this slice keeps (docs/ARCHITECTURE.md):
//! - INV-1. Never oversold: seats are claimed by one conditional `UPDATE` on the event's counters, which
//!   waits for its row and then sees the newest numbers. Counting rows and inserting oversells.
//! - INV-2. The counters are the truth of the rows: both move in one statement or one transaction.
//! - INV-3. A lapsed hold gives its seats back exactly once.
//! - INV-7. Nothing is booked for a draft, cancelled or started event: the claim itself asks.
//!
//! Lock order everywhere: account → event → booking → payment → waitlist.

mod book;
mod cancel;
mod cancellation;
mod claim;
mod code_use;
mod columns;
mod confirm;
mod details;
mod entries;
mod error;
mod exchange;
mod guests;
mod lapse;
mod locked;
mod naming;
mod organizer;
pub mod policy;
mod promo;
mod quote;
mod read;
mod reconcile;
mod refunds;
mod rooms;
mod service;
mod store;
mod taking;
mod tickets;
mod typed;

pub use book::{Claimant, book, refuse_unread};
pub use cancel::{CancelledBatch, cancel_for_event};
pub use cancellation::{cancellation, cancellation_cost, retry_cancellation};
pub use claim::ClaimQueue;
pub use details::{Details, confirmed_details};
pub use exchange::{
    exchange_as_organizer, exchange_ticket, exchanges_of_booking, exchanges_of_ticket,
    give_up_exchange, lapse_exchange, lapse_exchanges, lapse_exchanges_due, organizer_exchanges,
};
pub use guests::{
    GuestAddress, confirm_guest, guest_details, guest_ticket, invite_guests, request_guest_account,
};
pub use lapse::{lapse, lapse_due, lapse_each};
pub use naming::{
    TicketChanges, hand_on, may_send_again, name_by_guest, name_ticket, send_again, take_back,
    ticket_changes,
};
pub use organizer::{
    Run, cancel_as_organizer, may_be_sent_again, move_booking, move_targets, refund_as_organizer,
    rename_ticket, resend_confirmation, resend_message, write_note,
};
pub use promo::change_promo_code;
pub use quote::{Quoted, quote};
pub use read::{BookingTab, for_calendar, get, list, list_tab, may_change};
pub use reconcile::{Drift, Seats, reconcile};
pub use refunds::{Refunds, refunds};
pub use service::{cancel, confirm};
pub use tickets::cancel_ticket;

pub(crate) use cancel::{Cancelled, cancel_booking, refund_data};
pub(crate) use code_use::give_code_back;
#[cfg(test)]
pub(crate) use code_use::take_code_off;
pub(crate) use columns::booking_columns;
pub(crate) use entries::refunded;
#[cfg(test)]
pub(crate) use exchange::ExchangeEnd;
pub(crate) use exchange::{complete_exchange, exchange_data};
pub(crate) use guests::guest_secret;
pub(crate) use locked::{LockedBooking, LockedEvent, lock};
pub(crate) use naming::{Reader, former_guest, handed_on_secret, reader_of};
#[cfg(test)]
pub(crate) use organizer::note_of;
pub(crate) use read::{items, load_one};
pub(crate) use reconcile::drifts_of;
pub(crate) use rooms::{Room, Rooms};
pub(crate) use store::{confirm_locked, mark_refunded, retake};
pub(crate) use typed::become_of_type;

#[cfg(test)]
pub(crate) mod tests;
