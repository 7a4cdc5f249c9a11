//! Quotes: what seats would cost, before anything is booked.

use crate::bookings::{QUANTITY_MAX, check_items};
use crate::failure::{Failure, FieldProblem};
use crate::ids::TicketTypeId;
use crate::money::Currency;
use crate::serde::{money_string, or_default};
use crate::ticket_types::{SaleState, TicketType, WantedItem};
use crate::validation::Checks;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// `POST /api/events/{id}/quote/`. With neither seats nor items it only says what there is.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct QuoteInput {
    /// 1 to 10 seats of an event that has one kind of ticket on sale; else left out.
    #[serde(default)]
    pub quantity: Option<i64>,
    /// How many of which kinds; left out where the quantity says it.
    #[serde(default, deserialize_with = "or_default")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<WantedItem>>))]
    pub items: Vec<WantedItem>,
    #[serde(default)]
    pub promo_code: Option<String>,
}

impl QuoteInput {
    /// # Errors
    /// `validation_failed` by field.
    pub fn check(&self) -> Result<(), Failure> {
        let mut checks = Checks::new();
        match (self.quantity, self.items.as_slice()) {
            (Some(quantity), []) => checks.range("quantity", quantity, 1, QUANTITY_MAX),
            (Some(_), _) => checks.add("quantity", FieldProblem::NotAllowed),
            (None, items) => check_items(&mut checks, items),
        }
        checks.finish()
    }
}

/// What seats would cost this moment. Nothing is held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Quote {
    /// In the order in which they were asked for; one without a type where the event has one kind of
    /// ticket.
    pub items: Vec<QuoteItem>,
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "50.00"))]
    pub subtotal: Decimal,
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "5.00"))]
    pub discount: Decimal,
    /// What is to be paid: there are no fees.
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "45.00"))]
    pub total: Decimal,
    pub currency: Currency,
    /// The code that was asked with, as it is compared.
    pub promo_code: Option<String>,
    /// Whether these seats can be booked with it: it lowers the price of one, or opens its type.
    pub promo_code_applies: bool,
    /// What can be had of the event, now or later, by whoever has the code; nothing where it has one kind
    /// of ticket.
    pub ticket_types: Vec<TicketType>,
}

/// Seats of one type, or of an event that has one kind of ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QuoteItem {
    pub ticket_type: Option<TicketTypeId>,
    pub name: Option<String>,
    pub quantity: i32,
    /// Of each of so many seats.
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "25.00"))]
    pub unit_price: Decimal,
    /// Whether the code lowers its price.
    pub discounted: bool,
    pub state: SaleState,
    pub seats_available: i32,
}
