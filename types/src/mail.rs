//! The messages that were promised, as admins see them.

use crate::ids::{BookingId, MailId, UserId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

macro_rules! states {
    ($($(#[$doc:meta])* $name:ident = $wire:literal, $stored:literal;)*) => {
        /// What has become of a message.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum MailState { $($(#[$doc])* $name,)* }

        impl MailState {
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $wire,)* }
            }

            /// As the database has it.
            pub const fn stored(self) -> &'static str {
                match self { $(Self::$name => $stored,)* }
            }
        }
    };
}

states! {
    /// It waits for its turn, or for the next try.
    Queued = "queued", "QUEUED";
    Sent = "sent", "SENT";
    /// It is not tried again by itself.
    Failed = "failed", "FAILED";
    /// Its address may not be written to like that: nobody has proved that it is theirs.
    Withheld = "withheld", "WITHHELD";
}

impl MailState {
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|state| state.as_str() == name)
    }

    pub fn from_stored(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|state| state.stored() == name)
    }
}

/// `GET /api/admin/mail/`: one message, without what it says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
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
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ResendMail {
    /// Only `failed` can be sent again all at once.
    pub state: MailState,
}

/// How many messages are sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Resent {
    pub count: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wire_name_is_the_state() {
        for state in MailState::ALL {
            assert_eq!(serde_json::to_value(state).unwrap(), state.as_str());
            assert_eq!(MailState::parse(state.as_str()), Some(*state));
            assert_eq!(MailState::from_stored(state.stored()), Some(*state));
        }
    }
}
