//! What admins ask and do.

pub mod attention;
pub mod audit;
pub mod categories;
pub mod change_role;
pub mod delete_category;
pub mod delete_user;
pub mod discard_job;
pub mod end_session;
pub mod end_sessions;
pub mod events;
pub mod health;
pub mod hide_review;
pub mod jobs;
pub mod limit_open_events;
pub mod mail;
pub mod merge_category;
pub mod moderate_event;
pub mod organizers;
pub mod overview;
pub mod password_reset;
pub mod payments;
pub mod people;
pub mod person;
#[cfg(feature = "ssr")]
mod person_view;
pub mod person_views;
pub mod promotions;
pub mod resend_mail;
pub mod restore_review;
pub mod retry_job;
pub mod retry_payment;
pub mod reviews;
pub mod save_category;
pub mod set_access;
pub mod test_mail;
pub mod trust_organizer;
#[cfg(feature = "ssr")]
mod user;
pub mod venues;
