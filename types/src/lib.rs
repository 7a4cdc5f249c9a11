//! The vocabulary both worlds speak: ids, money, shapes, validation and error codes.
//!
//! Builds for WASM and does no I/O.

pub mod accounts;
pub mod attendance;
pub mod booking_actions;
pub mod bookings;
pub mod certificates;
pub mod effects;
pub mod email;
pub mod event_bookings;
pub mod event_form;
pub mod events;
pub mod failure;
pub mod guests;
pub mod history;
pub mod i18n;
pub mod ids;
pub mod legal;
pub mod live;
pub mod locale;
pub mod mail;
pub mod money;
pub mod notifications;
pub mod organizer;
pub mod page;
pub mod passwords;
pub mod paths;
pub mod payments;
pub mod promotions;
pub mod refunds;
pub mod reviews;
pub mod serde;
pub mod sessions;
pub mod statistics;
pub mod text;
mod text_enum;
pub mod uploads;
pub mod validation;
pub mod venues;
pub mod via;
pub mod waitlist;
pub mod wall;
pub mod web_address;
pub mod workplace;
pub mod zones;

pub use failure::{ErrorCode, Failure, FieldError, FieldProblem};
pub use locale::Locale;
pub use money::{Currency, Money};
pub use page::{Page, PageRequest};
pub use refunds::RefundPolicy;
pub use via::Via;
pub use wall::{Span, Wall};
