//! Who comes, as the organizer sees it, and the door.

use crate::failure::Failure;
use crate::ids::{BookingId, UserId};
use crate::money::Currency;
use crate::serde::money_string;
use crate::validation::Checks;
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub const CODE_MAX: usize = 100;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AttendeeRef {
    pub id: UserId,
    pub display_name: String,
}

/// A confirmed booking of an event, for its organizer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Attendee {
    pub booking: BookingId,
    pub reference: String,
    pub user: AttendeeRef,
    pub email: String,
    pub quantity: i32,
    /// How many of the tickets were seen at the door.
    pub checked_in: i64,
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "50.00"))]
    pub total_price: Decimal,
    pub currency: Currency,
    pub booked_at: DateTime<Utc>,
    pub confirmed_at: Option<DateTime<Utc>>,
}

/// `POST /api/events/{id}/check-in/`.
#[derive(Clone, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CheckIn {
    /// What the ticket's QR code says.
    pub code: String,
}

impl std::fmt::Debug for CheckIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CheckIn(…)")
    }
}

impl CheckIn {
    /// # Errors
    /// `validation_failed` by field.
    pub fn check(&self) -> Result<(), Failure> {
        let mut checks = Checks::new();
        checks.exact("code", &self.code, 1, CODE_MAX);
        checks.finish()
    }
}
