//! Where a session lies: its room and its time, and how both are moved.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// Minutes that a session is moved by at least.
pub const STEP: i64 = 5;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    pub room: String,
    #[serde(with = "crate::serde::instant")]
    pub start: DateTime<Utc>,
    #[serde(with = "crate::serde::instant")]
    pub end: DateTime<Utc>,
}

impl Place {
    /// By so many minutes later, onto a full step; as long as before.
    #[must_use]
    pub fn later(&self, minutes: i64) -> Self {
        let start = on_step(self.start + TimeDelta::minutes(minutes));
        Self { room: self.room.clone(), start, end: start + (self.end - self.start) }
    }

    /// By so many minutes longer, to a full step; never shorter than one.
    #[must_use]
    pub fn longer(&self, minutes: i64) -> Self {
        let end = on_step(self.end + TimeDelta::minutes(minutes));
        let shortest = self.start + TimeDelta::minutes(STEP);
        Self { room: self.room.clone(), start: self.start, end: end.max(shortest) }
    }

    #[must_use]
    pub fn in_room(&self, room: &str) -> Self {
        Self { room: room.to_owned(), ..self.clone() }
    }
}

/// The nearest full step; zones are full steps away from UTC.
fn on_step(at: DateTime<Utc>) -> DateTime<Utc> {
    let step = STEP * 60;
    let seconds = (at.timestamp() + step / 2).div_euclid(step) * step;
    DateTime::from_timestamp(seconds, 0).unwrap_or(at)
}
