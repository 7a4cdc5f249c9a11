//! Running an event: its waitlist, promo codes, certificates and reviews.

pub mod certificates;
pub mod issue_certificates;
pub mod messages;
pub mod offer_seats;
pub mod open_waitlist;
pub mod pause_promotion;
pub mod promotions;
pub mod reply_review;
pub mod reviews;
pub mod revoke_certificate;
pub mod save_promotion;
pub mod waitlist;
pub mod withdraw_reply;
