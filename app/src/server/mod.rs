//! The app's entrances to the use cases: one file a server function, a few lines each.
//!
//! They are public endpoints: who is asking is checked in the service, changes go by POST only.
//! Each has an explicit address, so that open tabs outlive a release.

pub mod accept_offer;
#[cfg(feature = "ssr")]
mod agenda;
pub mod book;
pub mod booking;
pub mod booking_state;
pub mod bookings;
pub mod calendar_feed;
pub mod cancel_booking;
pub mod cancel_ticket;
pub mod categories;
pub mod certificates;
pub mod change_email;
pub mod change_password;
#[cfg(feature = "ssr")]
mod checkout;
pub mod confirm_password_reset;
pub mod delete_account;
pub mod delete_review;
pub mod event;
pub mod event_live;
pub mod events;
pub mod home;
pub mod join_waitlist;
#[cfg(feature = "ssr")]
mod key;
pub mod leave_waitlist;
pub mod login;
pub mod logout;
pub mod me;
pub mod near;
#[cfg(feature = "ssr")]
mod notice;
pub mod notifications;
pub mod pay;
pub mod person;
pub mod pick_session;
pub mod promo_code;
#[cfg(feature = "ssr")]
mod query;
pub mod register;
pub mod request_password_reset;
pub mod resend_verification;
pub mod reviews;
pub mod save_review;
pub mod set_locale;
pub mod set_theme;
pub mod suggest;
pub mod update_me;
pub mod verify_email;
pub mod views;
pub mod waitlist;
pub mod waits;
