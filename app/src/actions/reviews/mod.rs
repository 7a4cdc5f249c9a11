//! Reviews.

pub mod delete_review;
pub mod list;
pub mod report_review;
pub mod review_to_report;
pub mod save_review;
