//! Complimentary bookings: seats that an organizer gives away, to people by name and address. They need
//! no account: the ticket has an address of its own, which only its mail names.
//!
//! A guest is a row of `users` that nobody can log in as (decision 056). It becomes an account when the
//! owner of the address chooses a password by a link that is mailed there.

mod invite;
mod link;
mod rows;
mod shares;
mod ticket;

pub use invite::invite_guests;
pub(crate) use link::guest_secret;
pub(super) use link::ticket_secret;
pub use ticket::{GuestAddress, confirm_guest, guest_details, guest_ticket, request_guest_account};
