//! The SQL of events and categories.

mod bulk;
mod categories;
mod drafts;
mod moderation;
mod open;
mod read;
mod rows;
mod sitemap;
mod slugs;
mod uploads;
mod values;
mod venues;
mod write;

pub(super) use bulk::*;
pub(super) use categories::*;
pub(super) use drafts::*;
pub(super) use moderation::*;
pub(super) use open::*;
pub(super) use read::*;
pub(crate) use rows::EventRow;
pub(super) use rows::*;
pub(super) use sitemap::*;
pub(super) use slugs::*;
pub(super) use uploads::*;
pub(super) use values::Values;
pub(super) use venues::*;
pub(super) use write::*;
