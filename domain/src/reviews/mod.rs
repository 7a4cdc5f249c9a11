//! Reviews: by attendees, after the end, one each.
//!
//! The stars are counted on the event by a trigger, in the statement that changes the review; a
//! hidden review counts nowhere. A write locks the event's row first (lock order: event before
//! everything that belongs to it).

mod moderate;
mod policy;
mod read;
mod reconcile;
mod reply;
mod report;
mod service;
mod store;

pub use moderate::{hide, may_moderate, restore};
pub use read::{CallerReview, OrganizedReviews, list, of_caller, organized, summary};
pub(crate) use reconcile::drifts_of;
pub use reconcile::{StarDrift, reconcile};
pub use reply::{may_reply, reply, withdraw_reply};
pub use report::{may_report, moderated, report, to_report};
pub use service::{create, delete, may_change, may_write, update};

#[cfg(test)]
pub(crate) mod tests;
