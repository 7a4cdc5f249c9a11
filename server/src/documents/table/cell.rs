//! What stands in a cell.

use chrono::{DateTime, NaiveDate, NaiveDateTime, SecondsFormat, Timelike as _, Utc};
use chrono_tz::Tz;
use rust_decimal::Decimal;
use types::money::decimal_string;

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    Empty,
    Text(String),
    Number(i64),
    Money(Decimal),
    Time(DateTime<Utc>),
    Day(NaiveDate),
}

impl Cell {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub(super) fn text_if(text: Option<impl ToString>) -> Self {
        text.map_or(Self::Empty, |text| Self::Text(text.to_string()))
    }

    pub(super) fn time_if(time: Option<DateTime<Utc>>) -> Self {
        time.map_or(Self::Empty, Self::Time)
    }

    pub(super) const fn is_number(&self) -> bool {
        matches!(self, Self::Number(_) | Self::Money(_))
    }

    /// As a text: a moment by the clock of its event, with the difference to UTC.
    pub(super) fn plain(&self, zone: Tz) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Money(amount) => decimal_string(*amount),
            Self::Time(time) => {
                time.with_timezone(&zone).to_rfc3339_opts(SecondsFormat::Secs, false)
            }
            Self::Day(day) => day.to_string(),
        }
    }
}

/// What the clock of the event showed, in whole seconds.
pub(super) fn wall(time: DateTime<Utc>, zone: Tz) -> NaiveDateTime {
    let local = time.with_timezone(&zone).naive_local();
    local.with_nanosecond(0).unwrap_or(local)
}
