//! Bookings and their tickets.

pub mod book;
pub mod booking;
pub mod booking_state;
#[cfg(feature = "ssr")]
pub(crate) mod booking_view;
#[cfg(feature = "ssr")]
mod by_enter;
pub mod cancel_booking;
pub mod cancel_ticket;
pub mod change_ticket;
pub mod exchange_ticket;
pub mod give_up_exchange;
pub mod list;
pub mod quote;
pub mod views;
