//! Sessions: the agenda of an event.

mod agenda;
mod clash;
mod picks;
mod policy;
pub mod schedule;
mod service;
mod store;
mod told;

pub use agenda::{AgendaEntry, agenda};
pub use picks::{pick, picks};
pub use service::{create, delete, get, list, may_change, update};

#[cfg(test)]
mod tests;
