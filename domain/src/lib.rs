//! The use cases of Event Hub over PostgreSQL, one slice a folder.
//!
//! A service takes the [`Hub`] and the [`Actor`], does one transaction (the rule, the rows and the
//! jobs it causes) and answers with types of the `types` crate or an [`Error`].

pub mod accounts;
pub mod actor;
pub mod attendance;
pub mod audit;
pub mod bookings;
pub mod certificates;
pub mod clock;
mod coalesce;
pub mod db;
pub mod event_bookings;
pub mod events;
pub mod failure;
pub mod guest_lists;
pub mod health;
pub mod hub;
pub mod idempotency;
pub mod ids;
pub mod jobs;
pub mod live;
pub mod mail;
pub mod messages;
pub mod migrate;
pub mod network;
pub mod notifications;
pub mod payments;
pub mod privacy;
pub mod promotions;
pub mod reconcile;
pub mod refused_forms;
pub mod reports;
pub mod retention;
pub mod reviews;
pub mod roles;
pub mod sessions;
pub mod settings;
pub mod statistics;
pub mod surveys;
mod sweep;
pub mod team;
#[cfg(feature = "testing")]
pub mod testing;
pub mod ticket_types;
pub mod upkeep;
pub mod visits;
pub mod waitlist;
pub mod workplace;

pub use actor::{Actor, Allowed};
pub use clock::Clock;
pub use db::Db;
pub use failure::Error;
pub use hub::Hub;
pub use settings::Settings;
pub use sweep::SweepError;
