//! What admins ask and do.

pub mod events;
pub mod hide_review;
pub mod moderate_event;
pub mod overview;
pub mod restore_review;
pub mod reviews;
