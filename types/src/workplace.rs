//! The organizer's workplace: what its frame shows, and what a search in it finds.

use crate::bookings::BookingStatus;
use crate::ids::{BookingId, EventId};
use crate::moderation::EventHiding;
use crate::organizer::EventPhase;
use crate::statistics::SeatCounts;
use crate::team::EventRight;
use crate::wall::Span;
use serde::{Deserialize, Serialize};

/// How long a search may be.
pub const SEARCH_MAX: usize = 200;

impl EventHead {
    pub fn may(&self, right: EventRight) -> bool {
        self.rights.contains(&right)
    }
}

/// One of an organizer's events, to choose it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventLink {
    pub slug: String,
    pub title: String,
    pub phase: EventPhase,
    /// In the event's own zone.
    pub span: Span,
}

/// What the frame shows around every page about one event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventHead {
    pub id: EventId,
    /// The event's own address now; an older one has led here.
    pub slug: String,
    pub title: String,
    pub phase: EventPhase,
    pub span: Span,
    pub seats: SeatCounts,
    /// What the caller may do with it.
    pub rights: Vec<EventRight>,
    /// Somebody else's event, opened with an admin's rights.
    #[serde(default)]
    pub as_admin: bool,
    /// Why an admin has it off the catalogue.
    #[serde(default)]
    pub hidden: Option<EventHiding>,
    /// Others that the caller works on: the next ones, then the last ones.
    pub others: Vec<EventLink>,
}

/// A booking among an organizer's, found by its reference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct FoundBooking {
    pub id: BookingId,
    pub reference: String,
    pub status: BookingStatus,
    /// Who booked.
    pub name: String,
    pub event_slug: String,
    pub event_title: String,
}

/// Somebody with a booking of an organizer's event, found by name or mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct FoundPerson {
    pub name: String,
    pub email: String,
    /// The newest of their bookings.
    pub booking: BookingId,
    pub event_slug: String,
    pub event_title: String,
}

/// What a search in the workplace finds, a few of each kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    pub events: Vec<EventLink>,
    pub bookings: Vec<FoundBooking>,
    pub people: Vec<FoundPerson>,
}

impl Found {
    pub fn is_empty(&self) -> bool {
        self.events.is_empty() && self.bookings.is_empty() && self.people.is_empty()
    }
}
