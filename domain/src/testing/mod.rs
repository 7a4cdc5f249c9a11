//! A database per test, and builders for people, events and bookings.
//!
//! The server is the one `TEST_DATABASE_URL` names (any database of it), else a cluster of our
//! own under `target/test-postgres`.

mod audited;
mod builders;
#[cfg(test)]
mod callers;
#[cfg(test)]
mod columns;
mod database;
mod exchanges;
mod kinds;
#[cfg(test)]
mod ownership;
#[cfg(test)]
pub(crate) mod plans;
mod wire;

pub use builders::{
    EventBuilder, attendance, callback, category, event_input, invited, join_team, logged_in,
    person, ticket_types,
};
pub use database::{TestDatabase, somebody_waits, test_hub, unwatched_hub};
pub use exchanges::{TwicePaid, exchange_being_paid, late_exchange, paid_exchange};
pub use kinds::{kind, wanted};
pub use wire::Wire;
