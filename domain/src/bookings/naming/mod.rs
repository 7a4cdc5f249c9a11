//! Whose tickets are: the name on each, and handing one on to its guest.
//!
//! A ticket that is handed on gets a new code, which its buyer is never shown; the one before opens no
//! door from the same moment. Its guest has it by one link and needs no account. All of it locks event
//! and booking, as the door and every cancellation do, so that one comes after the other.

mod bounds;
mod guest;
mod hand_on;
mod link;
mod name;
mod open;
mod reader;
mod take_back;
mod tell;

pub(super) use bounds::may_mail;
pub use guest::name_by_guest;
pub(super) use guest::{Handed, handed, opened};
pub use hand_on::{hand_on, may_send_again, send_again};
pub(crate) use link::handed_on_secret;
pub use name::name_ticket;
pub use open::{TicketChanges, ticket_changes};
pub(super) use reader::of_guest;
pub(crate) use reader::{Reader, former_guest, reader_of};
pub use take_back::take_back;
pub(super) use tell::tell_guests;
