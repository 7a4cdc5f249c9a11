//! A promised message with everything it may speak of, before and after the policy had its say.

use crate::bookings::Details;
use crate::notifications::MailKind;
use std::ops::Deref;
use types::Locale;
use uuid::Uuid;

/// The rows of a message, with texts as people wrote them. It becomes a [`Letter`] by
/// [`Draft::addressed`] and in no other way, so nothing is rendered that the policy has not seen.
#[derive(Clone, Debug)]
pub struct Draft {
    pub id: Uuid,
    pub kind: MailKind,
    pub recipient: String,
    pub locale: Locale,
    /// The person's name, if they still have an account.
    pub name: Option<String>,
    /// The person's own time zone.
    pub timezone: Option<String>,
    pub booking: Option<Details>,
    pub data: serde_json::Value,
    /// With [`MailKind::OrganizerMessage`], unless it is gone.
    pub message: Option<OrganizerMessage>,
}

/// What an organizer wrote to the people of an event.
#[derive(Clone, Debug)]
pub struct OrganizerMessage {
    pub subject: String,
    /// Markdown, of any number of lines.
    pub body: String,
    pub organizer: String,
    /// Of the event.
    pub title: String,
    pub slug: String,
    /// The organizer's proved address.
    pub reply_to: Option<String>,
    /// Of news: the secret of the link that stops them.
    pub opt_out: Option<String>,
    /// A copy to whoever writes it.
    pub is_test: bool,
}

/// What may be said to its recipient, each text on one line.
#[derive(Clone, Debug)]
pub struct Letter(Draft);

impl Letter {
    pub(super) const fn new(draft: Draft) -> Self {
        Self(draft)
    }
}

impl Deref for Letter {
    type Target = Draft;

    fn deref(&self) -> &Draft {
        &self.0
    }
}
