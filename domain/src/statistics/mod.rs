//! Statistics: of one event for its organizer, of the platform for admins. They are read one after
//! another and not in one snapshot, so that they lock nothing.

mod event;
mod money;
mod platform;
#[cfg(test)]
mod tests;

pub use event::of_event;
pub use platform::{of_platform, queues};
