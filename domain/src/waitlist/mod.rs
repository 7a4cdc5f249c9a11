//! The waitlist: parties wait in line for freed seats.
//!
//! The rule this slice keeps:
//! 8. Fair, and able to explain itself. The order is `(joined_at, id)`, set under the event's lock.
//!    Seats that come free are promised in the transaction that frees them, to the first parties
//!    that fit; a party that does not fit keeps its place and is told why. An offer is a PENDING
//!    booking whose seats count as offered until its deadline. The public cannot book seats that a
//!    waiting party fits into: the smallest waiting party stands on the event's own row, where the
//!    claiming statement asks, and a deferred constraint refuses a transaction that leaves such
//!    seats free. Every move is written down with its reason.
//!
//! A use case that frees seats calls [`booking_ended`] or [`event_changed`] in the same
//! transaction.

mod archived;
mod by_hand;
mod closing;
mod desk;
mod ending;
mod hooks;
mod log;
mod opened;
pub mod policy;
mod promise;
mod read;
mod service;
mod sizes;
mod store;

pub use archived::end_for_archived;
pub use by_hand::offer_by_hand;
pub use closing::{close_for_event, close_started};
pub use desk::{LoggedMove, OrganizedLine, entries, entry_of_event, line, moves};
pub use opened::promise_opened;
pub use read::{is_open, own, view, waits};
pub use service::{join, leave};
pub use sizes::sizes_by_type;

pub(crate) use hooks::{
    booking_ended, event_changed, exchange_ended, offer_accepted, seats_moved_away, type_freed,
};
pub(crate) use promise::{Promised, would_promise};

#[cfg(test)]
pub(crate) use {log::Move, promise::Cause};

#[cfg(test)]
mod tests;
