//! Messages to people: promised in the transaction that causes them, sent later by the workers.
//!
//! A message is a row of `mail_messages` and a job that sends it (rule 9). The worker reads the
//! row, renders it and sends it holding no transaction, then writes down what was sent; a message
//! that can never be sent stays FAILED with its reason, until an admin sends it again.
//!
//! A message to an account whose kind is also a `NoticeKind` appears in the person's inbox by
//! itself, under the same key; what is told without a message calls [`tell`].

mod admission;
mod changes;
mod dead_letters;
mod draft;
mod inbox;
mod links;
mod mailer;
mod message;
mod outbox;
mod policy;
mod reminders;
mod sent;
mod store;
mod tell;
#[cfg(test)]
mod tests;
mod words;

pub(crate) use changes::tell_change;
pub use changes::{Arrangement, Gathered, changes_due, gather_event_change, tell_event_changed};
pub use dead_letters::{
    MailAdminError, MailFilter, Resender, list_mail, mail_of_all, resend_all_mail, resend_mail,
};
pub use draft::{Draft, Letter};
pub use inbox::{InboxError, InboxFilter, inbox, mark_all_read, mark_read, unread};
pub use mailer::{Attachment, MailError, Mailer, OutgoingMail};
pub use message::{MailKind, NewMessage};
pub use outbox::{SentMail, forgotten, letter, mail_due, mark_failed, mark_sent, note_failure};
pub use policy::Withheld;
pub(crate) use reminders::schedule_reminder;
pub use reminders::{Told, remind, remind_due};
pub use sent::{ListedMail, recent, sent};
pub use store::queue;
pub(crate) use store::{queue_about_booking, queue_each};
pub use tell::{Notice, tell};
pub use words::{one_line, without_links};
