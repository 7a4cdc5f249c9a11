//! The world outside: what the use cases' results are turned into.

pub mod calendar;
