//! View models of one person, for admins.

use crate::actions::organizing::history_views::HistoryLine;
use serde::{Deserialize, Serialize};
use types::Wall;
use types::accounts::Role;
use types::ids::{LoginSessionId, UserId};

/// One account with what there is of it, by the reader's clock and in the reader's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "facts that have nothing to do with each other")]
pub struct PersonView {
    pub id: UserId,
    pub display_name: String,
    pub email: String,
    pub role: Role,
    pub disabled: bool,
    pub email_verified: bool,
    pub is_guest: bool,
    /// It is the reader's own.
    pub own: bool,
    /// Such as `Русский, Europe/Moscow`.
    pub place: String,
    pub created: Wall,
    pub sessions: Vec<PersonSessionLine>,
    pub problems: Vec<PersonFact>,
    pub bookings: Vec<PersonFact>,
    pub events: Vec<PersonFact>,
    pub reviews: Vec<PersonFact>,
    pub mail: Vec<PersonFact>,
    pub history: Vec<HistoryLine>,
}

/// A session that has not ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonSessionLine {
    pub id: LoginSessionId,
    pub fact: PersonFact,
}

/// A line of a list: what, more about it, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonFact {
    pub text: String,
    /// Where it is looked at closer.
    pub href: Option<String>,
    pub note: String,
    pub at: Option<Wall>,
}
