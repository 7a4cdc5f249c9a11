//! Promo codes on a real database.

mod booking;
mod managing;
mod rush;
mod support;
