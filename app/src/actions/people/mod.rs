//! Public profiles.

pub mod person;
