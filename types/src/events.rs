//! Events: what organizers send and everyone sees.

use crate::failure::{Failure, FieldProblem};
use crate::ids::{CategoryId, EventId, UserId};
use crate::locale::Locale;
use crate::money::Currency;
use crate::page::PageRequest;
use crate::refunds::RefundPolicy;
use crate::serde::{double_option, money_string, or_default, present};
use crate::text::lower;
use crate::text_enum;
use crate::ticket_types::{TYPES_MAX, TicketType, TicketTypeInput};
use crate::uploads::is_uploaded;
use crate::validation::Checks;
use crate::wall::Span;
use crate::web_address;
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub const TITLE_MAX: usize = 100;
/// Letters of an address that an organizer chooses.
pub const SLUG_MAX: usize = 80;
pub const DESCRIPTION_MAX: usize = 20_000;
pub const LOCATION_MAX: usize = 200;
pub const URL_MAX: usize = 2000;
pub const REASON_MAX: usize = 2000;
pub const CATEGORY_POSITION_MAX: i64 = 10_000;
pub const CATEGORY_NAME_MAX: usize = 60;
pub const CAPACITY_MAX: i64 = 1_000_000;
pub const PRICE_MAX: i64 = 1_000_000;

text_enum! {
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub enum EventStatus {
        Draft = "DRAFT",
        Published = "PUBLISHED",
        Cancelled = "CANCELLED",
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Category {
    pub id: CategoryId,
    pub slug: String,
    /// In the language of the request.
    pub name: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrganizerRef {
    pub id: UserId,
    pub display_name: String,
}

/// An event as the contract shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Event {
    pub id: EventId,
    pub slug: String,
    pub title: String,
    /// Markdown as the organizer wrote it.
    pub description: String,
    pub organizer: OrganizerRef,
    pub category: Category,
    pub location: String,
    pub venue: Option<String>,
    /// Null unless the caller has a confirmed booking, organizes the event or is admin.
    pub online_meeting_url: Option<String>,
    pub start_date: DateTime<Utc>,
    pub end_date: DateTime<Utc>,
    /// IANA name.
    pub timezone: String,
    pub max_capacity: i32,
    /// How many seats one person may have; null: any number of seats that are paid for, and 20
    /// that are not.
    #[serde(default)]
    pub max_per_person: Option<i32>,
    /// Whether somebody new may join the waitlist.
    #[serde(default = "yes")]
    pub waitlist_open: bool,
    /// Confirmed seats.
    pub current_attendees: i32,
    /// What can be booked this moment.
    pub seats_available: i32,
    pub waitlist_count: i32,
    /// Of a seat; where it has several kinds of ticket, the lowest that is on sale.
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "25.00"))]
    pub price: Decimal,
    /// The highest that is on sale.
    #[serde(with = "money_string", default)]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "25.00"))]
    pub price_max: Decimal,
    /// Its kinds of ticket; empty where it has one, whose price and seats are the event's own. Not
    /// told in lists.
    #[serde(default)]
    pub ticket_types: Vec<TicketType>,
    pub currency: Currency,
    pub image: Option<String>,
    pub refund_policy: RefundPolicy,
    /// The language its text is written in.
    #[serde(default)]
    pub language: Locale,
    pub status: EventStatus,
    pub average_rating: Option<f64>,
    pub reviews_count: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl Event {
    /// Of a seat; where it has several kinds of ticket, of the dearest that is on sale.
    pub fn highest_price(&self) -> Decimal {
        self.price.max(self.price_max)
    }
}

const fn yes() -> bool {
    true
}

/// The same event with what a page needs and cannot work out in the browser.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact a page shows by itself")]
pub struct EventView {
    pub event: Event,
    pub is_online: bool,
    /// The address of its venue, where it is said, and what attendees are told of the way in.
    #[serde(default)]
    pub venue_address: Option<String>,
    #[serde(default)]
    pub venue_notes: Option<String>,
    /// How often what its organizer decides has changed; none for who may not change it.
    #[serde(default)]
    pub version: Option<i32>,
    /// When it is, in the event's zone.
    pub span: Span,
    /// The sanitised description; empty in lists.
    pub description_html: String,
    /// Published, not hidden and not yet started.
    pub bookable: bool,
    /// It has ticket types of its own, though perhaps none that everyone sees.
    #[serde(default)]
    pub typed: bool,
    /// An admin has taken it off the catalogue.
    #[serde(default)]
    pub hidden: bool,
    pub started: bool,
    pub ended: bool,
    pub cancel_reason: Option<String>,
    /// How often what a calendar shows of it has changed, and when it last did.
    pub revision: i32,
    pub revised_at: DateTime<Utc>,
}

impl EventView {
    /// Whether people meet at a place: those of a hybrid event do, beside being online.
    pub fn is_on_site(&self) -> bool {
        !self.is_online || self.event.venue.is_some() || names_a_place(&self.event.location)
    }
}

/// An event needs a location; of one that is online only people write just that.
fn names_a_place(location: &str) -> bool {
    !["online", "онлайн"].contains(&lower(location.trim()).as_str())
}

/// `POST /api/events/` and `PUT /api/events/{id}/`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EventInput {
    pub title: String,
    /// The address of its page: small Latin letters, digits and single hyphens between them. Left
    /// out: made from the title, or what it was. Older ones keep leading there.
    #[serde(default)]
    pub slug: Option<String>,
    pub description: String,
    /// A category's id or slug.
    pub category: String,
    pub location: String,
    #[serde(default)]
    pub venue: Option<String>,
    #[serde(default)]
    pub online_meeting_url: Option<String>,
    pub start_date: DateTime<Utc>,
    pub end_date: DateTime<Utc>,
    pub timezone: String,
    pub max_capacity: i64,
    /// How many seats one person may have in all. Left out or null: any number of seats that are
    /// paid for, and 20 that are not. Seats that are held and not yet paid for are never more than
    /// 20 a person.
    #[serde(default)]
    pub max_per_person: Option<i64>,
    /// Whether somebody new may join the waitlist. Left out or null: what it was, or for a new event
    /// yes.
    #[serde(default)]
    pub waitlist_open: Option<bool>,
    /// Passed over where it has ticket types, whose price it then is.
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "25.00"))]
    pub price: Decimal,
    /// Of a new event only: its kinds of ticket in their order, made together with it. Later they are
    /// changed under `/api/events/{id}/ticket-types/`.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<TicketTypeInput>>))]
    pub ticket_types: Vec<TicketTypeInput>,
    pub currency: String,
    #[serde(default)]
    pub image: Option<String>,
    /// Left out: what it was, or for a new event everything until a day before the start.
    #[serde(default)]
    pub refund_policy: Option<RefundPolicy>,
    /// The language its text is written in. Left out or null: that of most of its letters.
    #[serde(default)]
    pub language: Option<Locale>,
    #[serde(default)]
    pub status: Option<EventStatus>,
}

/// `PATCH /api/events/{id}/`: a field that is left out stays as it is.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EventPatch {
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, required = false))]
    pub title: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, required = false))]
    pub slug: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, required = false))]
    pub description: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, required = false))]
    pub category: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, required = false))]
    pub location: Option<String>,
    #[serde(default, deserialize_with = "double_option")]
    pub venue: Option<Option<String>>,
    #[serde(default, deserialize_with = "double_option")]
    pub online_meeting_url: Option<Option<String>>,
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "openapi", schema(value_type = DateTime<Utc>, required = false))]
    pub start_date: Option<DateTime<Utc>>,
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "openapi", schema(value_type = DateTime<Utc>, required = false))]
    pub end_date: Option<DateTime<Utc>>,
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, required = false))]
    pub timezone: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "openapi", schema(value_type = i64, required = false))]
    pub max_capacity: Option<i64>,
    #[serde(default, deserialize_with = "double_option")]
    pub max_per_person: Option<Option<i64>>,
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "openapi", schema(value_type = bool, required = false))]
    pub waitlist_open: Option<bool>,
    #[serde(default, deserialize_with = "money_string::present")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, required = false))]
    pub price: Option<Decimal>,
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, required = false))]
    pub currency: Option<String>,
    #[serde(default, deserialize_with = "double_option")]
    pub image: Option<Option<String>>,
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "openapi", schema(value_type = RefundPolicy, required = false))]
    pub refund_policy: Option<RefundPolicy>,
    #[serde(default, deserialize_with = "double_option")]
    pub language: Option<Option<Locale>>,
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "openapi", schema(value_type = EventStatus, required = false))]
    pub status: Option<EventStatus>,
}

impl EventInput {
    /// Time zone, category and "not in the past" are checked by the server, which knows them.
    ///
    /// # Errors
    /// `validation_failed` by field.
    pub fn check(&mut self) -> Result<(), Failure> {
        let mut checks = Checks::new();
        checks.line("title", &mut self.title, TITLE_MAX);
        if let Some(slug) = &self.slug {
            checks.exact("slug", slug, 1, SLUG_MAX);
            checks.require(is_slug(slug), "slug", FieldProblem::Invalid);
        }
        checks.prose("description", &mut self.description, 0, DESCRIPTION_MAX);
        checks.line("location", &mut self.location, LOCATION_MAX);
        checks.optional_line("venue", &mut self.venue, LOCATION_MAX);
        for (field, url) in
            [("online_meeting_url", &self.online_meeting_url), ("image", &self.image)]
        {
            if let Some(url) = url {
                checks.exact(field, url, 1, URL_MAX);
                // Whose picture it is, the server knows.
                let ours = field == "image" && is_uploaded(url);
                if !ours && let Err(problem) = web_address::check_page(url) {
                    checks.add(field, problem);
                }
            }
        }
        checks.require(self.end_date > self.start_date, "end_date", FieldProblem::EndBeforeStart);
        check_year(&mut checks, "start_date", self.start_date);
        check_year(&mut checks, "end_date", self.end_date);
        checks.range("max_capacity", self.max_capacity, 1, CAPACITY_MAX);
        if let Some(most) = self.max_per_person {
            checks.range("max_per_person", most, 1, CAPACITY_MAX);
        }
        check_price(&mut checks, "price", self.price);
        check_types(&mut checks, &mut self.ticket_types);
        checks.require(
            Currency::offered(&self.currency).is_some(),
            "currency",
            FieldProblem::Invalid,
        );
        if let Some(policy) = self.refund_policy {
            policy.check(&mut checks);
        }
        checks.require(
            self.status != Some(EventStatus::Cancelled),
            "status",
            FieldProblem::NotAllowed,
        );
        checks.finish()
    }
}

/// Of an event that is still to be made: it has no pools yet.
fn check_types(checks: &mut Checks, types: &mut [TicketTypeInput]) {
    if types.len() > TYPES_MAX {
        checks.add_with("ticket_types", FieldProblem::TooLong, i64::try_from(TYPES_MAX).ok());
        return;
    }
    for (at, of) in types.iter_mut().enumerate() {
        let field = |name: &str| format!("ticket_types[{at}].{name}");
        if let Err(failure) = of.check() {
            for error in failure.fields {
                checks.add_with(&field(&error.field), error.problem, error.limit);
            }
        }
        checks.require(of.pool.is_none(), &field("pool"), FieldProblem::NotFound);
    }
}

/// `POST /api/events/{id}/cancel/`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CancelEvent {
    /// Told to everyone who has a booking.
    pub reason: String,
}

impl CancelEvent {
    /// # Errors
    /// `validation_failed` by field.
    pub fn check(&mut self) -> Result<(), Failure> {
        let mut checks = Checks::new();
        checks.prose("reason", &mut self.reason, 1, REASON_MAX);
        checks.finish()
    }
}

/// `POST /api/categories/` and `PUT /api/categories/{id}/`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CategoryInput {
    /// Small Latin letters, digits and single hyphens between them. Left out: made from the name, or
    /// what it was.
    #[serde(default)]
    pub slug: Option<String>,
    pub name: String,
    /// The name in Russian, for who reads in that language.
    #[serde(default)]
    pub name_ru: Option<String>,
    /// Where it stands among the others: those with small numbers first, of the same number by name. Left
    /// out: 0, or what it was.
    #[serde(default)]
    pub position: Option<i64>,
}

/// `GET /api/admin/categories/`: a category with both names, and how many events are in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct AdminCategory {
    pub id: CategoryId,
    pub slug: String,
    pub name: String,
    pub name_ru: Option<String>,
    pub position: i32,
    pub events_count: i64,
}

/// `POST /api/categories/{id}/merge/`.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MergeCategory {
    /// The slug or id of the category that gets the events.
    pub into: String,
}

impl CategoryInput {
    /// # Errors
    /// `validation_failed` by field.
    pub fn check(&mut self) -> Result<(), Failure> {
        let mut checks = Checks::new();
        if let Some(slug) = &self.slug {
            checks.exact("slug", slug, 1, CATEGORY_NAME_MAX);
            checks.require(is_slug(slug), "slug", FieldProblem::Invalid);
        }
        checks.line("name", &mut self.name, CATEGORY_NAME_MAX);
        checks.optional_line("name_ru", &mut self.name_ru, CATEGORY_NAME_MAX);
        if let Some(position) = self.position {
            checks.range("position", position, 0, CATEGORY_POSITION_MAX);
        }
        checks.finish()
    }
}

/// Small Latin letters, digits and single hyphens between them, or nothing.
pub fn is_slug(text: &str) -> bool {
    let plain = |part: &str| {
        let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
        !part.is_empty() && part.bytes().all(fits)
    };
    text.is_empty() || text.split('-').all(plain)
}

/// Events lie between the years 2000 and 2100: outside it is a slip of the finger.
pub fn check_year(checks: &mut Checks, field: &str, time: DateTime<Utc>) {
    use chrono::Datelike;
    let year = i64::from(time.year());
    checks.range(field, year, 2000, 2100);
}

/// 0 to 1,000,000 with at most two places.
pub fn check_price(checks: &mut Checks, field: &str, price: Decimal) {
    if price.is_sign_negative() {
        checks.add_with(field, FieldProblem::TooSmall, Some(0));
    } else if price > Decimal::from(PRICE_MAX) {
        checks.add_with(field, FieldProblem::TooLarge, Some(PRICE_MAX));
    } else if price.normalize().scale() > 2 {
        checks.add(field, FieldProblem::Invalid);
    }
}

text_enum! {
    /// What the catalogue is sorted by; the names are those of its query and its columns.
    pub enum EventOrdering {
        StartDate = "start_date",
        Price = "price",
        CreatedAt = "created_at",
        AverageRating = "average_rating",
        Relevance = "relevance",
    }
}

impl EventOrdering {
    /// `price` or `-price`: the ordering and whether it descends.
    pub fn from_query(input: &str) -> Option<(Self, bool)> {
        let (name, descending) = input.strip_prefix('-').map_or((input, false), |n| (n, true));
        Some((Self::parse(name)?, descending))
    }
}

/// What the catalogue is asked for, already parsed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct EventQuery {
    pub search: Option<String>,
    /// A category's slug.
    pub category: Option<String>,
    pub organizer: Option<UserId>,
    pub location: Option<String>,
    pub online: Option<bool>,
    pub start_after: Option<DateTime<Utc>>,
    pub start_before: Option<DateTime<Utc>>,
    pub price_min: Option<Decimal>,
    pub price_max: Option<Decimal>,
    pub is_free: Option<bool>,
    pub available: Option<bool>,
    /// The ordering and whether it descends; none: soonest first, or relevance with a search.
    pub ordering: Option<(EventOrdering, bool)>,
    pub page: PageRequest,
}
