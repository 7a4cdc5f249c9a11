//! Messages that an organizer writes to the people of an event: now or at a time, also after the
//! event, to whomever a filter of its bookings finds.
//!
//! Whom a message goes to is settled when it begins, and from then on each of them gets it once,
//! batch by batch. Their mails go through the one outbox with its rules; what became of a mail is
//! read there.

mod begin;
mod change;
mod limits;
mod opt_out;
mod preview;
mod reach;
mod read;
mod received;
mod send;
mod store;
mod test_copy;
mod write;

pub use change::{cancel, change};
pub use limits::Room;
pub use opt_out::{set_opted_out, subscription};
pub use preview::preview;
pub use reach::reach;
pub use read::{MessagesDesk, ReadMessage, desk, list, message, recipients};
pub use received::received;
pub use send::{messages_due, send};
pub use test_copy::send_to_oneself;
pub use write::write;

#[cfg(test)]
mod tests;
