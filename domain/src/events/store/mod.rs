//! The SQL of events and categories.

mod bulk;
mod categories;
mod read;
mod rows;
mod sitemap;
mod values;
mod write;

pub(super) use bulk::*;
pub(super) use categories::*;
pub(super) use read::*;
pub(crate) use rows::EventRow;
pub(super) use rows::*;
pub(super) use sitemap::*;
pub(super) use values::Values;
pub(super) use write::*;
