//! Sessions: the agenda of an event.

mod error;
mod service;
mod store;

pub use error::SessionError;
pub use service::list;
