//! Certificates of attendance: issued by the organizer of an event that is over, checked by
//! everyone who has the number, revocable for good.
//!
//! A revoked number is answered like one that never existed.

mod desk;
mod issue;
mod mails;
mod policy;
mod read;
mod revoke;
mod run;
mod store;

pub use desk::{CertificatesDesk, desk, issued, preview};
pub use issue::{issue, issue_due, issue_more};
pub use mails::mail;
pub use policy::normal;
pub use read::{check, list};
pub use revoke::{may_revoke, revoke};

#[cfg(test)]
mod tests;
