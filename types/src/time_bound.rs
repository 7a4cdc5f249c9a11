//! Bounds in time, as people and programs write them into an address.

use chrono::{DateTime, Datelike, NaiveDate, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A moment, or a day in the event's zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum TimeBound {
    At(DateTime<Utc>),
    Day(NaiveDate),
}

impl TimeBound {
    /// RFC 3339, or `2026-05-01`.
    pub fn parse(text: &str) -> Option<Self> {
        // As a year is written with four digits.
        let sane = |year: i32| (0..=9999).contains(&year);
        if let Ok(day) = text.parse::<NaiveDate>() {
            return sane(day.year()).then_some(Self::Day(day));
        }
        // An unescaped "+" in a query string arrives as a blank.
        let time = DateTime::parse_from_rfc3339(&text.replace(' ', "+")).ok()?.to_utc();
        sane(time.year()).then_some(Self::At(time))
    }
}

impl fmt::Display for TimeBound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => day.fmt(f),
            Self::At(time) => f.write_str(&time.to_rfc3339_opts(SecondsFormat::AutoSi, true)),
        }
    }
}
