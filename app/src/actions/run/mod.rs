//! Running an event: its waitlist, promo codes, certificates, reviews and books.

pub mod certificates;
#[cfg(feature = "ssr")]
mod code_place;
pub mod issue_certificates;
pub mod messages;
pub mod offer_seats;
pub mod open_waitlist;
pub mod pause_promotion;
pub mod promotions;
pub mod reply_review;
pub mod report;
#[cfg(feature = "ssr")]
mod report_view;
pub mod reviews;
pub mod revoke_certificate;
pub mod save_promotion;
pub mod waitlist;
pub mod withdraw_reply;
