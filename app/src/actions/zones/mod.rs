//! Time zones: what a form offers, and what a time on the wall is in one.

pub mod local_times;
pub mod search;
