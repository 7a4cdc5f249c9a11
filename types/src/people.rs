//! One person's account as admins see it.

use crate::accounts::AdminUser;
use crate::history::HistoryEntry;
use crate::ids::{BookingId, EventId, LoginSessionId, MailId, ReviewId};
use crate::mail::MailState;
use crate::money::Currency;
use crate::serde::money_string;
use crate::validation::Checks;
use crate::{Failure, Locale};
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// How many of each kind are shown: the newest.
pub const NEWEST: i64 = 20;
/// The same of the history.
pub const HISTORY: i64 = 50;
pub const REASON_MAX: usize = 500;

/// A log-in that has not ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonSession {
    pub id: LoginSessionId,
    /// What it is used on, as far as the browser says.
    pub device: Option<String>,
    pub started_at: DateTime<Utc>,
    pub last_seen_at: DateTime<Utc>,
    /// When it ends at the latest.
    pub ends_at: DateTime<Utc>,
}

/// Log-ins that failed, by what they are counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct SignInProblem {
    /// `account` from one network, `everywhere`, `device` (a browser known from before) or `session`.
    pub counted_by: String,
    /// The network that the attempts came from, where they are counted by it.
    pub network: Option<String>,
    pub failures: i32,
    pub last_failure: DateTime<Utc>,
    /// Until then no attempt is let through; null where the next one is.
    pub blocked_until: Option<DateTime<Utc>>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct PersonBooking {
    pub id: BookingId,
    pub reference: String,
    pub event_slug: String,
    pub event_title: String,
    pub quantity: i32,
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "50.00"))]
    pub total_price: Decimal,
    pub currency: Currency,
    /// `PENDING`, `CONFIRMED` or `CANCELLED`.
    pub status: String,
    pub booked_at: DateTime<Utc>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct PersonEvent {
    pub id: EventId,
    pub slug: String,
    pub title: String,
    /// `DRAFT`, `PUBLISHED` or `CANCELLED`.
    pub status: String,
    pub start_date: DateTime<Utc>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct PersonReview {
    pub id: ReviewId,
    pub event_slug: String,
    pub event_title: String,
    pub rating: i32,
    pub comment: String,
    pub hidden: bool,
    pub created_at: DateTime<Utc>,
}

/// A message without what it says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct PersonMail {
    pub id: MailId,
    /// What it is about, such as `booking_confirmed`.
    pub kind: String,
    pub state: MailState,
    pub last_error: Option<String>,
    pub created_at: DateTime<Utc>,
}

/// `GET /api/admin/users/{id}/`: of each kind the newest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Person {
    #[serde(flatten)]
    pub user: AdminUser,
    pub email_verified: bool,
    /// Was given tickets by somebody and has set no password.
    pub is_guest: bool,
    pub locale: Locale,
    pub timezone: String,
    pub sessions: Vec<PersonSession>,
    pub sign_in_problems: Vec<SignInProblem>,
    pub bookings: Vec<PersonBooking>,
    pub events: Vec<PersonEvent>,
    pub reviews: Vec<PersonReview>,
    pub mail: Vec<PersonMail>,
    /// What was done to the account, and what its owner did.
    pub history: Vec<HistoryEntry>,
}

/// `POST /api/admin/users/{id}/delete/`.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DeletePerson {
    /// Who asked for it and how; stays in the log.
    pub reason: String,
}

impl DeletePerson {
    /// # Errors
    /// `validation_failed` by field.
    pub fn check(&mut self) -> Result<(), Failure> {
        let mut checks = Checks::new();
        checks.prose("reason", &mut self.reason, 1, REASON_MAX);
        checks.finish()
    }
}
