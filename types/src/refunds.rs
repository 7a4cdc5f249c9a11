//! What comes back when somebody gives their seats back.

use crate::validation::Checks;
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// A year: who plans further ahead has forgotten what they promised.
pub const HOURS_MAX: i32 = 8760;
pub const PERCENT_MAX: i64 = 100;

/// An event's refund rule. A booking keeps the one that it was made under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
#[serde(deny_unknown_fields)]
pub struct RefundPolicy {
    /// Everything comes back until this many hours before the start; null: never everything.
    #[serde(default)]
    #[cfg_attr(feature = "sqlx", sqlx(rename = "refund_full_until_hours"))]
    pub full_until_hours: Option<i32>,
    /// What comes back after that, in percent.
    #[serde(default, deserialize_with = "crate::serde::or_default")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i32>))]
    #[cfg_attr(feature = "sqlx", sqlx(rename = "refund_percent_after"))]
    pub late_percent: i32,
}

impl Default for RefundPolicy {
    /// Everything until a day before the start, then nothing.
    fn default() -> Self {
        Self { full_until_hours: Some(24), late_percent: 0 }
    }
}

impl RefundPolicy {
    pub fn check(self, checks: &mut Checks) {
        let hours = self.full_until_hours.unwrap_or_default();
        checks.range("refund_policy.full_until_hours", hours.into(), 0, HOURS_MAX.into());
        checks.range("refund_policy.late_percent", self.late_percent.into(), 0, PERCENT_MAX);
    }

    /// The last moment at which everything comes back.
    pub fn full_until(self, starts: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.full_until_hours.map(|hours| starts - TimeDelta::hours(hours.into()))
    }
}
