//! Live updates over Server-Sent Events: subscribers get a change within a second, whichever server
//! instance made it.
//!
//! 1. The code that changes an event's seats or something of a person's own says so with one of
//!    the functions in `db::after_commit`, which publishes it once its transaction has committed.
//! 2. One task a process ([`announce`]) gathers changes for a moment and sends them to every
//!    process with `NOTIFY`, on a connection of its own. Never in the transaction itself:
//!    transactions that notify commit one after another.
//! 3. One task a process ([`listen`]) receives them, loads the counts of the events that have
//!    subscribers with one query, and publishes them ([`Broker`]).
//!
//! Only ids travel. A connection that was lost is made anew and everything is loaded afresh, so
//! that a missed message does no harm.

mod announce;
mod counts;
mod listen;
mod subscribers;
mod watch;
mod wire;

pub use announce::announce;
pub use counts::EventNow;
pub use listen::listen;
pub use subscribers::{Broker, StreamSlot};
pub use watch::{EventWatch, PersonWatch, watch_event, watch_person};

/// The channel of `NOTIFY` between processes.
const CHANNEL: &str = "event_hub_changes";

#[cfg(test)]
mod tests;
