//! What a change of an event brings about, told before it is made, and how far it is after.

use crate::failure::FieldError;
use crate::ids::{BookingId, SessionId};
use crate::money::Currency;
use crate::serde::money_string;
use crate::team::TeamRole;
use crate::wall::Wall;
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// An amount in one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct Sum {
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "250.00"))]
    pub amount: Decimal,
    pub currency: Currency,
}

/// What saving a published event's form would do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeEffect {
    /// Attendees are told of a change of these: `time`, `place`, `online`.
    pub told_of: Vec<String>,
    /// How many people are told.
    pub people_told: i64,
    /// Its start moves so far that this many bookings can be cancelled for all their money.
    pub may_cancel: i64,
    /// Seats that are taken.
    pub seats_taken: i32,
    /// The capacity asked for is below them.
    pub below_taken: bool,
    /// Parties of the waitlist that are offered seats at once, and how many seats.
    pub parties_offered: i64,
    pub seats_offered: i64,
    /// Parties that go on waiting.
    pub parties_left: i64,
    /// What is wrong with the form, by field.
    pub problems: Vec<FieldError>,
}

/// What cancelling an event costs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CancellationCost {
    /// People who are told.
    pub people: i64,
    pub bookings: i64,
    pub seats: i64,
    /// Parties whose wait ends.
    pub waiting: i64,
    /// Charges that are given back.
    pub charges: i64,
    /// What goes back to them, in each currency.
    pub refunds: Vec<Sum>,
}

/// A booking that could not be cancelled yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct CancellationFailure {
    pub booking: BookingId,
    pub reference: String,
    pub attempts: i32,
    pub failed_at: DateTime<Utc>,
    /// `busy`: the next try may work; `internal`: somebody must look at it.
    pub reason: String,
}

/// `GET /api/events/{id}/cancellation/`: how far the cancellation of an event is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Cancellation {
    pub cancelled_at: Option<DateTime<Utc>>,
    pub reason: String,
    /// Every booking is cancelled, refunded and told.
    pub done: bool,
    pub bookings: i64,
    pub bookings_cancelled: i64,
    /// What went back, in each currency.
    pub refunded: Vec<Sum>,
    /// What is still to go back.
    pub refunds_left: Vec<Sum>,
    pub people_told: i64,
    pub mails_waiting: i64,
    pub mails_failed: i64,
    /// At most 100, the latest first.
    pub failed: Vec<CancellationFailure>,
}

/// `POST /api/events/{id}/cancellation/retry/`: one booking, or all that failed.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RetryCancellation {
    #[serde(default)]
    pub booking: Option<BookingId>,
}

crate::text_enum! {
    /// What comes along with a copy of an event.
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub enum CopyPart {
        Sessions = "sessions",
        Promotions = "promotions",
        Team = "team",
    }
}

/// `POST /api/events/{id}/duplicate/`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DuplicateEvent {
    pub start_date: DateTime<Utc>,
    /// Left out: as it was.
    #[serde(default)]
    pub title: Option<String>,
    #[serde(default, deserialize_with = "crate::serde::or_default")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<CopyPart>>))]
    pub include: Vec<CopyPart>,
}

crate::text_enum! {
    /// What a date of a copy is.
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub enum DateKind {
        EventStart = "event_start",
        EventEnd = "event_end",
        SessionStart = "session_start",
        SessionEnd = "session_end",
        PromotionFrom = "promotion_from",
        PromotionUntil = "promotion_until",
        TicketTypeFrom = "ticket_type_from",
        TicketTypeUntil = "ticket_type_until",
        /// A price that holds until then.
        PriceUntil = "price_until",
    }
}

crate::text_enum! {
    /// What the clocks do in the night a date falls into.
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub enum ClockNote {
        /// That hour is left out: it comes as long after.
        Skipped = "skipped",
        /// That hour comes twice: this is the first of them, or the one that it was before.
        Doubled = "doubled",
    }
}

/// A date as it is and as it is in the copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MovedDate {
    pub kind: DateKind,
    /// Whose: the event's or session's title, the promotion's code, the ticket type's name.
    pub name: String,
    pub session: Option<SessionId>,
    pub before: DateTime<Utc>,
    pub after: DateTime<Utc>,
    /// The same by the clock on the wall of the event.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub before_wall: Wall,
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub after_wall: Wall,
    pub note: Option<ClockNote>,
}

/// `POST /api/events/{id}/duplicate/?dry_run=true`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DuplicatePlan {
    pub title: String,
    pub dates: Vec<MovedDate>,
    /// Codes of promotions and what they are called in the copy: a code is given out once.
    pub codes: Vec<CopiedCode>,
    /// Who is in the team of the copy.
    pub team: Vec<CopiedMember>,
}

/// Somebody who comes along into the team of a copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CopiedMember {
    pub display_name: String,
    pub role: TeamRole,
}

/// A promotion's code and what it is called in the copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CopiedCode {
    pub before: String,
    pub after: String,
}
