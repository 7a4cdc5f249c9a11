//! What is told to those who look on.

use crate::ids::{BookingId, EventId};
use serde::{Deserialize, Serialize};

/// An event's seats at this moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LiveCounts {
    pub seats_available: i32,
    pub current_attendees: i32,
    pub waitlist_count: i32,
}

/// Something of a person's own has changed: what it is, not what it has become. Without any id,
/// anything may have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LiveNews {
    pub event: Option<EventId>,
    pub booking: Option<BookingId>,
}
