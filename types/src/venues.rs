//! Venues: the places that an organizer uses again.

use crate::events::{EventStatus, LOCATION_MAX, OrganizerRef};
use crate::failure::Failure;
use crate::ids::{EventId, VenueId};
use crate::validation::Checks;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub const ADDRESS_MAX: usize = 400;
pub const NOTES_MAX: usize = 2000;
/// Events that are named with a venue.
pub const USES_SHOWN: usize = 50;

/// `GET /api/venues/`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct Venue {
    pub id: VenueId,
    pub name: String,
    pub address: String,
    /// For attendees: the way in, the bell to ring.
    pub notes: String,
    /// How many events are there.
    pub events_count: i64,
}

/// `GET /api/admin/venues/`: a venue of anybody's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AdminVenue {
    #[serde(flatten)]
    pub venue: Venue,
    pub organizer: OrganizerRef,
}

/// An event at a venue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct VenueUse {
    pub id: EventId,
    pub slug: String,
    pub title: String,
    pub start_date: DateTime<Utc>,
    pub status: EventStatus,
}

/// `GET /api/venues/{id}/`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VenueDetails {
    #[serde(flatten)]
    pub venue: Venue,
    /// The events there, the latest first, at most 50.
    pub events: Vec<VenueUse>,
}

/// `POST /api/venues/` and `PUT /api/venues/{id}/`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct VenueInput {
    pub name: String,
    pub address: String,
    /// For attendees.
    #[serde(default)]
    pub notes: Option<String>,
}

impl VenueInput {
    /// # Errors
    /// `validation_failed` by field.
    pub fn check(&mut self) -> Result<(), Failure> {
        let mut checks = Checks::new();
        checks.line("name", &mut self.name, LOCATION_MAX);
        checks.line("address", &mut self.address, ADDRESS_MAX);
        if let Some(notes) = &mut self.notes {
            checks.prose("notes", notes, 0, NOTES_MAX);
        }
        checks.finish()
    }
}
