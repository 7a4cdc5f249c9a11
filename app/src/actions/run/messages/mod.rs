//! What an organizer writes to the people of an event.

pub mod cancel;
pub mod form;
pub mod list;
pub mod one;
pub mod reach;
pub mod write;
