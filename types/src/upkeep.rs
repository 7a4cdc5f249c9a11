//! What keeps the platform going, as admins see it: the queue, payments that went nowhere, and what needs
//! a person.

use crate::Failure;
use crate::ids::{BookingId, EventId, PaymentId, UserId};
use crate::money::Currency;
use crate::text_enum;
use crate::validation::Checks;
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Characters of why a job is given up.
pub const DISCARD_REASON_MAX: usize = 500;

text_enum! {
    /// How far a job of the queue is.
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub enum JobState {
        /// It is due, and waits for a worker.
        Waiting = "waiting",
        /// It is due later, or tried again later.
        Later = "later",
        Running = "running",
        /// It is not tried again by itself.
        Failed = "failed",
    }
}

/// `GET /api/admin/jobs/`: one job, without what it carries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct AdminJob {
    pub id: i64,
    /// What is to be done, such as `send_mail`.
    pub kind: String,
    pub state: JobState,
    /// Names the occasion, such as the message that is to be sent.
    pub key: Option<String>,
    /// How often it was tried, and how often it is.
    pub attempts: i16,
    pub max_attempts: i16,
    /// What went wrong the last time.
    pub last_error: Option<String>,
    pub created_at: DateTime<Utc>,
    /// When it is due.
    pub run_at: DateTime<Utc>,
    /// When its worker took it; null unless it runs.
    pub locked_at: Option<DateTime<Utc>>,
    /// Whether its work is found again by a periodic look if it is discarded.
    #[cfg_attr(feature = "sqlx", sqlx(default))]
    pub found_again: bool,
}

/// How many jobs are how far. Each is counted up to 10,000.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct QueueFigures {
    pub waiting: i64,
    pub later: i64,
    pub running: i64,
    pub failed: i64,
    /// Since when the oldest job that is due waits.
    pub oldest: Option<DateTime<Utc>>,
}

impl QueueFigures {
    pub fn of(&self, state: JobState) -> i64 {
        match state {
            JobState::Waiting => self.waiting,
            JobState::Later => self.later,
            JobState::Running => self.running,
            JobState::Failed => self.failed,
        }
    }
}

/// `POST /api/admin/jobs/{id}/discard/`.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DiscardJob {
    pub reason: String,
}

impl DiscardJob {
    /// # Errors
    /// `validation_failed` by field.
    pub fn check(&mut self) -> Result<(), Failure> {
        let mut checks = Checks::new();
        checks.prose("reason", &mut self.reason, 1, DISCARD_REASON_MAX);
        checks.finish()
    }
}

text_enum! {
    /// What is wrong with a payment.
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub enum PaymentTrouble {
        /// Its provider has not said how it ended, long after it should have.
        Stuck = "stuck",
        /// Its event was cancelled, and the money could not be given back.
        RefundFailed = "refund_failed",
    }
}

/// `GET /api/admin/payments/`: a payment that needs a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct TroubledPayment {
    pub id: PaymentId,
    pub trouble: PaymentTrouble,
    pub booking: BookingId,
    pub reference: String,
    pub event: EventId,
    pub title: String,
    pub slug: String,
    /// Whose booking it is.
    pub user: Option<UserId>,
    pub display_name: Option<String>,
    /// What is asked for, or what is to be given back.
    #[serde(with = "crate::serde::money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub amount: Decimal,
    pub currency: Currency,
    pub since: DateTime<Utc>,
    /// How often giving it back was tried.
    pub attempts: i32,
    /// What went wrong the last time, where that is known.
    pub last_error: Option<String>,
}

/// `GET /api/admin/attention/`: what needs a person. Each is counted up to 1,000.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct Attention {
    /// Jobs that were given up after every try, but for those of mail.
    pub failed_jobs: i64,
    pub failed_mail: i64,
    pub stuck_payments: i64,
    pub failed_refunds: i64,
}

impl Attention {
    pub fn is_needed(self) -> bool {
        self != Self::default()
    }
}

/// What one look at the platform found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HealthCheck {
    /// What was looked at, such as `queue`.
    pub check: String,
    /// Whether it works.
    pub ok: bool,
    /// It works, and somebody should look at it.
    pub warning: bool,
    pub detail: String,
}
