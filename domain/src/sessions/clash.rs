//! Clashes: two sessions of an event that want one room or one speaker at once.

use super::store::SessionRow;
use chrono::{DateTime, Utc};
use types::ErrorCode;
use types::ids::UserId;
use types::sessions::{SessionInput, speakers};

/// When and where a session is, and who speaks, as it is compared: however it is spelled.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) start: DateTime<Utc>,
    pub(super) end: DateTime<Utc>,
    room: String,
    speaker: Option<UserId>,
    speakers: Vec<String>,
}

impl Place {
    /// The room is free from one session to the next: they may touch.
    pub(super) fn clash(&self, other: &Self) -> Option<Clash> {
        if self.start >= other.end || other.start >= self.end {
            return None;
        }
        if self.room == other.room {
            return Some(Clash::Room);
        }
        let same_account = self.speaker.is_some() && self.speaker == other.speaker;
        let shared = self.speakers.iter().any(|name| other.speakers.contains(name));
        (same_account || shared).then_some(Clash::Speaker)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clash {
    Room,
    Speaker,
}

impl From<Clash> for ErrorCode {
    fn from(clash: Clash) -> Self {
        match clash {
            Clash::Room => Self::RoomConflict,
            Clash::Speaker => Self::SpeakerConflict,
        }
    }
}

fn names(text: Option<&str>) -> Vec<String> {
    text.map(|text| speakers(text).map(str::to_lowercase).collect()).unwrap_or_default()
}

impl From<&SessionInput> for Place {
    fn from(input: &SessionInput) -> Self {
        Self {
            start: input.start_time,
            end: input.end_time,
            room: input.room.to_lowercase(),
            speaker: input.speaker,
            speakers: names(input.speaker_name.as_deref()),
        }
    }
}

impl From<&SessionRow> for Place {
    fn from(row: &SessionRow) -> Self {
        Self {
            start: row.start_time,
            end: row.end_time,
            room: row.room.to_lowercase(),
            speaker: row.speaker_id,
            speakers: names(row.speaker_name.as_deref()),
        }
    }
}
