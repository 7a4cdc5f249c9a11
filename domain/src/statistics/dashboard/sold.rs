//! The bookings of one event, counted by everything that its figures tell apart: one look at one
//! index.

use super::days::days;
use crate::events::EventRow;
use chrono::{DateTime, NaiveDate, Utc};
use sqlx::postgres::PgConnection;
use types::Via;
use types::bookings::BookingStatus;

/// Bookings that are alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Group {
    /// When they were booked, by the clock where the event is.
    pub(super) day: NaiveDate,
    pub(super) via: Option<Via>,
    pub(super) status: BookingStatus,
    /// Whether they were ever confirmed.
    pub(super) was_confirmed: bool,
    /// Whether somebody came for them: not complimentary.
    pub(super) asked_for: bool,
    pub(super) bookings: i64,
    pub(super) seats: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    bucket: i32,
    via: Option<Via>,
    status: BookingStatus,
    was_confirmed: bool,
    asked_for: bool,
    bookings: i64,
    seats: i64,
}

/// The days on which the event was booked, each with the moment at which it begins; none without a booking.
pub(super) async fn days_of(
    snapshot: &mut PgConnection,
    event: &EventRow,
    now: DateTime<Utc>,
) -> Result<Vec<(NaiveDate, DateTime<Utc>)>, sqlx::Error> {
    let first: Option<DateTime<Utc>> =
        sqlx::query_scalar("SELECT min(booked_at) FROM bookings WHERE event_id = $1")
            .bind(event.id)
            .fetch_one(snapshot)
            .await?;
    Ok(first.map_or_else(Vec::new, |first| days(first, now.max(first), &event.timezone)))
}

/// The day that `width_bucket` found among these.
pub(super) fn day(
    days: &[(NaiveDate, DateTime<Utc>)],
    bucket: i32,
    now: DateTime<Utc>,
) -> NaiveDate {
    let at = usize::try_from(bucket - 1).unwrap_or_default();
    days.get(at).map_or_else(|| now.date_naive(), |(day, _)| *day)
}

/// Days are told apart by the moments at which they begin, so that the zones of the server and of the
/// database need not be of the same version.
pub(super) async fn of_event(
    snapshot: &mut PgConnection,
    event: &EventRow,
    now: DateTime<Utc>,
) -> Result<Vec<Group>, sqlx::Error> {
    let days = days_of(snapshot, event, now).await?;
    if days.is_empty() {
        return Ok(Vec::new());
    }
    let begin: Vec<DateTime<Utc>> = days.iter().map(|(_, at)| *at).collect();
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT width_bucket(booked_at, $2::timestamptz[]) AS bucket, via, status,
             confirmed_at IS NOT NULL AS was_confirmed, origin <> 'complimentary' AS asked_for,
             count(*) AS bookings, sum(quantity) AS seats
         FROM bookings WHERE event_id = $1 GROUP BY 1, 2, 3, 4, 5 ORDER BY 1",
    )
    .bind(event.id)
    .bind(begin)
    .fetch_all(snapshot)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Group {
            day: day(&days, row.bucket, now),
            via: row.via,
            status: row.status,
            was_confirmed: row.was_confirmed,
            asked_for: row.asked_for,
            bookings: row.bookings,
            seats: row.seats,
        })
        .collect())
}
