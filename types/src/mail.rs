//! The messages that were promised, as admins see them.

use crate::ids::{BookingId, MailId, UserId};
use crate::text_enum;
use crate::validation::Checks;
use crate::{Failure, FieldProblem};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

text_enum! {
    /// What has become of a message.
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub enum MailState {
        /// It waits for its turn, or for the next try.
        Queued = "queued" ("QUEUED"),
        Sent = "sent" ("SENT"),
        /// It is not tried again by itself.
        Failed = "failed" ("FAILED"),
        /// Its address may not be written to like that: nobody has proved that it is theirs.
        Withheld = "withheld" ("WITHHELD"),
    }
}

/// `GET /api/admin/mail/`: one message, without what it says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct AdminMail {
    pub id: MailId,
    /// What it is about, such as `booking_confirmed`.
    pub kind: String,
    pub state: MailState,
    pub recipient: String,
    /// The account it was written to; null for one that is gone.
    pub user: Option<UserId>,
    pub display_name: Option<String>,
    pub booking: Option<BookingId>,
    /// Null until it was rendered for the first time.
    pub subject: Option<String>,
    /// How often it was tried.
    pub attempts: i32,
    /// What was said the last time it could not be sent; null once it was.
    pub last_error: Option<String>,
    pub created_at: DateTime<Utc>,
    pub sent_at: Option<DateTime<Utc>>,
}

/// `POST /api/admin/mail/resend/`.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ResendMail {
    /// Only `failed` can be sent again all at once.
    pub state: MailState,
    /// A part of the address, of the person's name, or of the subject. Left out: all of them.
    #[serde(default)]
    pub search: Option<String>,
}

/// Characters of what is looked for.
pub const SEARCH_MAX: usize = 200;

impl ResendMail {
    /// # Errors
    /// `validation_failed` by field.
    pub fn check(&mut self) -> Result<(), Failure> {
        let mut checks = Checks::new();
        checks.require(self.state == MailState::Failed, "state", FieldProblem::Invalid);
        checks.optional_line("search", &mut self.search, SEARCH_MAX);
        checks.finish()
    }
}

/// How many messages are sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Resent {
    pub count: u64,
}
