//! The SQL of events and categories.

mod read;
mod rows;

pub(super) use read::*;
pub(super) use rows::*;
