//! Exchanges: a ticket for one of another type of the same event.

use crate::booking_actions::{AMOUNT_MAX, REASON_MAX};
use crate::failure::{ErrorCode, Failure, FieldProblem};
use crate::ids::{ExchangeId, TicketId, TicketTypeId};
use crate::money::Currency;
use crate::payments::Payment;
use crate::serde::{money_string, or_default};
use crate::validation::Checks;
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// `POST /api/bookings/{id}/tickets/{ticket}/exchange/`.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ExchangeTicket {
    pub ticket_type: TicketTypeId,
}

/// `POST /api/events/{id}/bookings/{booking}/tickets/{ticket}/exchange/`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ExchangeForAttendee {
    pub ticket_type: TicketTypeId,
    /// Told to the attendee.
    pub reason: String,
    /// Of a type that costs more: the difference is given as a present.
    #[serde(default, deserialize_with = "or_default")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<bool>))]
    pub waive: bool,
    /// Of a type that costs less: how much of the difference goes back; left out: what the booking's
    /// refund rule says.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, example = "10.00"))]
    pub refund: Option<Sum>,
}

/// A sum of money in a field that may be null.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sum(#[serde(with = "money_string")] pub Decimal);

impl ExchangeForAttendee {
    /// # Errors
    /// `validation_failed` by field.
    pub fn check(&mut self) -> Result<(), Failure> {
        let mut checks = Checks::new();
        if let Some(Sum(refund)) = self.refund {
            if refund < Decimal::ZERO {
                checks.add("refund", FieldProblem::TooSmall);
            } else if refund > Decimal::from(AMOUNT_MAX) {
                checks.add_with("refund", FieldProblem::TooLarge, Some(AMOUNT_MAX));
            } else if refund.normalize().scale() > 2 {
                checks.add("refund", FieldProblem::Invalid);
            }
        }
        checks.prose("reason", &mut self.reason, 1, REASON_MAX);
        checks.finish()
    }
}

/// `GET …/exchange/`: what a ticket could be exchanged for at this moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TicketExchanges {
    pub ticket: TicketId,
    pub ticket_type: Option<TicketTypeId>,
    /// What it cost, its share of a discount taken off.
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "25.00"))]
    pub price: Decimal,
    pub currency: Currency,
    /// Until when its holder may exchange it; null: not at all.
    pub until: Option<DateTime<Utc>>,
    /// Why it cannot be exchanged for anything.
    pub refused: Option<ErrorCode>,
    /// The other types, in the organizer's order.
    pub options: Vec<ExchangeOption>,
}

/// A type that a ticket could be exchanged for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExchangeOption {
    pub ticket_type: TicketTypeId,
    pub name: String,
    /// Of its next seat.
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "15.00"))]
    pub price: Decimal,
    /// How much more than the ticket it costs.
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "0.00"))]
    pub more: Decimal,
    /// How much less it costs, of what the ticket is worth.
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "10.00"))]
    pub less: Decimal,
    /// What of that goes back by the refund rule.
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "10.00"))]
    pub refund: Decimal,
    /// Why the ticket cannot be exchanged for it.
    pub refused: Option<ErrorCode>,
}

/// An exchange for a type that costs more, as long as its difference can be paid: `POST /api/payments/`
/// with the booking pays for it. Until then the ticket is what it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenExchange {
    pub id: ExchangeId,
    pub ticket: TicketId,
    /// What the ticket becomes.
    pub ticket_type: TicketTypeId,
    /// The name of that type.
    pub name: String,
    /// What is to be paid.
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "15.00"))]
    pub amount: Decimal,
    pub currency: Currency,
    /// Until when a seat of that type is held.
    pub hold_expires_at: DateTime<Utc>,
    /// The newest payment of the difference, if one was ever started.
    pub payment: Option<Payment>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(refund: Option<Decimal>) -> ExchangeForAttendee {
        ExchangeForAttendee {
            ticket_type: TicketTypeId(uuid::Uuid::nil()),
            reason: "They are a student.".into(),
            waive: false,
            refund: refund.map(Sum),
        }
    }

    #[test]
    fn a_sum_to_give_back_is_one_of_cents() {
        for cents in [0, 1, 10_00] {
            assert!(input(Some(Decimal::new(cents, 2))).check().is_ok(), "{cents}");
        }
        assert!(input(None).check().is_ok());
        for wrong in [Decimal::new(-1, 2), Decimal::new(1, 3), Decimal::from(AMOUNT_MAX + 1)] {
            assert_eq!(input(Some(wrong)).check().unwrap_err().fields[0].field, "refund");
        }
        assert!(ExchangeForAttendee { reason: " ".into(), ..input(None) }.check().is_err());
    }
}
