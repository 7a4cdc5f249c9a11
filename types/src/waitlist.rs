//! Waiting for seats.

use crate::bookings::QUANTITY_MAX;
use crate::ids::{BookingId, EventId};
use crate::text_enum;
use crate::via;
use crate::wall::Wall;
use chrono::{DateTime, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};

text_enum! {
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub enum WaitlistStatus {
        Waiting = "WAITING",
        Offered = "OFFERED",
        Accepted = "ACCEPTED",
        Expired = "EXPIRED",
        Left = "LEFT",
    }
}

impl WaitlistStatus {
    /// Whether something may still become of it.
    pub const fn open(self) -> bool {
        matches!(self, Self::Waiting | Self::Offered)
    }
}

/// A person's place on an event's waitlist, as the contract shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WaitlistEntry {
    /// 1 is the first in line; null unless they are waiting.
    pub position: Option<i64>,
    pub parties_ahead: Option<i64>,
    pub quantity: i32,
    pub status: WaitlistStatus,
    /// Whether seats were offered and a message about it was promised.
    pub notified: bool,
    pub created_at: DateTime<Utc>,
    pub offer_expires_at: Option<DateTime<Utc>>,
    /// The offer: a PENDING booking that is accepted by paying or confirming it.
    pub booking: Option<BookingId>,
}

/// Seats that came free and did not become this party's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassedOver {
    /// When, in the event's zone.
    pub at: NaiveDateTime,
    /// Whether that was today, in the event's zone.
    pub today: bool,
    /// How many came free.
    pub seats: i32,
    /// How many of them went to parties that were ahead.
    pub ahead: i32,
}

/// What the pages show of a wait.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitlistView {
    pub event: EventId,
    pub event_slug: String,
    pub title: String,
    /// When the event starts, in its zone.
    pub starts: Wall,
    pub entry: WaitlistEntry,
    /// Why the last seats that came free are not theirs.
    pub passed_over: Option<PassedOver>,
    /// When the offer ends, in the event's zone.
    pub offer_until: Option<Wall>,
    /// Whether the offer is accepted without paying.
    pub free: bool,
}

/// `POST /api/events/{id}/waitlist/`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct JoinWaitlist {
    /// The party: 1 to 10 seats, offered together or not at all.
    pub quantity: i64,
    /// The origin of the link that led here, as its `via` names it; the offer's booking has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<String>,
}

impl JoinWaitlist {
    /// A party that came by a link without an origin.
    pub const fn of(quantity: i64) -> Self {
        Self { quantity, via: None }
    }

    /// # Errors
    /// `validation_failed` by field.
    pub fn check(&self) -> Result<(), crate::Failure> {
        let mut checks = crate::validation::Checks::new();
        checks.range("quantity", self.quantity, 1, QUANTITY_MAX);
        via::check(&mut checks, self.via.as_deref());
        checks.finish()
    }
}
