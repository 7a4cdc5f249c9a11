//! Exchanges: a ticket becomes one of another type of its event. Its seat of the event and its code stay;
//! what moves are the counters of types and pools, and the price.
//!
//! Its holder exchanges it where the event's team allows it, for what costs no more: the difference goes
//! back by the refund rule of that moment. The team exchanges it for anybody, also for what costs more,
//! as a present, and says how much goes back of what costs less.

mod apply;
mod attendee;
mod money;
mod offers;
mod organizer;
mod rows;
mod rules;

#[cfg(test)]
pub(super) use attendee::exchange_locked;
pub use attendee::exchange_ticket;
pub use offers::{exchanges_of_booking, exchanges_of_ticket, organizer_exchanges};
pub use organizer::exchange_as_organizer;
