//! The team of an organizer: who is in it, who is invited, and how they come and go.
//!
//! Somebody is in it for one event or for all of them. What they may do by it is said by [`roles`].
//!
//! [`roles`]: crate::roles

mod answer;
mod invite;
mod mails;
mod members;
mod scope;
mod store;

pub use answer::{accept, decline, invitation};
pub use invite::{invite, resend, withdraw};
pub use members::{change_role, leave, may_change, may_manage, memberships, remove, team};
pub use scope::Scope;

#[cfg(test)]
mod tests;
