//! Server functions, the app's entrances to the use cases: one folder a slice, one file a function,
//! a few lines each.
//!
//! They are public endpoints: who is asking is checked in the service, changes go by POST only.
//! Each has an explicit address, so that open tabs outlive a release.

pub mod account;
pub mod admin;
pub mod auth;
pub mod bookings;
pub mod certificates;
pub mod door;
pub mod events;
#[cfg(feature = "ssr")]
mod idempotency_key;
pub mod legal;
pub mod notifications;
pub mod organizing;
pub mod payments;
pub mod people;
pub mod preferences;
pub mod promotions;
pub mod reviews;
pub mod run;
pub mod sessions;
pub mod team;
pub mod tickets;
#[cfg(feature = "ssr")]
mod typed;
pub mod venues;
pub mod waitlist;
pub mod workplace;
pub mod zones;
