//! Messages to people: promised in the transaction that causes them, sent later by the workers.

mod message;
mod store;

pub use message::{MailKind, NewMessage};
pub use store::queue;
pub(crate) use store::queue_about_booking;
