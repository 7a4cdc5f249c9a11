//! What stands in a session's way where it is, or where somebody would move it.

use super::{AgendaSession, Occupancy, Overlap};
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
    let occupancy = Occupancy::from(session);
    for other in others.iter().filter(|other| other.id != session.id) {
        found.extend(occupancy.shared_with(&Occupancy::from(other)).into_iter().map(|overlap| {
            match overlap {
                Overlap::Room => Clash::Room(other.id),
                Overlap::Speaker(name) => Clash::Speaker { name, in_session: other.id },
            }
        }));
    }
    found
}

impl From<&AgendaSession> for Occupancy {
    fn from(session: &AgendaSession) -> Self {
        let place = &session.place;
        let speakers = session.speaker.as_deref();
        Self::new(&place.room, (place.start, place.end), session.account, speakers)
    }
}
