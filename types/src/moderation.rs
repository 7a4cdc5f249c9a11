//! Events as admins look after them: all there are, and those that were taken off the catalogue.

use crate::events::OrganizerRef;
use crate::failure::Failure;
use crate::ids::{EventId, UserId};
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
    #[serde(with = "crate::serde::instant")]
    pub hidden_at: DateTime<Utc>,
    pub reason: String,
    pub answer: Option<String>,
    #[serde(with = "crate::serde::instant::maybe")]
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

/// Open events of an organizer whom no admin trusts or has given a limit of their own.
pub const OPEN_EVENTS_MAX: i32 = 200;
/// The largest limit that an admin gives.
pub const OPEN_EVENTS_LIMIT_MAX: i64 = 100_000;

/// `GET /api/admin/organizers/`: somebody who has published events.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct AdminOrganizer {
    pub id: UserId,
    pub display_name: String,
    pub email: String,
    /// They may write to as many people as they like, and have as many open events.
    pub trusted: bool,
    /// Published events that are not over.
    pub open_events: i64,
    /// Events that were taken off the catalogue.
    pub hidden_events: i64,
    /// How many may be open, where an admin has said so.
    pub open_events_max: Option<i32>,
    pub created_at: DateTime<Utc>,
}

/// `PUT /api/admin/organizers/{id}/open-events/`.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LimitOpenEvents {
    /// Null: as many as anybody, which is 200, or no limit for an organizer who is trusted.
    pub max: Option<i64>,
}

impl LimitOpenEvents {
    /// # Errors
    /// `validation_failed` by field.
    pub fn check(self) -> Result<Option<i32>, Failure> {
        let mut checks = Checks::new();
        if let Some(max) = self.max {
            checks.range("max", max, 0, OPEN_EVENTS_LIMIT_MAX);
        }
        checks.finish()?;
        Ok(self.max.map(|max| i32::try_from(max).unwrap_or(i32::MAX)))
    }
}
