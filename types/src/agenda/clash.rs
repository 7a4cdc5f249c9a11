//! What stands in a session's way where it is, or where somebody would move it.

use super::AgendaSession;
use crate::ids::SessionId;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// One thing in the way. The others are named by their ids: whoever says it knows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Clash {
    /// It would end before it begins.
    Backwards,
    BeforeEvent,
    AfterEvent,
    /// The room is taken by this one.
    Room(SessionId),
    /// This person speaks in that one. Where a session has several speakers it is only told:
    /// the database compares them as a whole.
    Speaker {
        name: String,
        in_session: SessionId,
        refused: bool,
    },
}

impl Clash {
    /// Whether the session cannot be saved there.
    pub const fn is_refused(&self) -> bool {
        match self {
            Self::Speaker { refused, .. } => *refused,
            Self::Backwards | Self::BeforeEvent | Self::AfterEvent | Self::Room(_) => true,
        }
    }

    /// The other session, where it is one.
    pub const fn other(&self) -> Option<SessionId> {
        match self {
            Self::Room(id) | Self::Speaker { in_session: id, .. } => Some(*id),
            Self::Backwards | Self::BeforeEvent | Self::AfterEvent => None,
        }
    }
}

/// Everything in the way of a session, beside the others of its event (it may be among them) and
/// within the event's time.
pub fn clashes(
    session: &AgendaSession,
    others: &[AgendaSession],
    event: (DateTime<Utc>, DateTime<Utc>),
) -> Vec<Clash> {
    let place = &session.place;
    if place.end <= place.start {
        return vec![Clash::Backwards];
    }
    let mut found = Vec::new();
    if place.start < event.0 {
        found.push(Clash::BeforeEvent);
    }
    if place.end > event.1 {
        found.push(Clash::AfterEvent);
    }
    let room = place.room.to_lowercase();
    let at_once = |other: &&AgendaSession| {
        other.id != session.id && other.place.start < place.end && place.start < other.place.end
    };
    for other in others.iter().filter(at_once) {
        if other.place.room.to_lowercase() == room {
            found.push(Clash::Room(other.id));
        }
        if let Some((name, refused)) = shared(session, other) {
            found.push(Clash::Speaker { name, in_session: other.id, refused });
        }
    }
    found
}

/// The names of a session's speakers.
pub fn speakers(speaker: Option<&str>) -> impl Iterator<Item = &str> {
    speaker.unwrap_or_default().split(',').map(str::trim).filter(|name| !name.is_empty())
}

/// Who speaks in both, and whether the database refuses that.
fn shared(one: &AgendaSession, other: &AgendaSession) -> Option<(String, bool)> {
    let same_account = one.account.is_some() && one.account == other.account;
    let whole = |it: &AgendaSession| it.speaker.as_deref().map(str::to_lowercase);
    let refused = same_account || one.speaker.is_some() && whole(one) == whole(other);
    let theirs: Vec<String> = speakers(other.speaker.as_deref()).map(str::to_lowercase).collect();
    let name = speakers(one.speaker.as_deref())
        .find(|name| refused || theirs.contains(&name.to_lowercase()));
    match name {
        Some(name) => Some((name.to_owned(), refused)),
        None => refused.then(|| (other.speaker.clone().unwrap_or_default(), true)),
    }
}
