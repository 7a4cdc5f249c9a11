//! Which days are meant, and which of them are summed up.

use chrono::{Days, NaiveDate};
use sqlx::postgres::PgConnection;

/// Nothing is older.
pub(super) fn beginning() -> NaiveDate {
    NaiveDate::from_ymd_opt(1, 1, 1).unwrap_or_default()
}

/// Days of which the first ones may be summed up already. A statement binds them as `$1` (the first day),
/// `$2` (the day after the last) and `$3` (the first that is not summed up).
#[derive(Clone, Copy, Debug)]
pub(in crate::statistics) struct Span {
    pub(super) from: NaiveDate,
    pub(super) to: NaiveDate,
    pub(super) counted: NaiveDate,
}

impl Span {
    pub(super) const fn new(from: NaiveDate, to: NaiveDate, counted: NaiveDate) -> Self {
        Self { from, to, counted }
    }

    pub(super) fn days(self) -> i64 {
        (self.to - self.from).num_days() + 1
    }

    pub(in crate::statistics) fn bounds(self) -> (NaiveDate, NaiveDate, NaiveDate) {
        (self.from, next(self.to), self.counted)
    }
}

pub(super) fn next(day: NaiveDate) -> NaiveDate {
    day.checked_add_days(Days::new(1)).unwrap_or(day)
}

/// The first day that is not summed up.
pub(super) async fn counted(connection: &mut PgConnection) -> Result<NaiveDate, sqlx::Error> {
    sqlx::query_scalar("SELECT coalesce(max(day) + 1, '0001-01-01') FROM platform_days")
        .fetch_one(connection)
        .await
}

/// Where the rows begin that are counted when they are asked for.
macro_rules! live_from {
    () => {
        "(greatest($1, $3)::timestamp AT TIME ZONE 'UTC')"
    };
}

/// Where the rows begin that are summed up.
macro_rules! job_from {
    () => {
        "($1::timestamp AT TIME ZONE 'UTC')"
    };
}

macro_rules! until {
    () => {
        "($2::timestamp AT TIME ZONE 'UTC')"
    };
}

pub(in crate::statistics) use {job_from, live_from, until};
