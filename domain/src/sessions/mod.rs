//! Sessions: the agenda of an event.

mod agenda;
mod picks;
mod policy;
mod service;
mod store;

pub use agenda::{AgendaEntry, agenda};
pub use picks::{pick, picks};
pub use service::{create, delete, get, list, may_change, update};

#[cfg(test)]
mod tests;
