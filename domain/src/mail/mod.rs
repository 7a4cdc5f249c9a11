//! Mail on its way out: what the worker reads, sends and writes down.
//!
//! The slices promise messages through `notifications`. Here a row of `mail_messages` becomes a
//! letter: with its booking and a link that works, under the policy of what an address may be sent
//! ([`Draft::addressed`]). A message that failed for good stays FAILED with its reason, until an
//! admin sends it again.

mod admission;
mod dead_letters;
mod draft;
mod links;
mod mailer;
mod organizer_message;
mod outbox;
mod policy;
mod sent;
mod test_mail;
mod words;

pub use dead_letters::{
    MailFilter, Resender, list_mail, mail_of_all, resend_all_mail, resend_mail,
};
pub use draft::{Draft, Letter, OrganizerMessage};
pub use mailer::{Attachment, MailError, Mailer, OutgoingMail};
pub(crate) use organizer_message::{Wanted, message_for};
pub use outbox::{SentMail, forgotten, letter, mail_due, mark_failed, mark_sent, note_failure};
pub use policy::Withheld;
pub use sent::{ListedMail, recent, sent};
pub use test_mail::{TestReader, TestedMail, last_test, send_test};
pub use words::{one_line, without_links};
