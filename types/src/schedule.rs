//! Schedules: an event's agenda as a `schedule.json`, the form that frab, pretalx and c3voc share.

use crate::history::Changes;
use crate::ids::SessionId;
use crate::text_enum;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Bytes of a file: a congress of four days with every description has less than half.
pub const FILE_MAX: usize = 4_000_000;

text_enum! {
    /// Why a session of the file is left out.
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub enum RefusalReason {
        NoTitle = "no_title",
        TitleTooLong = "title_too_long",
        DescriptionTooLong = "description_too_long",
        NoRoom = "no_room",
        RoomTooLong = "room_too_long",
        TrackTooLong = "track_too_long",
        SpeakersTooLong = "speakers_too_long",
        /// It holds characters that cannot be shown, or a speaker's name a web address.
        TextNotAllowed = "text_not_allowed",
        /// Neither a date that can be read, nor a day and a time.
        NoTime = "no_time",
        /// None, none that can be read, or nothing.
        NoDuration = "no_duration",
        OutsideEvent = "outside_event",
        /// `with` has the room at that time.
        RoomClash = "room_clash",
        /// A speaker is in `with` at that time.
        SpeakerClash = "speaker_clash",
        /// The file has another one of the same key before it.
        Twice = "twice",
        /// The file has more sessions than are read, or the agenda would have more than it may.
        TooMany = "too_many",
    }
}

text_enum! {
    /// What becomes of a session of the agenda.
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub enum SessionChangeKind {
        Added = "added",
        Changed = "changed",
        Removed = "removed",
    }
}

/// A session that an import adds, changes or removes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SessionChange {
    pub change: SessionChangeKind,
    /// Null for what is added.
    pub id: Option<SessionId>,
    pub title: String,
    pub room: String,
    pub start_time: DateTime<Utc>,
    pub end_time: DateTime<Utc>,
    /// How many people have it on their own agenda.
    pub picks: i64,
    /// What it was before and is after, by field; of what is changed only.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub changes: Changes,
}

/// A session of the file that is left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RefusedSession {
    /// As the file has it, as far as it can be shown.
    pub title: String,
    pub reason: RefusalReason,
    /// The title of the session that is in the way.
    pub with: Option<String>,
}

/// `PUT /api/events/{id}/schedule.json`: what the import does, or would do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScheduleReport {
    pub added: usize,
    pub changed: usize,
    pub removed: usize,
    pub unchanged: usize,
    /// In the order of the file. What the agenda has of them stays as it is.
    pub refused: Vec<RefusedSession>,
    /// What is added, changed and removed, in order of time.
    pub sessions: Vec<SessionChange>,
}

impl ScheduleReport {
    pub fn changes_nothing(&self) -> bool {
        self.sessions.is_empty()
    }

    /// How many picks go with the sessions that are removed.
    pub fn picks_lost(&self) -> i64 {
        let removed = self.sessions.iter().filter(|it| it.change == SessionChangeKind::Removed);
        removed.map(|it| it.picks).sum()
    }
}
