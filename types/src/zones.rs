//! Time zones as a form offers them, and what a time on the wall means in one.

use crate::wall::Wall;
use chrono::{DateTime, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};

/// A zone that was looked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ZoneChoice {
    /// IANA name.
    pub name: String,
    pub city: String,
    /// `UTC+1`, as it is now.
    pub offset: String,
    /// What the clock there shows now.
    pub now: Wall,
}

/// What a time on the wall is: one moment, none, or one of two.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LocalTime {
    One {
        #[serde(with = "crate::serde::instant")]
        at: DateTime<Utc>,
        wall: Wall,
    },
    /// The clocks leap over it: the last minute before and the first one after.
    Skipped {
        #[serde(with = "crate::serde::clock")]
        before: NaiveDateTime,
        #[serde(with = "crate::serde::clock")]
        after: NaiveDateTime,
    },
    /// The clocks go back and show it twice, under two names or at two distances from UTC.
    Twice { first: OneOfTwo, second: OneOfTwo },
}

/// A moment that its clock shows once more an hour before or after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OneOfTwo {
    #[serde(with = "crate::serde::instant")]
    pub at: DateTime<Utc>,
    pub wall: Wall,
}
