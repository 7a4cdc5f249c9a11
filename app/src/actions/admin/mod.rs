//! What admins ask and do.

pub mod change_role;
pub mod delete_user;
pub mod end_sessions;
pub mod overview;
pub mod password_reset;
pub mod people;
pub mod person;
#[cfg(feature = "ssr")]
mod person_view;
pub mod person_views;
pub mod set_access;
#[cfg(feature = "ssr")]
mod user;
pub mod attention;
pub mod audit;
pub mod discard_job;
pub mod health;
pub mod jobs;
pub mod mail;
pub mod payments;
pub mod resend_mail;
pub mod retry_job;
pub mod retry_payment;
pub mod categories;
pub mod delete_category;
pub mod events;
pub mod hide_review;
pub mod limit_open_events;
pub mod merge_category;
pub mod moderate_event;
pub mod organizers;
pub mod promotions;
pub mod restore_review;
pub mod reviews;
pub mod save_category;
pub mod trust_organizer;
pub mod venues;
