//! The world outside: what the use cases' results are turned into.

pub mod agenda;
pub mod calendar;
pub mod certificate;
mod colours;
pub(crate) mod csv;
pub mod invitation;
pub mod mail;
pub mod media;
pub(crate) mod text;
pub mod tickets;
