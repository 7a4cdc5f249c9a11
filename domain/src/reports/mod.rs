//! Reports: the books of an event, or of all that somebody may see the money of, by day and currency.
//!
//! A line of the books is written by triggers where a line of the ledger is, and when a booking moves;
//! it is never changed. So a report is a sum of lines, and that of days that are over stays as it is.

mod lines;
mod scope;
mod service;
mod sums;
#[cfg(test)]
mod tests;

pub use scope::Of;
pub use service::{Found, export_days, export_lines, may_see, report};
