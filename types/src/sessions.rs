//! Sessions: the agenda of an event.

use crate::failure::{Failure, FieldProblem};
use crate::ids::{EventId, SessionId, UserId};
use crate::validation::Checks;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub const LINE_MAX: usize = 100;
/// Programs that plan conferences let titles be about as long.
pub const TITLE_MAX: usize = 250;
/// Of all speakers of one session together.
pub const SPEAKERS_MAX: usize = 400;
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
    /// One name, or several with ", " between them.
    pub speaker_name: Option<String>,
    pub capacity: i32,
}

/// Those who speak, of what `speaker_name` holds.
pub fn speakers(names: &str) -> impl Iterator<Item = &str> {
    names.split(BETWEEN).map(str::trim).filter(|name| !name.is_empty())
}

/// How [`speakers`] reads them again; none where nobody is named.
pub fn joined_speakers<'a>(names: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let names: Vec<_> = names.into_iter().collect();
    (!names.is_empty()).then(|| names.join(BETWEEN))
}

const BETWEEN: &str = ", ";

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
    /// One name, or several with ", " between them.
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
        checks.line("title", &mut self.title, TITLE_MAX);
        checks.prose("description", &mut self.description, 0, DESCRIPTION_MAX);
        checks.line("room", &mut self.room, LINE_MAX);
        checks.optional_line("track", &mut self.track, LINE_MAX);
        if let Some(name) = &mut self.speaker_name {
            checks.name("speaker_name", name, SPEAKERS_MAX);
        }
        checks.require(self.end_time > self.start_time, "end_time", FieldProblem::EndBeforeStart);
        checks.range("capacity", self.capacity, 1, crate::events::CAPACITY_MAX);
        checks.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_speakers_stand_in_one_text() {
        let read = |text| speakers(text).collect::<Vec<_>>();
        assert_eq!(read("Ada Lovelace"), ["Ada Lovelace"]);
        assert_eq!(read("Ada Lovelace, Grace Hopper"), ["Ada Lovelace", "Grace Hopper"]);
        assert_eq!(read(" , Ada,  Grace, "), ["Ada", "Grace"]);
        assert_eq!(read("Ada,Grace"), ["Ada,Grace"]);
        assert_eq!(read(""), [""; 0]);
        assert_eq!(joined_speakers(["Ada", "Grace"]).as_deref(), Some("Ada, Grace"));
        assert_eq!(joined_speakers([]), None);
    }
}
