//! Events, the catalogue and the front page.

pub mod catalogue;
pub mod categories;
pub mod editor;
pub mod event;
pub mod event_live;
pub mod home;
pub mod near;
#[cfg(feature = "ssr")]
mod query;
pub mod suggest;
pub mod tickets;
pub mod views;
