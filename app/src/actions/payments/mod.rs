//! Payments.

pub mod pay;
