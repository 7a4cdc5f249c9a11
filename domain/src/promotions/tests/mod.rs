//! Promo codes on a real database.

mod booking;
mod guessing;
mod managing;
mod pausing;
mod platform;
mod rush;
mod support;
