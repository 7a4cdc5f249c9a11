//! Tables: lists as files for spreadsheets and programs, written row by row.

mod audit_log;
mod cell;
mod columns;
mod export;
mod send;
#[cfg(test)]
mod tests;
mod xlsx;

pub(crate) use audit_log::audit_log;
pub(crate) use export::{BookRows, attendees, bookings, books};

use cell::Cell;

/// A kind of row, as columns. The names are those of the API's fields.
pub(crate) trait Row: serde::Serialize + Send + 'static {
    const COLUMNS: &'static [&'static str];

    fn cells(&self) -> Vec<Cell>;
}
