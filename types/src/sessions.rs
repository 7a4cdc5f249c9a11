//! Sessions: the agenda of an event.

use crate::failure::{Failure, FieldProblem};
use crate::ids::{EventId, SessionId, UserId};
use crate::validation::Checks;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub const LINE_MAX: usize = 100;
pub const DESCRIPTION_MAX: usize = 10_000;

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
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SessionInput {
    pub title: String,
    #[serde(default, deserialize_with = "crate::serde::or_default")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
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
    pub fn check(&mut self) -> Result<(), Failure> {
        let mut checks = Checks::new();
        checks.line("title", &mut self.title, LINE_MAX);
        checks.prose("description", &mut self.description, 0, DESCRIPTION_MAX);
        checks.line("room", &mut self.room, LINE_MAX);
        checks.optional_line("track", &mut self.track, LINE_MAX);
        if let Some(name) = &mut self.speaker_name {
            checks.name("speaker_name", name, LINE_MAX);
        }
        checks.require(self.end_time > self.start_time, "end_time", FieldProblem::EndBeforeStart);
        checks.range("capacity", self.capacity, 1, crate::events::CAPACITY_MAX);
        checks.finish()
    }
}
