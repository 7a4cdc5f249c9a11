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

/// Days are told apart by the moments at which they begin, so that the zones of the server and of the
/// database need not be of the same version.
pub(super) async fn of_event(
    snapshot: &mut PgConnection,
    event: &EventRow,
    now: DateTime<Utc>,
) -> Result<Vec<Group>, sqlx::Error> {
    let first: Option<DateTime<Utc>> =
        sqlx::query_scalar("SELECT min(booked_at) FROM bookings WHERE event_id = $1")
            .bind(event.id)
            .fetch_one(&mut *snapshot)
            .await?;
    let Some(first) = first else { return Ok(Vec::new()) };
    let days = days(first, now.max(first), &event.timezone);
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
    let day = |bucket: i32| {
        let at = usize::try_from(bucket - 1).unwrap_or_default();
        days.get(at).map_or_else(|| now.date_naive(), |(day, _)| *day)
    };
    Ok(rows
        .into_iter()
        .map(|row| Group {
            day: day(row.bucket),
            via: row.via,
            status: row.status,
            was_confirmed: row.was_confirmed,
            asked_for: row.asked_for,
            bookings: row.bookings,
            seats: row.seats,
        })
        .collect())
}
