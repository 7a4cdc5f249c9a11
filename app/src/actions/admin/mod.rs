//! What admins ask and do.

pub mod categories;
pub mod delete_category;
pub mod events;
pub mod hide_review;
pub mod limit_open_events;
pub mod merge_category;
pub mod moderate_event;
pub mod organizers;
pub mod overview;
pub mod promotions;
pub mod restore_review;
pub mod reviews;
pub mod save_category;
pub mod trust_organizer;
pub mod venues;
