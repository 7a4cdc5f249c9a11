//! Ticket types: the kinds of ticket of one event, and the pools that share a quota among them.

use crate::bookings::QUANTITY_MAX;
use crate::events::{CAPACITY_MAX, check_price, check_year};
use crate::failure::FieldProblem;
use crate::ids::{TicketPoolId, TicketTypeId};
use crate::serde::{double_option, money_string, or_default, present};
use crate::statistics::SeatCounts;
use crate::text_enum;
use crate::validation::Checks;
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub const NAME_MAX: usize = 100;
pub const DESCRIPTION_MAX: usize = 1000;
/// Of one event, archived ones among them.
pub const TYPES_MAX: usize = 50;
pub const POOLS_MAX: usize = 20;
/// Of one type.
pub const STEPS_MAX: usize = 10;
/// The last place that one may be given.
pub const PLACE_MAX: i64 = 10_000;

text_enum! {
    /// What the organizer decided.
    #[derive(Default)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub enum Offering {
        #[default]
        ForSale = "FOR_SALE",
        Paused = "PAUSED",
        /// Sold no more, and kept for those who have one.
        Archived = "ARCHIVED",
    }
}

text_enum! {
    /// Whether it can be had this moment, and why not.
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub enum SaleState {
        OnSale = "ON_SALE",
        NotYet = "NOT_YET",
        Ended = "ENDED",
        SoldOut = "SOLD_OUT",
    }
}

/// A ticket type as everyone sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TicketType {
    pub id: TicketTypeId,
    pub name: String,
    pub description: String,
    /// Of the next seat.
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "25.00"))]
    pub price: Decimal,
    /// The least of what is free of the type, its pool and its event.
    pub seats_available: i32,
    pub sale_from: Option<DateTime<Utc>>,
    pub sale_until: Option<DateTime<Utc>>,
    pub min_per_booking: i32,
    pub max_per_booking: i32,
    pub state: SaleState,
}

/// What was booked of one type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BookingItem {
    pub ticket_type: TicketTypeId,
    pub name: String,
    pub quantity: i32,
    /// As it was when the seats were held.
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "25.00"))]
    pub unit_price: Decimal,
}

/// What was booked, such as `2 × Student, 1 × Adult`; none where the event has one kind of ticket.
pub fn spelled_out(items: &[BookingItem]) -> Option<String> {
    let each: Vec<String> =
        items.iter().map(|item| format!("{} × {}", item.quantity, item.name)).collect();
    (!each.is_empty()).then(|| each.join(", "))
}

/// A type by its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TicketTypeRef {
    pub id: TicketTypeId,
    pub name: String,
}

/// What is to be booked of one type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WantedItem {
    pub ticket_type: TicketTypeId,
    /// 1 to 10 seats, and 10 of all types together.
    pub quantity: i64,
}

/// A price that holds until a moment, for the first so many seats, or both; the first that applies
/// counts, after all of them the type's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PriceStep {
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "19.00"))]
    pub price: Decimal,
    #[serde(default)]
    pub until: Option<DateTime<Utc>>,
    #[serde(default)]
    pub first: Option<i64>,
}

/// A ticket type as the event's team sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TicketTypeDetails {
    pub id: TicketTypeId,
    pub name: String,
    pub description: String,
    /// After all steps.
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "25.00"))]
    pub price: Decimal,
    pub price_steps: Vec<PriceStep>,
    pub quota: Option<i32>,
    pub pool: Option<TicketPoolId>,
    pub sale_from: Option<DateTime<Utc>>,
    pub sale_until: Option<DateTime<Utc>>,
    pub min_per_booking: i32,
    pub max_per_booking: i32,
    pub hidden: bool,
    pub offering: Offering,
    pub position: i32,
    /// What the public is told.
    pub state: SaleState,
    pub sold: i32,
    pub held: i32,
    pub offered: i32,
    /// The least along its path; also of a type without a quota.
    pub seats_available: i32,
}

/// A quota that several types share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct TicketPool {
    pub id: TicketPoolId,
    pub name: String,
    pub quota: i32,
    /// Held, offered and confirmed seats of its types.
    pub taken: i32,
    pub position: i32,
}

/// `GET /api/events/{id}/ticket-types/` for the event's team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TicketTypes {
    pub types: Vec<TicketTypeDetails>,
    pub pools: Vec<TicketPool>,
}

impl TicketTypes {
    /// A type's seats, of as many as it can have at most: its own quota, its pool's, or the event's.
    pub fn seats(&self, of: &TicketTypeDetails, event: i32) -> SeatCounts {
        let pool = self.pools.iter().find(|pool| Some(pool.id) == of.pool);
        let quotas = [of.quota, pool.map(|pool| pool.quota), Some(event)];
        SeatCounts {
            capacity: quotas.into_iter().flatten().min().unwrap_or_default(),
            confirmed: of.sold,
            held: of.held,
            offered: of.offered,
            available: of.seats_available,
        }
    }
}

/// `POST …/ticket-types/` and `PUT …/ticket-types/{type}/`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TicketTypeInput {
    pub name: String,
    #[serde(default, deserialize_with = "or_default")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub description: String,
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "25.00"))]
    pub price: Decimal,
    #[serde(default, deserialize_with = "or_default")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<PriceStep>>))]
    pub price_steps: Vec<PriceStep>,
    /// Null: as many as its pool and its event have.
    #[serde(default)]
    pub quota: Option<i64>,
    #[serde(default)]
    pub pool: Option<TicketPoolId>,
    #[serde(default)]
    pub sale_from: Option<DateTime<Utc>>,
    #[serde(default)]
    pub sale_until: Option<DateTime<Utc>>,
    /// Left out: 1.
    #[serde(default)]
    pub min_per_booking: Option<i64>,
    /// Left out: 10.
    #[serde(default)]
    pub max_per_booking: Option<i64>,
    /// Seen by who has a promo code that opens it.
    #[serde(default, deserialize_with = "or_default")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<bool>))]
    pub hidden: bool,
    #[serde(default, deserialize_with = "or_default")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Offering>))]
    pub offering: Offering,
    /// Its place among them, from 0: the others close up. Left out: after all others, and of one that
    /// is there as it was.
    #[serde(default)]
    pub position: Option<i64>,
}

/// `PATCH …/ticket-types/{type}/`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TicketTypePatch {
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, required = false))]
    pub name: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, required = false))]
    pub description: Option<String>,
    #[serde(default, deserialize_with = "money_string::present")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, required = false))]
    pub price: Option<Decimal>,
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<PriceStep>, required = false))]
    pub price_steps: Option<Vec<PriceStep>>,
    #[serde(default, deserialize_with = "double_option")]
    pub quota: Option<Option<i64>>,
    #[serde(default, deserialize_with = "double_option")]
    pub pool: Option<Option<TicketPoolId>>,
    #[serde(default, deserialize_with = "double_option")]
    pub sale_from: Option<Option<DateTime<Utc>>>,
    #[serde(default, deserialize_with = "double_option")]
    pub sale_until: Option<Option<DateTime<Utc>>>,
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "openapi", schema(value_type = i64, required = false))]
    pub min_per_booking: Option<i64>,
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "openapi", schema(value_type = i64, required = false))]
    pub max_per_booking: Option<i64>,
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "openapi", schema(value_type = bool, required = false))]
    pub hidden: Option<bool>,
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "openapi", schema(value_type = Offering, required = false))]
    pub offering: Option<Offering>,
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "openapi", schema(value_type = i64, required = false))]
    pub position: Option<i64>,
}

/// `POST …/pools/` and `PUT …/pools/{pool}/`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TicketPoolInput {
    pub name: String,
    pub quota: i64,
    /// Its place among them, from 0: the others close up. Left out: after all others, and of one that
    /// is there as it was.
    #[serde(default)]
    pub position: Option<i64>,
}

impl TicketTypeInput {
    /// A type of which nothing but its name and its price is said.
    pub fn new(name: String, price: Decimal) -> Self {
        Self {
            name,
            description: String::new(),
            price,
            price_steps: Vec::new(),
            quota: None,
            pool: None,
            sale_from: None,
            sale_until: None,
            min_per_booking: None,
            max_per_booking: None,
            hidden: false,
            offering: Offering::default(),
            position: None,
        }
    }

    /// The fewest seats that are booked at once.
    pub fn least(&self) -> i64 {
        self.min_per_booking.unwrap_or(1)
    }

    /// The most seats that are booked at once.
    pub fn most(&self) -> i64 {
        self.max_per_booking.unwrap_or(QUANTITY_MAX)
    }

    /// Whether its seats are counted: something of it is limited.
    pub fn is_counted(&self) -> bool {
        let limited = self.price_steps.iter().any(|step| step.first.is_some());
        self.quota.is_some() || self.pool.is_some() || limited
    }

    /// # Errors
    /// `validation_failed` by field.
    pub fn check(&mut self) -> Result<(), crate::Failure> {
        let mut checks = Checks::new();
        checks.line("name", &mut self.name, NAME_MAX);
        checks.prose("description", &mut self.description, 0, DESCRIPTION_MAX);
        check_price(&mut checks, "price", self.price);
        if self.price_steps.len() > STEPS_MAX {
            checks.add("price_steps", FieldProblem::TooLong);
        }
        for (at, step) in self.price_steps.iter().enumerate() {
            let field = format!("price_steps[{at}]");
            check_price(&mut checks, &format!("{field}.price"), step.price);
            if let Some(until) = step.until {
                check_year(&mut checks, &format!("{field}.until"), until);
            }
            match step.first {
                Some(first) => checks.range(&format!("{field}.first"), first, 1, CAPACITY_MAX),
                None if step.until.is_none() => {
                    checks.add(&format!("{field}.until"), FieldProblem::Required);
                }
                None => {}
            }
        }
        if let Some(quota) = self.quota {
            checks.range("quota", quota, 0, CAPACITY_MAX);
        }
        let (least, most) = (self.least(), self.most());
        checks.range("min_per_booking", least, 1, QUANTITY_MAX);
        checks.range("max_per_booking", most, 1, QUANTITY_MAX);
        if least > most {
            checks.add("max_per_booking", FieldProblem::TooSmall);
        }
        for (field, time) in [("sale_from", self.sale_from), ("sale_until", self.sale_until)] {
            if let Some(time) = time {
                check_year(&mut checks, field, time);
            }
        }
        if let (Some(from), Some(until)) = (self.sale_from, self.sale_until)
            && until <= from
        {
            checks.add("sale_until", FieldProblem::EndBeforeStart);
        }
        if let Some(position) = self.position {
            checks.range("position", position, 0, PLACE_MAX);
        }
        checks.finish()
    }
}

impl From<TicketTypeDetails> for TicketTypeInput {
    /// The type as it would be sent, at the place where it is.
    fn from(it: TicketTypeDetails) -> Self {
        Self {
            name: it.name,
            description: it.description,
            price: it.price,
            price_steps: it.price_steps,
            quota: it.quota.map(Into::into),
            pool: it.pool,
            sale_from: it.sale_from,
            sale_until: it.sale_until,
            min_per_booking: Some(it.min_per_booking.into()),
            max_per_booking: Some(it.max_per_booking.into()),
            hidden: it.hidden,
            offering: it.offering,
            position: None,
        }
    }
}

impl TicketTypePatch {
    /// The type as it would be sent with this change.
    pub fn over(self, before: TicketTypeDetails) -> TicketTypeInput {
        let now = TicketTypeInput::from(before);
        TicketTypeInput {
            name: self.name.unwrap_or(now.name),
            description: self.description.unwrap_or(now.description),
            price: self.price.unwrap_or(now.price),
            price_steps: self.price_steps.unwrap_or(now.price_steps),
            quota: self.quota.unwrap_or(now.quota),
            pool: self.pool.unwrap_or(now.pool),
            sale_from: self.sale_from.unwrap_or(now.sale_from),
            sale_until: self.sale_until.unwrap_or(now.sale_until),
            min_per_booking: self.min_per_booking.or(now.min_per_booking),
            max_per_booking: self.max_per_booking.or(now.max_per_booking),
            hidden: self.hidden.unwrap_or(now.hidden),
            offering: self.offering.unwrap_or(now.offering),
            position: self.position,
        }
    }
}

impl TicketPoolInput {
    /// # Errors
    /// `validation_failed` by field.
    pub fn check(&mut self) -> Result<(), crate::Failure> {
        let mut checks = Checks::new();
        checks.line("name", &mut self.name, NAME_MAX);
        checks.range("quota", self.quota, 0, CAPACITY_MAX);
        if let Some(position) = self.position {
            checks.range("position", position, 0, PLACE_MAX);
        }
        checks.finish()
    }
}
