//! Promo codes on a real database.

mod booking;
mod guessing;
mod managing;
mod pausing;
mod rush;
mod support;
