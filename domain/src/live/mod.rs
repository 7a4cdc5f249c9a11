//! Who looks on learns within a second what has changed, whichever server instance changed it.
//!
//! 1. The code that changes an event's seats or something of a person's own says so with one of
//!    the `note_…` functions. What was noted is passed on when its transaction has committed, and
//!    forgotten when it has not: [`crate::Db`] sees to that.
//! 2. One task a process ([`announce`]) gathers what has changed for a moment and sends it to every
//!    process with `NOTIFY`, on a connection of its own. Never in the transaction itself: those that
//!    notify commit in single file.
//! 3. One task a process ([`listen`]) hears it, loads the counts of the events that somebody looks
//!    at with one query, and hands them to everyone who does ([`Broker`]).
//!
//! Only ids travel; a connection that was lost is made anew and everything is loaded afresh, so
//! that a message that was missed does no harm.

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

/// What the processes call each other on.
const CHANNEL: &str = "event_hub_changes";

#[cfg(test)]
mod tests;
