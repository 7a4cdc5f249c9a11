//! What an organizer sees of an event's bookings and people, and does with them.

pub mod attendees;
pub mod booking;
#[cfg(feature = "ssr")]
mod booking_view;
pub mod booking_views;
pub mod bookings;
pub mod cancel;
pub mod effect;
pub mod exchange;
pub mod exchanges;
pub mod form_key;
pub mod guest_dry_run;
pub mod guest_list;
#[cfg(feature = "ssr")]
mod guest_list_view;
pub mod guest_types;
pub mod guest_views;
pub mod history;
#[cfg(feature = "ssr")]
pub(crate) mod history_view;
pub mod history_views;
pub mod invite_guest;
pub mod invite_list;
pub mod kinds;
#[cfg(feature = "ssr")]
mod list_view;
pub mod list_views;
pub mod move_targets;
pub mod note;
pub mod refund;
pub mod relocate;
pub mod rename;
pub mod resend;
#[cfg(feature = "ssr")]
mod step;
