//! The organizer's form of an event: opened, kept while it is typed, saved; and what follows from
//! having an event: its copy, its cancellation, its deletion.

pub mod autosave;
pub mod cancel;
pub mod delete;
pub mod discard;
pub mod duplicate;
pub mod fields;
pub mod open;
pub mod paste;
pub mod preview;
pub mod resolve;
pub mod save;
pub mod text_preview;
pub mod views;
