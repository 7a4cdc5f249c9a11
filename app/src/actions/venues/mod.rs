//! An organizer's venues.

pub mod delete_venue;
pub mod list;
pub mod save_venue;
pub mod venue;
