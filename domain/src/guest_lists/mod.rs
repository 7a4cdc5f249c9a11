//! Guest lists: tables that organizers upload, kept until those who stand in them are invited.

mod columns;
mod service;
#[cfg(test)]
mod tests;

pub use columns::{ListedGuest, guess, guests};
pub use service::{GuestList, keep, read};
