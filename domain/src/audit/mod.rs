//! The audit log: who changed what, when and why. Every change leaves an entry in its own
//! transaction; the history of an event and of a booking is a view of it.
//!
//! Entries hold ids and no names: what a deleted account did stays, and says nothing about a person.

mod entry;
mod history;
mod log;
mod object;
mod store;
#[cfg(test)]
mod tests;

pub use entry::Entry;
#[cfg(test)]
pub(crate) use history::push_page;
pub(crate) use history::{Between, of_booking, of_event, of_person};
pub use log::{AuditExport, export, list};
pub use object::Object;
pub(crate) use store::record_each;
