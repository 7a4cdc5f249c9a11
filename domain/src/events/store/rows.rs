//! Rows as the database gives them.

use super::values::read_values;
use crate::roles::Memberships;
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use types::events::EventStatus;
use types::ids::{CategoryId, EventId, UserId};
use types::statistics::SeatCounts;
use types::{Currency, Locale, RefundPolicy};

/// An event with the names that belong to it; read with [`COLUMNS`] from [`TABLES`].
#[derive(Debug, Clone, sqlx::FromRow)]
pub(crate) struct EventRow {
    pub id: EventId,
    pub slug: String,
    pub title: String,
    pub description: String,
    pub language: Locale,
    pub organizer_id: UserId,
    pub organizer_name: String,
    pub category_id: CategoryId,
    pub category_slug: String,
    pub category_name: String,
    pub category_name_ru: Option<String>,
    pub location: String,
    pub venue: Option<String>,
    pub venue_address: Option<String>,
    pub venue_notes: Option<String>,
    pub online_meeting_url: Option<String>,
    pub is_online: bool,
    pub start_date: DateTime<Utc>,
    pub end_date: DateTime<Utc>,
    pub timezone: String,
    pub max_capacity: i32,
    pub max_per_person: Option<i32>,
    pub waitlist_open: bool,
    pub seats_confirmed: i32,
    pub seats_held: i32,
    pub seats_offered: i32,
    pub waitlist_count: i32,
    /// Where it has types of its own, the lowest that is on sale.
    pub price: Decimal,
    /// The highest; none where it has one kind of ticket.
    pub price_max: Option<Decimal>,
    /// Whether it has ticket types of its own.
    pub typed: bool,
    pub currency: Currency,
    pub image: Option<String>,
    pub status: EventStatus,
    /// Since when an admin has it off the catalogue.
    pub hidden_at: Option<DateTime<Utc>>,
    /// What nobody has chosen yet: those columns hold stand-ins.
    pub unset_fields: Vec<String>,
    pub cancel_reason: Option<String>,
    #[sqlx(flatten)]
    pub refund_policy: RefundPolicy,
    pub average_rating: Option<f64>,
    pub reviews_count: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub version: i32,
    pub revision: i32,
    pub revised_at: DateTime<Utc>,
}

impl EventRow {
    /// Seats that nobody else can have any more.
    pub(crate) fn seats_taken(&self) -> i32 {
        self.seats_confirmed + self.seats_held + self.seats_offered
    }

    pub(crate) fn seats(&self) -> SeatCounts {
        SeatCounts {
            capacity: self.max_capacity,
            confirmed: self.seats_confirmed,
            held: self.seats_held,
            offered: self.seats_offered,
            available: (self.max_capacity - self.seats_taken()).max(0),
        }
    }
}

/// An event as somebody reads it, with what they are in its team.
#[derive(Debug, sqlx::FromRow)]
pub(crate) struct SeenRow {
    #[sqlx(flatten)]
    pub row: EventRow,
    #[sqlx(flatten)]
    pub roles: Memberships,
}

/// A row of a ranked list, which counts itself.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct RankedRow {
    #[sqlx(flatten)]
    pub row: EventRow,
    pub total: i64,
}

pub(super) const COLUMNS: &str = concat!(
    read_values!(),
    "e.id, e.slug, e.organizer_id, u.display_name AS organizer_name, \
     c.slug AS category_slug, c.name AS category_name, c.name_ru AS category_name_ru, \
     v.name AS venue, v.address AS venue_address, v.notes AS venue_notes, e.is_online, e.seats_confirmed, e.seats_held, e.seats_offered, \
     e.typed, e.price_max, \
     e.waitlist_count, e.hidden_at, e.cancel_reason, e.average_rating::float8 AS average_rating, \
     e.reviews_count, e.created_at, e.updated_at, e.version, e.revision, e.revised_at"
);

/// What [`COLUMNS`] reads from besides `events e`.
pub(super) const JOINS: &str = " JOIN users u ON u.id = e.organizer_id \
    JOIN categories c ON c.id = e.category_id LEFT JOIN venues v ON v.id = e.venue_id";

#[derive(Debug, Clone, sqlx::FromRow)]
pub(crate) struct CategoryRow {
    pub id: CategoryId,
    pub slug: String,
    pub name: String,
    pub name_ru: Option<String>,
}
