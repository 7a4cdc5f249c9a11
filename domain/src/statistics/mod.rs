//! Numbers: of one event for its organizer, of the platform for admins. They are read one after
//! another and not frozen together, so that nobody waits for them.

mod event;
mod money;
mod platform;
#[cfg(test)]
mod tests;

pub use event::of_event;
pub use platform::{of_platform, queues};
