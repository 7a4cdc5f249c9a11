//! The organizer's workplace in numbers: all events of one's own, and one of them.
//!
//! Days are those of the event's zone. Sales are counted on the day on which they were booked, and only
//! as long as they stand. What each figure counts is said by [`Figure`].

mod figure;

pub use figure::Figure;

use crate::events::EventStatus;
use crate::ids::{EventId, TicketTypeId};
use crate::money::Currency;
use crate::serde::money_string;
use crate::statistics::{CheckInCounts, SeatCounts, TypeFigures, WaitlistCounts};
use crate::text_enum;
use crate::via::Via;
use crate::wall::Span;
use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

text_enum! {
    /// Where an event stands at this moment.
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub enum EventPhase {
        Draft = "draft",
        Upcoming = "upcoming",
        Running = "running",
        Past = "past",
        Cancelled = "cancelled",
    }
}

impl EventPhase {
    pub fn of(
        status: EventStatus,
        start: DateTime<Utc>,
        end: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Self {
        match status {
            EventStatus::Draft => Self::Draft,
            EventStatus::Cancelled => Self::Cancelled,
            EventStatus::Published if now < start => Self::Upcoming,
            EventStatus::Published if now < end => Self::Running,
            EventStatus::Published => Self::Past,
        }
    }
}

/// How many events there are in each phase.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PhaseCounts {
    pub draft: i64,
    pub upcoming: i64,
    pub running: i64,
    pub past: i64,
    pub cancelled: i64,
}

impl PhaseCounts {
    pub fn of(self, phase: EventPhase) -> i64 {
        match phase {
            EventPhase::Draft => self.draft,
            EventPhase::Upcoming => self.upcoming,
            EventPhase::Running => self.running,
            EventPhase::Past => self.past,
            EventPhase::Cancelled => self.cancelled,
        }
    }

    pub fn all(self) -> i64 {
        EventPhase::ALL.iter().map(|phase| self.of(*phase)).sum()
    }
}

/// Money in one currency: `gross` less `discounts` is what was charged, and less `refunds` what is
/// left of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Revenue {
    pub currency: Currency,
    /// What the seats that were sold cost without discounts.
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "275.00"))]
    pub gross: Decimal,
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "25.00"))]
    pub discounts: Decimal,
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "50.00"))]
    pub refunds: Decimal,
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "200.00"))]
    pub net: Decimal,
}

/// An event by its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EventRef {
    pub id: EventId,
    pub slug: String,
    pub title: String,
}

text_enum! {
    /// What an organizer should look at.
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub enum AttentionKind {
        /// Money of a cancelled event that has not gone back, although it was tried.
        RefundFailed = "refund_failed",
        /// The event starts today, by the clock where it is.
        StartsToday = "starts_today",
        /// People wait for seats, and there could be more of them.
        Waitlist = "waitlist",
        /// Reviews of the last month that have no answer.
        Reviews = "reviews",
        /// A draft that cannot be published as it is.
        DraftIncomplete = "draft_incomplete",
    }
}

/// What there is to know of it; which fields say something depends on the kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AttentionDetail {
    /// Bookings whose refund failed, parties that wait, reviews; people who come, of an event that
    /// starts today.
    pub count: i64,
    /// The seats that those parties want.
    pub seats: i64,
    /// The fields that keep a draft from being published.
    pub missing: Vec<String>,
    /// When it starts.
    pub start_date: Option<DateTime<Utc>>,
    /// When it takes place, by the clock where it is.
    pub span: Option<Span>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NeedsAttention {
    pub kind: AttentionKind,
    pub event: EventRef,
    pub detail: AttentionDetail,
}

/// `GET /api/organizer/summary/`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrganizerSummary {
    pub events: PhaseCounts,
    /// Seats of confirmed bookings, of all events.
    pub seats_sold: i64,
    /// Those of them that were booked within seven days.
    pub seats_sold_last_7_days: i64,
    /// Those of the seven days before.
    #[serde(default)]
    pub seats_sold_7_days_before: i64,
    /// A line a currency.
    pub revenue: Vec<Revenue>,
    /// The most urgent first, at most [`ATTENTION_MAX`].
    pub needs_attention: Vec<NeedsAttention>,
}

pub const ATTENTION_MAX: usize = 50;

/// `GET /api/organizer/events/`: one of one's own events with what was sold of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EventLine {
    pub event: EventRef,
    pub phase: EventPhase,
    pub image: Option<String>,
    pub start_date: DateTime<Utc>,
    pub end_date: DateTime<Utc>,
    /// When it is, by the clock where it is.
    pub span: Span,
    pub seats: SeatCounts,
    /// Parties that wait.
    pub waiting: i32,
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "25.00"))]
    pub price: Decimal,
    pub currency: Currency,
    /// Those of the confirmed seats that were booked within seven days, and in the seven days before.
    pub seats_last_7_days: i64,
    pub seats_7_days_before: i64,
    /// A line a currency; empty where nothing was sold.
    pub revenue: Vec<Revenue>,
    /// Of a draft: the fields that keep it from being published.
    pub missing: Vec<String>,
}

text_enum! {
    /// A step of a new organizer's way to the first event.
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub enum GuideStep {
        VerifyEmail = "verify_email",
        CreateEvent = "create_event",
        Publish = "publish",
        FirstBooking = "first_booking",
    }
}

/// The guide to the first event: which steps are done. There is none once all are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FirstEventGuide {
    pub done: Vec<GuideStep>,
    /// What is to be done next.
    pub next: GuideStep,
    /// The event that it is about, once there is one.
    pub event: Option<EventRef>,
}

/// What the page `/organize` shows: figures, and the first lines of each list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganizerHome {
    pub at: DateTime<Utc>,
    pub summary: OrganizerSummary,
    pub guide: Option<FirstEventGuide>,
    /// Whether the caller may make events.
    pub organizes: bool,
    /// Whether there is any event of whose money the caller may know.
    pub sees_money: bool,
    /// What runs now; the first to end first.
    pub running: Vec<EventLine>,
    /// The next first.
    pub upcoming: Vec<EventLine>,
    /// The newest first.
    pub drafts: Vec<EventLine>,
    /// The last one first.
    pub past: Vec<EventLine>,
}

/// Lines of each list of [`OrganizerHome`]; all of them are pages of `/api/organizer/events/`.
pub const HOME_LINES: i64 = 10;

/// Bookings by what has become of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct BookingCounts {
    pub pending: i64,
    pub confirmed: i64,
    pub cancelled: i64,
}

/// From visit to payment. Complimentary bookings, which nobody came for, are left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Funnel {
    /// Times the event's page was shown.
    pub visits: i64,
    /// Bookings that were begun.
    pub started: i64,
    /// Those that were confirmed, whatever became of them later.
    pub confirmed: i64,
}

/// Where people come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OriginFigures {
    /// The `via` of the link; null for those who came without, and for the rest.
    pub via: Option<Via>,
    /// Whether this line sums up all that have no line of their own.
    pub rest: bool,
    pub visits: i64,
    /// Bookings that were begun, and those of them that were confirmed.
    pub started: i64,
    pub confirmed: i64,
    /// Seats of bookings that are confirmed now.
    pub seats: i64,
}

/// Lines of origins, the rest and those without one not counted.
pub const ORIGINS_MAX: usize = 30;

/// How the waitlist moved on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct WaitlistDay {
    pub date: NaiveDate,
    pub joined: i64,
    pub offered: i64,
    pub accepted: i64,
    pub expired: i64,
    pub left: i64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RatingFigures {
    /// In hundredths: 425 is 4.25; null without reviews.
    pub average_hundredths: Option<i32>,
    pub reviews: i32,
}

/// An event's figures as they are now: what changes while one looks on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EventFigures {
    pub at: DateTime<Utc>,
    pub phase: EventPhase,
    pub seats: SeatCounts,
    pub bookings: BookingCounts,
    /// A line a currency; empty where nothing was sold.
    pub revenue: Vec<Revenue>,
    pub seats_last_7_days: i64,
    pub seats_7_days_before: i64,
    pub funnel: Funnel,
    /// The most visited first; those who came without an origin, and the rest, at the end.
    pub origins: Vec<OriginFigures>,
    pub waitlist: WaitlistCounts,
    pub check_ins: CheckInCounts,
    /// In the organizer's order; empty where the event has one kind of ticket.
    #[serde(default)]
    pub ticket_types: Vec<TypeFigures>,
    pub rating: RatingFigures,
    /// The last day of the curve.
    pub today: SalesDay,
}

/// What was booked on one day and stands, and how much was by its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SalesDay {
    pub date: NaiveDate,
    /// From the event's first day on: 0 on it, negative before.
    pub days_to_start: i64,
    /// Bookings that are confirmed, and their seats.
    pub bookings: i64,
    pub seats: i64,
    /// Seats that were confirmed and came back since.
    pub cancelled: i64,
    /// Confirmed seats up to its end.
    pub total: i64,
}

/// One event's sales by day; only days on which anything happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SalesCurve {
    pub event: EventRef,
    pub capacity: i32,
    pub starts_on: NaiveDate,
    pub days: Vec<SalesDay>,
}

/// What was booked of one ticket type on one day and stands, and how much was by its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TypeDay {
    pub date: NaiveDate,
    pub seats: i64,
    pub total: i64,
}

/// One ticket type's sales by day; only days on which any were sold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TypeCurve {
    pub id: TicketTypeId,
    pub name: String,
    pub days: Vec<TypeDay>,
}

text_enum! {
    /// What happened at a mark of the curve.
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub enum MarkKind {
        Published = "published",
        /// Its start was moved.
        Changed = "changed",
        PriceChanged = "price_changed",
        CapacityChanged = "capacity_changed",
        PlaceChanged = "place_changed",
        PromotionBegan = "promotion_began",
        MessageSent = "message_sent",
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Mark {
    pub at: DateTime<Utc>,
    pub date: NaiveDate,
    pub kind: MarkKind,
    /// A promotion's code, a message's subject, a price as `12.50 EUR`, a number of seats, a place;
    /// empty where the kind says all.
    pub label: String,
}

/// Marks of a curve.
pub const MARKS_MAX: usize = 50;

/// `GET /api/events/{id}/dashboard/`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrganizerDashboard {
    pub event: EventRef,
    pub status: EventStatus,
    pub start_date: DateTime<Utc>,
    pub end_date: DateTime<Utc>,
    /// When it is, by the clock where it is.
    pub span: Span,
    pub figures: EventFigures,
    pub curve: SalesCurve,
    /// The curve by ticket type, in the organizer's order; empty where the event has one kind of ticket.
    #[serde(default)]
    pub kinds: Vec<TypeCurve>,
    /// Another event of the organizer's own, to compare with.
    pub compare: Option<SalesCurve>,
    pub marks: Vec<Mark>,
    pub waitlist_days: Vec<WaitlistDay>,
    /// Of a draft: the fields that keep it from being published.
    pub missing: Vec<String>,
}

/// What an organizer's stream says: the figures of the summary that change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LiveSummary {
    pub at: DateTime<Utc>,
    pub summary: OrganizerSummary,
    /// Events that changed since the last message; null where any may have.
    pub changed: Option<Vec<EventId>>,
}

#[cfg(test)]
mod tests {
    use super::EventPhase::{Cancelled, Draft, Past, Running, Upcoming};
    use super::*;

    #[test]
    fn an_event_is_in_one_phase() {
        let at = |hour: i64| DateTime::from_timestamp(hour * 3600, 0).unwrap();
        let of = |status, now| EventPhase::of(status, at(10), at(12), at(now));
        let published = [9, 10, 11, 12].map(|now| of(EventStatus::Published, now));
        assert_eq!(published, [Upcoming, Running, Running, Past]);
        assert_eq!([of(EventStatus::Draft, 20), of(EventStatus::Cancelled, 9)], [Draft, Cancelled]);
    }
}
