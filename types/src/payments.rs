//! Payments of bookings.

use crate::failure::{Failure, FieldProblem};
use crate::ids::{BookingId, PaymentId};
use crate::money::Currency;
use crate::serde::money_string;
use crate::text_enum;
use crate::validation::{Checks, card_digits};
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

text_enum! {
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub enum PaymentMethod {
        MockCard = "MOCK_CARD",
        MockPaypal = "MOCK_PAYPAL",
    }
}

text_enum! {
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub enum PaymentStatus {
        Pending = "PENDING",
        Completed = "COMPLETED",
        Failed = "FAILED",
        Refunded = "REFUNDED",
    }
}

text_enum! {
    /// What a provider may say of a payment in the end.
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub enum PaymentOutcome {
        Completed = "COMPLETED",
        Failed = "FAILED",
    }
}

/// A payment as the contract shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct Payment {
    pub id: PaymentId,
    #[cfg_attr(feature = "sqlx", sqlx(rename = "booking_id"))]
    pub booking: BookingId,
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "50.00"))]
    pub amount: Decimal,
    pub currency: Currency,
    /// What went back of it so far.
    #[serde(default, with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "0.00"))]
    pub refunded: Decimal,
    pub payment_method: PaymentMethod,
    pub reference_id: String,
    pub status: PaymentStatus,
    pub processed_at: Option<DateTime<Utc>>,
}

/// `POST /api/payments/`. The card number is read once and never stored or logged.
#[derive(Clone, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PayInput {
    pub booking: BookingId,
    pub payment_method: PaymentMethod,
    #[serde(default)]
    pub card_number: Option<String>,
}

impl std::fmt::Debug for PayInput {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PayInput")
            .field("booking", &self.booking)
            .field("payment_method", &self.payment_method)
            .finish_non_exhaustive()
    }
}

impl PayInput {
    /// # Errors
    /// `validation_failed` by field.
    pub fn check(&self) -> Result<(), Failure> {
        let mut checks = Checks::new();
        if self.payment_method == PaymentMethod::MockCard {
            match self.card_number.as_deref().map(str::trim) {
                None | Some("") => checks.add("card_number", FieldProblem::Required),
                Some(number) if card_digits(number).is_none() => {
                    checks.add("card_number", FieldProblem::CardNumberInvalid);
                }
                Some(_) => {}
            }
        }
        checks.finish()
    }
}

/// `POST /api/payments/{id}/simulate-webhook/`.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SimulateWebhook {
    pub status: PaymentOutcome,
    /// The provider's own id of this callback; left out, each call is a new one.
    #[serde(default)]
    pub event_id: Option<String>,
}
