//! Ticket types: the kinds of ticket of one event, and the pools that share a quota among them.

use crate::bookings::QUANTITY_MAX;
use crate::events::{CAPACITY_MAX, check_price};
use crate::failure::FieldProblem;
use crate::ids::{TicketPoolId, TicketTypeId};
use crate::serde::{double_option, money_string, or_default, present};
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

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
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

/// `POST …/ticket-types/` and `PUT …/ticket-types/{type}/`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Left out: after all others.
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
    /// Left out: after all others.
    #[serde(default)]
    pub position: Option<i64>,
}

impl TicketTypeInput {
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
        let (least, most) =
            (self.min_per_booking.unwrap_or(1), self.max_per_booking.unwrap_or(QUANTITY_MAX));
        checks.range("min_per_booking", least, 1, QUANTITY_MAX);
        checks.range("max_per_booking", most, 1, QUANTITY_MAX);
        if least > most {
            checks.add("max_per_booking", FieldProblem::TooSmall);
        }
        if let (Some(from), Some(until)) = (self.sale_from, self.sale_until)
            && until <= from
        {
            checks.add("sale_until", FieldProblem::EndBeforeStart);
        }
        if let Some(position) = self.position {
            checks.range("position", position, 0, 10_000);
        }
        checks.finish()
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
            checks.range("position", position, 0, 10_000);
        }
        checks.finish()
    }
}
