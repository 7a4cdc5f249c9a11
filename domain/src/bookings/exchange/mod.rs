//! Exchanges: a ticket becomes one of another type of its event. Its seat of the event and its code stay;
//! what moves are the counters of types and pools, and the price.
//!
//! Its holder exchanges it where the event's team allows it. Of what costs less the difference goes back by
//! the refund rule of that moment. Of what costs more a seat is held, as long as that of a booking, until the
//! difference is paid: only then the ticket becomes another. The team exchanges it for anybody, also for what
//! costs more, as a present, and says how much goes back of what costs less.

mod apply;
mod attendee;
mod give_up;
mod lapse;
mod money;
mod offers;
mod open;
mod opening;
mod organizer;
mod rows;
mod rules;
mod settle;
mod shown;

#[cfg(test)]
pub(super) use attendee::exchange_locked;
pub use attendee::exchange_ticket;
pub use give_up::give_up_exchange;
pub use lapse::{lapse_exchange, lapse_exchanges, lapse_exchanges_due};
pub use offers::{exchanges_of_booking, exchanges_of_ticket, organizer_exchanges};
#[cfg(test)]
pub(crate) use open::ExchangeEnd;
pub use organizer::exchange_as_organizer;
pub(crate) use settle::{complete_exchange, exchange_data};
pub(super) use shown::open_exchanges;
