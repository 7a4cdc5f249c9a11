//! Sessions: the agenda of an event.

mod error;
mod policy;
mod service;
mod store;

pub use error::SessionError;
pub use service::{create, delete, get, list, update};

#[cfg(test)]
mod tests;
