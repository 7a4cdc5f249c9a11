//! The rules of a booking on a real database.

mod lifecycle;
mod support;
