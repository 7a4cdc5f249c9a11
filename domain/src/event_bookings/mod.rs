//! An event's bookings as its organizer sees them: the filtered list, its people, its files, one
//! booking in full, and the history.

mod attendees;
mod export;
mod filter;
mod history;
mod list;
mod one;
mod page;
mod people;
mod promotions;
mod rows;
#[cfg(test)]
mod tests;
mod totals;
mod zone;

pub use attendees::attendees;
pub use export::{Export, export_attendees, export_bookings};
pub use history::history;
pub use list::{ListedBookings, list};
pub use one::booking;
pub(crate) use people::push_people;
pub use promotions::{EventPromotions, promotions};
pub use zone::{timezone, told_in};
