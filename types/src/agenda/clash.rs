//! What stands in a session's way where it is, or where somebody would move it.

use super::AgendaSession;
use crate::ids::SessionId;
use crate::sessions::speakers;
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
    /// This person speaks in that one.
    Speaker {
        name: String,
        in_session: SessionId,
    },
}

impl Clash {
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
        if let Some(name) = shared(session, other) {
            found.push(Clash::Speaker { name, in_session: other.id });
        }
    }
    found
}

fn names(session: &AgendaSession) -> impl Iterator<Item = &str> {
    speakers(session.speaker.as_deref().unwrap_or_default())
}

/// Who speaks in both.
fn shared(one: &AgendaSession, other: &AgendaSession) -> Option<String> {
    let theirs: Vec<String> = names(other).map(str::to_lowercase).collect();
    let name = names(one).find(|name| theirs.contains(&name.to_lowercase()));
    let same_account = one.account.is_some() && one.account == other.account;
    let named = name.map(str::to_owned);
    named.or_else(|| same_account.then(|| one.speaker.clone().unwrap_or_default()))
}
