//! Promo codes: made by admins and organizers, used at checkout.
//!
//! The rule this slice keeps: a code is used at most as often as it may be, in all and by each
//! person, however many ask at once. A use is taken by one conditional `UPDATE` on the code's own
//! row in the transaction that gives the discount, and is given back exactly once when the booking
//! ends without having been paid. While a payment is still under way it is kept: a success that
//! comes late then finds its discount.
//!
//! A code may be for some ticket types of its event: its discount falls on their seats, and those of them
//! that are hidden can be seen and booked with it alone.
//!
//! Locks: event → booking → promotion → a person's uses of it.

mod copy;
mod costs;
pub mod policy;
mod service;
mod store;
mod tries;
mod uses;

pub(crate) use copy::{Copied, copy, of_event};
pub use costs::of_platform;
pub(crate) use costs::used;
pub use service::{create, delete, get, list, may_change, may_give_out, set_paused, update};
pub(crate) use tries::Try;
pub(crate) use uses::{Offer, give_back, look, take};

#[cfg(test)]
mod tests;
