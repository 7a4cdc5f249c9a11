//! Visits: how often an event's page was shown, and which link led there.
//!
//! Nothing is kept about who came: no cookie, no address, no time but the day. A visit is a number
//! in memory ([`VisitCounter`]) that is written together with many others every few seconds
//! ([`keep_counting`]), so that a request waits for nothing and a crash loses a moment's visits.

mod counter;
mod write;

pub use counter::{Origin, VisitCounter};
pub use write::{keep_counting, write_visits};

/// The origin of those who came by a link without one.
pub(crate) const DIRECT: &str = "";
/// The origin of all that have no row of their own.
pub(crate) const OTHER: &str = "*";
/// Origins that are told apart of one event on one day: whoever makes names up fills no table.
pub(crate) const ORIGINS_A_DAY: usize = 50;

#[cfg(test)]
mod tests;
