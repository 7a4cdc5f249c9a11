//! Certificates of attendance.

pub mod lookup;
