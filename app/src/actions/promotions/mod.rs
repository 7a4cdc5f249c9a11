//! Promo codes.

pub mod promo_code;
