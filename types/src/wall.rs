//! Moments as the clock on the wall shows them where an event is.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// What the clock shows, and what its time is called at that moment: in the night the clocks go
/// back, half past two comes twice, under two names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Wall {
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "2030-06-01T18:00:00"))]
    #[serde(with = "crate::serde::clock")]
    pub time: NaiveDateTime,
    /// Such as `CEST` or `UTC+3`.
    pub zone: String,
}

/// From one moment to another, by one clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Span {
    pub start: Wall,
    pub end: Wall,
}

impl Span {
    /// What the clock's time is called at both ends; none where the clocks change in between.
    pub fn zone(&self) -> Option<&str> {
        (self.start.zone == self.end.zone).then_some(self.start.zone.as_str())
    }
}
