//! An organizer's venues: a list of their own, and one of them with the events there.

mod form;
mod list;
mod venue;

pub use list::VenuesPage;
pub use venue::VenuePage;
