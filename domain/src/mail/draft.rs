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
