//! What comes back when somebody gives their seats back.

use crate::validation::Checks;
use chrono::{DateTime, TimeDelta, Utc};
use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

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

/// serde would take a list for a rule as well, even an empty one.
struct Rule;

impl<'de> Visitor<'de> for Rule {
    type Value = RefundPolicy;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a refund rule")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<RefundPolicy, A::Error> {
        RefundPolicy::deserialize(MapAccessDeserializer::new(map))
    }
}

/// A rule where there is one.
///
/// # Errors
/// Anything but an object of a rule's fields.
pub fn present<'de, D: Deserializer<'de>>(d: D) -> Result<Option<RefundPolicy>, D::Error> {
    d.deserialize_map(Rule).map(Some)
}

/// A rule or null.
///
/// # Errors
/// Anything but null or an object of a rule's fields.
pub fn optional<'de, D: Deserializer<'de>>(d: D) -> Result<Option<RefundPolicy>, D::Error> {
    struct Maybe;
    impl<'de> Visitor<'de> for Maybe {
        type Value = Option<RefundPolicy>;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("a refund rule or null")
        }

        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok(None)
        }

        fn visit_none<E>(self) -> Result<Self::Value, E> {
            Ok(None)
        }

        fn visit_some<D: Deserializer<'de>>(self, d: D) -> Result<Self::Value, D::Error> {
            present(d)
        }
    }
    d.deserialize_option(Maybe)
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
