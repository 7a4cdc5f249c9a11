//! Events and their categories.

mod catalogue;
mod error;
mod filter;
mod markdown;
mod search;
mod store;
mod view;
mod zone;

pub(crate) use catalogue::visible;
pub use catalogue::{categories, get, list, of_organizer};
pub use error::EventError;
pub use filter::LIST_MAX;
pub use markdown::to_html;
pub use zone::{parse_zone, zone_label};

#[cfg(test)]
mod tests;
