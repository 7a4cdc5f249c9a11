//! Messages to people, promised in the transaction that causes them.
//!
//! A message is a row of `mail_messages` and a job that sends it (INV-9): both exist if and only if
//! the transaction commits. The slice `mail` sends it.
//!
//! A message to an account whose kind is also a `NoticeKind` appears in the person's inbox by
//! itself, under the same key; what is told without a message calls [`tell`].

mod attendees;
mod changes;
mod columns;
mod holders;
mod inbox;
mod message;
mod opt_out;
mod reminders;
mod store;
mod tell;
#[cfg(test)]
mod tests;

pub use attendees::Progress;
pub(crate) use attendees::{Audience, tell_attendees};
pub use changes::{
    Gathered, changes_due, gather_event_change, gather_session_changes, session_changes_due,
    tell_event_changed, tell_session_moves,
};
pub(crate) use changes::{SessionMoved, tell_change, tell_sessions_moved, to_tell};
pub(crate) use columns::{message_columns, notice_columns};
pub use inbox::{InboxFilter, inbox, mark_all_read, mark_read, unread};
pub use message::{MailKind, NewMessage};
pub(crate) use opt_out::{opt_out_secret, read_opt_out};
pub(crate) use reminders::schedule_reminder;
pub use reminders::{remind, remind_due};
pub use store::queue;
pub(crate) use store::{queue_about_booking, queue_about_bookings, queue_again, queue_to};
pub use tell::{Notice, tell};
