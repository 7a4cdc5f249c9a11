//! The kinds of ticket of an event for its team, and the pools that they share.

pub mod delete_pool;
pub mod delete_type;
pub mod list;
pub mod move_type;
pub mod offer_type;
pub mod save_pool;
pub mod save_rules;
pub mod save_type;
