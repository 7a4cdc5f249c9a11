//! The clock on the wall during an event, without the tables of time zones.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// How far the clock is from UTC, from a moment on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offset {
    #[serde(with = "crate::serde::instant")]
    pub from: DateTime<Utc>,
    pub seconds: i32,
}

/// In order of time; the first one holds before it too.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WallClock(pub Vec<Offset>);

impl WallClock {
    /// What the clock shows then.
    pub fn at(&self, at: DateTime<Utc>) -> NaiveDateTime {
        let held = self.0.iter().rev().find(|offset| offset.from <= at).or(self.0.first());
        let seconds = held.map_or(0, |offset| offset.seconds);
        at.naive_utc() + TimeDelta::seconds(seconds.into())
    }
}
