//! Events as admins look after them: all there are, and those that were taken off the catalogue.

use crate::events::OrganizerRef;
use crate::failure::Failure;
use crate::ids::EventId;
use crate::organizer::EventPhase;
use crate::validation::Checks;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub const REASON_MAX: usize = 1000;
pub const ANSWER_MAX: usize = 2000;

/// `POST /api/admin/events/{id}/hide/` and `…/restore/`.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ModerateEvent {
    /// Its organizer reads it.
    pub reason: String,
}

impl ModerateEvent {
    /// # Errors
    /// `validation_failed` by field.
    pub fn check(&mut self) -> Result<(), Failure> {
        let mut checks = Checks::new();
        checks.prose("reason", &mut self.reason, 1, REASON_MAX);
        checks.finish()
    }
}

/// `POST /api/events/{id}/hiding/answer/`.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AnswerHiding {
    /// The admins read it.
    pub text: String,
}

impl AnswerHiding {
    /// # Errors
    /// `validation_failed` by field.
    pub fn check(&mut self) -> Result<(), Failure> {
        let mut checks = Checks::new();
        checks.prose("text", &mut self.text, 1, ANSWER_MAX);
        checks.finish()
    }
}

/// `GET /api/events/{id}/hiding/`: since when an event is hidden and why, and what its organizer says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EventHiding {
    pub hidden_at: DateTime<Utc>,
    pub reason: String,
    pub answer: Option<String>,
    pub answered_at: Option<DateTime<Utc>>,
}

/// `GET /api/admin/events/`: an event of anybody's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AdminEvent {
    pub id: EventId,
    pub slug: String,
    pub title: String,
    pub organizer: OrganizerRef,
    pub phase: EventPhase,
    /// Null where it is not hidden.
    pub hidden: Option<EventHiding>,
    pub start_date: DateTime<Utc>,
    pub end_date: DateTime<Utc>,
    /// IANA name.
    pub timezone: String,
    pub max_capacity: i32,
    /// Confirmed seats.
    pub current_attendees: i32,
    pub created_at: DateTime<Utc>,
}
