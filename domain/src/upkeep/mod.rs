//! What admins keep going: the queue, payments that went nowhere, and what needs a person.

mod attention;
mod jobs;
mod payments;
#[cfg(test)]
mod tests;

pub use attention::attention;
pub use jobs::{JobList, discard_job, list_jobs, may_touch_job, retry_job};
pub use payments::{retry_payment, troubled_payments};
