//! Waiting for seats.

use crate::bookings::QUANTITY_MAX;
use crate::failure::{Failure, FieldProblem};
use crate::ids::{BookingId, EventId, TicketTypeId, UserId, WaitlistEntryId};
use crate::serde::or_default;
use crate::text_enum;
use crate::ticket_types::TYPES_MAX;
use crate::validation::Checks;
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
    /// The kinds of ticket the party would take, of which it is offered one; one that is named twice counts
    /// once. Left out: any.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<TicketTypeId>>))]
    pub ticket_types: Vec<TicketTypeId>,
    /// The origin of the link that led here, as its `via` names it; the offer's booking has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<String>,
}

impl JoinWaitlist {
    /// A party that came by a link without an origin.
    pub const fn of(quantity: i64) -> Self {
        Self { quantity, ticket_types: Vec::new(), via: None }
    }

    /// # Errors
    /// `validation_failed` by field.
    pub fn check(&self) -> Result<(), Failure> {
        let mut checks = Checks::new();
        checks.range("quantity", self.quantity, 1, QUANTITY_MAX);
        if self.ticket_types.len() > TYPES_MAX {
            checks.add("ticket_types", FieldProblem::TooLong);
        }
        via::check(&mut checks, self.via.as_deref());
        checks.finish()
    }
}

pub const OFFER_REASON_MAX: usize = 500;

/// `POST /api/events/{id}/waitlist/entries/{entry}/offer/`.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OfferSeats {
    /// Why this party; it stands in the log.
    pub reason: String,
    /// How many seats. Left out: as many as the party wants, which are never exceeded.
    #[serde(default)]
    pub seats: Option<i64>,
    /// Whether the event gets the seats that are missing. Else only free ones are offered.
    #[serde(default, deserialize_with = "crate::serde::or_default")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<bool>))]
    pub add_seats: bool,
}

impl OfferSeats {
    /// # Errors
    /// `validation_failed` by field.
    pub fn check(&mut self) -> Result<(), Failure> {
        let mut checks = Checks::new();
        checks.prose("reason", &mut self.reason, 1, OFFER_REASON_MAX);
        if let Some(seats) = self.seats {
            checks.range("seats", seats, 1, QUANTITY_MAX);
        }
        checks.finish()
    }
}

/// Who waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Waiting {
    pub id: UserId,
    pub display_name: String,
    pub email: String,
}

/// `GET /api/events/{id}/waitlist/entries/`: a party as the organizer sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrganizedEntry {
    pub id: WaitlistEntryId,
    pub user: Waiting,
    /// 1 is the first in line; null unless they are waiting.
    pub position: Option<i64>,
    /// The party; of an offer that was made by hand as many seats as were offered.
    pub quantity: i32,
    pub status: WaitlistStatus,
    pub joined_at: DateTime<Utc>,
    pub offer_expires_at: Option<DateTime<Utc>>,
    pub booking: Option<BookingId>,
    pub ended_at: Option<DateTime<Utc>>,
    /// Every move of it, in order.
    pub moves: Vec<WaitlistMove>,
}

/// A change of an entry's state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WaitlistMove {
    pub at: DateTime<Utc>,
    /// Null: they joined.
    pub from: Option<WaitlistStatus>,
    pub to: WaitlistStatus,
    /// What brought it about, such as `joined`, `booking_cancelled`, `by_hand` or `offer_lapsed`.
    pub cause: String,
    /// In the words of whoever offered seats by hand.
    pub reason: Option<String>,
    /// Parties ahead that an offer by hand has passed.
    pub passed: Option<i64>,
    /// Seats that the event got for it.
    pub added: Option<i32>,
}
