//! Events: what organizers send and everyone sees.

use crate::failure::{Failure, FieldProblem};
use crate::ids::{CategoryId, EventId, UserId};
use crate::locale::Locale;
use crate::money::Currency;
use crate::page::PageRequest;
use crate::refunds::RefundPolicy;
use crate::validation::Checks;
use crate::wall::Span;
use crate::web_address;
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize};

pub const TITLE_MAX: usize = 100;
pub const DESCRIPTION_MAX: usize = 20_000;
pub const LOCATION_MAX: usize = 200;
pub const URL_MAX: usize = 2000;
pub const REASON_MAX: usize = 2000;
pub const CATEGORY_NAME_MAX: usize = 60;
pub const CAPACITY_MAX: i64 = 1_000_000;

/// Tells a field that was sent as null from one that was left out.
///
/// # Errors
/// What the inner value's own parsing finds.
pub fn some<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::<T>::deserialize(deserializer).map(Some)
}

/// A field that may be left out; null counts as that.
///
/// # Errors
/// What the value's own parsing finds.
pub fn or_default<'de, T: Deserialize<'de> + Default, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    Option::<T>::deserialize(deserializer).map(Option::unwrap_or_default)
}

/// A field of a partial change that may be left out but, if it is there, must have a value: what null
/// would change it to is nothing it could be.
///
/// # Errors
/// Null, and what the value's own parsing finds.
pub fn given<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "UPPERCASE")]
pub enum EventStatus {
    Draft,
    Published,
    Cancelled,
}

impl EventStatus {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "DRAFT",
            Self::Published => "PUBLISHED",
            Self::Cancelled => "CANCELLED",
        }
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
    /// Confirmed seats.
    pub current_attendees: i32,
    /// What can be booked this moment.
    pub seats_available: i32,
    pub waitlist_count: i32,
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "25.00"))]
    pub price: Decimal,
    pub currency: Currency,
    pub image: Option<String>,
    pub refund_policy: RefundPolicy,
    pub status: EventStatus,
    pub average_rating: Option<f64>,
    pub reviews_count: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// The same event with what a page needs and cannot work out in the browser.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact a page shows by itself")]
pub struct EventView {
    pub event: Event,
    pub is_online: bool,
    pub language: Locale,
    /// When it is, in the event's zone.
    pub span: Span,
    /// The sanitised description; empty in lists.
    pub description_html: String,
    /// Published and not yet started.
    pub bookable: bool,
    pub started: bool,
    pub ended: bool,
    pub cancel_reason: Option<String>,
    /// How often what a calendar shows of it has changed, and when it last did.
    pub revision: i32,
    pub revised_at: DateTime<Utc>,
}

/// Money on the wire: a string of two places; integers are taken, fractions as numbers are not.
pub mod money_string {
    use rust_decimal::Decimal;
    use serde::de::{Error, Unexpected, Visitor};
    use serde::{Deserializer, Serializer};

    /// # Errors
    /// None of its own.
    pub fn serialize<S: Serializer>(amount: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&crate::money::decimal_string(*amount))
    }

    /// # Errors
    /// Anything but a decimal string or an integer.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
        struct Amount;
        impl Visitor<'_> for Amount {
            type Value = Decimal;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an amount as a decimal string, such as \"25.00\"")
            }
            fn visit_str<E: Error>(self, v: &str) -> Result<Decimal, E> {
                let plain = v.strip_prefix('-').unwrap_or(v);
                let (whole, part) = plain.split_once('.').unwrap_or((plain, "0"));
                let digits = |text: &str, most: usize| {
                    (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
                };
                match Decimal::from_str_exact(v) {
                    Ok(amount) if digits(whole, 20) && digits(part, 2) => Ok(amount),
                    _ => Err(E::invalid_value(Unexpected::Str(v), &self)),
                }
            }
            fn visit_u64<E: Error>(self, v: u64) -> Result<Decimal, E> {
                Ok(v.into())
            }
            fn visit_i64<E: Error>(self, v: i64) -> Result<Decimal, E> {
                Ok(v.into())
            }
        }
        deserializer.deserialize_any(Amount)
    }

    /// The same for a field that may be left out.
    pub mod option {
        use super::Decimal;
        use serde::Deserializer;

        /// # Errors
        /// Anything but a decimal string or an integer.
        pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Option<Decimal>, D::Error> {
            super::deserialize(d).map(Some)
        }
    }
}

/// `POST /api/events/` and `PUT /api/events/{id}/`.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EventInput {
    pub title: String,
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
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "25.00"))]
    pub price: Decimal,
    pub currency: String,
    #[serde(default)]
    pub image: Option<String>,
    /// Left out: what it was, or for a new event everything until a day before the start.
    #[serde(default, deserialize_with = "crate::refunds::optional")]
    pub refund_policy: Option<RefundPolicy>,
    #[serde(default)]
    pub status: Option<EventStatus>,
}

/// `PATCH /api/events/{id}/`: a field that is left out stays as it is.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EventPatch {
    #[serde(default, deserialize_with = "given")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, required = false))]
    pub title: Option<String>,
    #[serde(default, deserialize_with = "given")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, required = false))]
    pub description: Option<String>,
    #[serde(default, deserialize_with = "given")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, required = false))]
    pub category: Option<String>,
    #[serde(default, deserialize_with = "given")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, required = false))]
    pub location: Option<String>,
    #[serde(default, deserialize_with = "some")]
    pub venue: Option<Option<String>>,
    #[serde(default, deserialize_with = "some")]
    pub online_meeting_url: Option<Option<String>>,
    #[serde(default, deserialize_with = "given")]
    #[cfg_attr(feature = "openapi", schema(value_type = DateTime<Utc>, required = false))]
    pub start_date: Option<DateTime<Utc>>,
    #[serde(default, deserialize_with = "given")]
    #[cfg_attr(feature = "openapi", schema(value_type = DateTime<Utc>, required = false))]
    pub end_date: Option<DateTime<Utc>>,
    #[serde(default, deserialize_with = "given")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, required = false))]
    pub timezone: Option<String>,
    #[serde(default, deserialize_with = "given")]
    #[cfg_attr(feature = "openapi", schema(value_type = i64, required = false))]
    pub max_capacity: Option<i64>,
    #[serde(default, deserialize_with = "some")]
    pub max_per_person: Option<Option<i64>>,
    #[serde(default, deserialize_with = "money_string::option::deserialize")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, required = false))]
    pub price: Option<Decimal>,
    #[serde(default, deserialize_with = "given")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, required = false))]
    pub currency: Option<String>,
    #[serde(default, deserialize_with = "some")]
    pub image: Option<Option<String>>,
    #[serde(default, deserialize_with = "crate::refunds::given")]
    #[cfg_attr(feature = "openapi", schema(value_type = RefundPolicy, required = false))]
    pub refund_policy: Option<RefundPolicy>,
    #[serde(default, deserialize_with = "given")]
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
        checks.prose("description", &mut self.description, 0, DESCRIPTION_MAX);
        checks.line("location", &mut self.location, LOCATION_MAX);
        checks.optional_line("venue", &mut self.venue, LOCATION_MAX);
        for (field, url) in
            [("online_meeting_url", &self.online_meeting_url), ("image", &self.image)]
        {
            if let Some(url) = url {
                checks.exact(field, url, 1, URL_MAX);
                if let Err(problem) = web_address::check_page(url) {
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
}

impl CategoryInput {
    /// # Errors
    /// `validation_failed` by field.
    pub fn check(&mut self) -> Result<(), Failure> {
        let mut checks = Checks::new();
        if let Some(slug) = &self.slug {
            checks.exact("slug", slug, 1, CATEGORY_NAME_MAX);
            let plain = |part: &str| {
                let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
                !part.is_empty() && part.bytes().all(fits)
            };
            let ok = slug.is_empty() || slug.split('-').all(plain);
            checks.require(ok, "slug", FieldProblem::Invalid);
        }
        checks.line("name", &mut self.name, CATEGORY_NAME_MAX);
        checks.optional_line("name_ru", &mut self.name_ru, CATEGORY_NAME_MAX);
        checks.finish()
    }
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
    } else if price > Decimal::from(1_000_000) {
        checks.add_with(field, FieldProblem::TooLarge, Some(1_000_000));
    } else if price.normalize().scale() > 2 {
        checks.add(field, FieldProblem::Invalid);
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum EventOrdering {
    StartDate,
    Price,
    CreatedAt,
    AverageRating,
    Relevance,
}

impl EventOrdering {
    pub const ALL: [(&'static str, Self); 5] = [
        ("start_date", Self::StartDate),
        ("price", Self::Price),
        ("created_at", Self::CreatedAt),
        ("average_rating", Self::AverageRating),
        ("relevance", Self::Relevance),
    ];

    /// `price` or `-price`: the ordering and whether it descends.
    pub fn parse(input: &str) -> Option<(Self, bool)> {
        let (name, descending) = input.strip_prefix('-').map_or((input, false), |n| (n, true));
        Self::ALL.iter().find(|(known, _)| *known == name).map(|(_, o)| (*o, descending))
    }

    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(_, o)| *o == self).map_or("start_date", |(name, _)| name)
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
