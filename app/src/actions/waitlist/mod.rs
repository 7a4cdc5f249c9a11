//! The waitlist and what it offers.

pub mod accept_offer;
pub mod join_waitlist;
pub mod leave_waitlist;
pub mod list;
pub mod status;
