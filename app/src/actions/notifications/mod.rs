//! The inbox.

pub mod inbox;
#[cfg(feature = "ssr")]
mod inbox_line;
