//! The door: tickets are scanned, looked for and let in.

pub mod desk;
pub mod figures;
pub mod remove_list;
pub mod save_list;
pub mod scan;
pub mod search;
pub mod undo;
#[cfg(feature = "ssr")]
mod view;
pub mod views;
