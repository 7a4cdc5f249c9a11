//! Sessions: the agenda of an event.

use crate::failure::{Failure, FieldProblem};
use crate::ids::{EventId, SessionId, UserId};
use crate::validation::Checks;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    pub id: SessionId,
    pub event: EventId,
    pub title: String,
    pub description: String,
    pub start_time: DateTime<Utc>,
    pub end_time: DateTime<Utc>,
    pub room: String,
    /// What it belongs to, where the agenda has several strands.
    pub track: Option<String>,
    /// The speaker's account, where they have one.
    pub speaker: Option<UserId>,
    pub speaker_name: Option<String>,
    pub capacity: i32,
}

/// `POST` and `PUT /api/events/{id}/sessions/…`.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SessionInput {
    pub title: String,
    #[serde(default)]
    pub description: String,
    pub start_time: DateTime<Utc>,
    pub end_time: DateTime<Utc>,
    pub room: String,
    #[serde(default)]
    pub track: Option<String>,
    #[serde(default)]
    pub speaker: Option<UserId>,
    #[serde(default)]
    pub speaker_name: Option<String>,
    pub capacity: i64,
}

impl SessionInput {
    /// That it lies within the event is checked by the server, which knows the event.
    ///
    /// # Errors
    /// `validation_failed` by field.
    pub fn check(&self) -> Result<(), Failure> {
        let mut checks = Checks::new();
        checks.text("title", &self.title, 1, 100);
        checks.text("description", &self.description, 0, 10_000);
        checks.text("room", &self.room, 1, 100);
        if let Some(track) = &self.track {
            checks.text("track", track, 1, 100);
        }
        if let Some(name) = &self.speaker_name {
            checks.text("speaker_name", name, 1, 100);
        }
        checks.require(self.end_time > self.start_time, "end_time", FieldProblem::EndBeforeStart);
        checks.range("capacity", self.capacity, 1, crate::events::CAPACITY_MAX);
        checks.finish()
    }
}
