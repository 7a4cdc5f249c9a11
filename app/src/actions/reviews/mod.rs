//! Reviews.

pub mod delete_review;
pub mod list;
pub mod save_review;
