//! What happened by day (UTC): the SQL that sums up a day's rows, for the job and for the days that it
//! has not reached.

use super::span::{Span, job_from, live_from, until};
use chrono::{NaiveDate, NaiveDateTime};
use sqlx::postgres::PgConnection;
use types::statistics::{CategoryFigures, Interval};

/// How many categories are told.
const BEST: i64 = 10;

/// Bookings by the day on which they were made.
macro_rules! booked {
    ($($from:tt)+) => {
        concat!(
            "SELECT (booked_at AT TIME ZONE 'UTC')::date AS day, count(*) AS bookings,
                 sum(quantity)::bigint AS seats, count(confirmed_at) AS confirmed,
                 count(*) FILTER (WHERE status = 'CANCELLED' AND confirmed_at IS NOT NULL) AS cancelled
             FROM bookings WHERE booked_at >= ",
            $($from)+,
            " AND booked_at < ",
            until!(),
            " GROUP BY 1"
        )
    };
}

/// Accounts by the day on which they were made.
macro_rules! people {
    ($($from:tt)+) => {
        concat!(
            "SELECT (created_at AT TIME ZONE 'UTC')::date AS day,
                 count(*) FILTER (WHERE role = 'attendee' AND NOT is_guest) AS attendees,
                 count(*) FILTER (WHERE role = 'organizer') AS organizers,
                 count(*) FILTER (WHERE role = 'admin') AS admins
             FROM users WHERE deleted_at IS NULL AND created_at >= ",
            $($from)+,
            " AND created_at < ",
            until!(),
            " GROUP BY 1"
        )
    };
}

/// Tickets and who came, by the day on which their event ended; of events whose door was used.
macro_rules! attendance {
    ($($from:tt)+) => {
        concat!(
            "SELECT day, sum(tickets)::bigint AS tickets, sum(checked_in)::bigint AS checked_in FROM (
                 SELECT (e.end_date AT TIME ZONE 'UTC')::date AS day, count(*) AS tickets,
                     count(t.checked_in_at) AS checked_in
                 FROM events e JOIN tickets t ON t.event_id = e.id AND t.cancelled_at IS NULL
                 WHERE e.status = 'PUBLISHED' AND e.end_date <= clock_timestamp() AND e.end_date >= ",
            $($from)+,
            " AND e.end_date < ",
            until!(),
            " GROUP BY e.id
             ) AS of_event WHERE checked_in > 0 GROUP BY day"
        )
    };
}

/// Confirmed bookings by what their event is filed under.
macro_rules! categories {
    ($($from:tt)+) => {
        concat!(
            "SELECT (b.booked_at AT TIME ZONE 'UTC')::date AS day, e.category_id,
                 count(*) AS bookings, sum(b.quantity)::bigint AS seats
             FROM bookings b JOIN events e ON e.id = b.event_id
             WHERE b.confirmed_at IS NOT NULL AND e.category_id IS NOT NULL AND b.booked_at >= ",
            $($from)+,
            " AND b.booked_at < ",
            until!(),
            " GROUP BY 1, 2"
        )
    };
}

macro_rules! hours {
    ($($from:tt)+) => {
        concat!(
            "SELECT (booked_at AT TIME ZONE 'UTC')::date AS day,
                 extract(hour FROM booked_at AT TIME ZONE 'UTC')::integer AS hour,
                 count(*) AS bookings
             FROM bookings WHERE booked_at >= ",
            $($from)+,
            " AND booked_at < ",
            until!(),
            " GROUP BY 1, 2"
        )
    };
}

/// Messages that were sent, by the day on which they were promised.
macro_rules! mails {
    ($($from:tt)+) => {
        concat!(
            "SELECT (created_at AT TIME ZONE 'UTC')::date AS day, count(*) AS mails_sent
             FROM mail_messages WHERE status = 'SENT' AND created_at >= ",
            $($from)+,
            " AND created_at < ",
            until!(),
            " GROUP BY 1"
        )
    };
}

/// The days of a span: those that are summed up, and the others from their rows.
macro_rules! spanned {
    ($columns:literal, $table:literal, $($live:tt)+) => {
        concat!(
            "(SELECT day, ",
            $columns,
            " FROM ",
            $table,
            " WHERE day >= $1 AND day < least($2, $3) UNION ALL SELECT day, ",
            $columns,
            " FROM (",
            $($live)+,
            ") AS live) AS days"
        )
    };
}

/// Bookings that were made on a day, or in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct Booked {
    pub(super) date: NaiveDate,
    pub(super) bookings: i64,
    pub(super) seats: i64,
    pub(super) confirmed: i64,
    pub(super) cancelled: i64,
}

/// By day or month, those without bookings left out.
pub(super) async fn booked(
    connection: &mut PgConnection,
    span: Span,
    interval: Interval,
) -> Result<Vec<Booked>, sqlx::Error> {
    let (from, to, counted) = span.bounds();
    sqlx::query_as(concat!(
        "SELECT date_trunc($4, day::timestamp)::date AS date, sum(bookings)::bigint AS bookings,
             sum(seats)::bigint AS seats, sum(confirmed)::bigint AS confirmed,
             sum(cancelled)::bigint AS cancelled
         FROM ",
        spanned!("bookings, seats, confirmed, cancelled", "platform_days", booked!(live_from!())),
        " GROUP BY 1 HAVING sum(bookings) > 0 ORDER BY 1"
    ))
    .bind(from)
    .bind(to)
    .bind(counted)
    .bind(interval.as_str())
    .fetch_all(connection)
    .await
}

/// Attendees, organizers and admins among the accounts that were made then.
pub(super) async fn people(
    connection: &mut PgConnection,
    span: Span,
) -> Result<(i64, i64, i64), sqlx::Error> {
    let (from, to, counted) = span.bounds();
    sqlx::query_as(concat!(
        "SELECT coalesce(sum(attendees), 0)::bigint, coalesce(sum(organizers), 0)::bigint,
             coalesce(sum(admins), 0)::bigint FROM ",
        spanned!("attendees, organizers, admins", "platform_days", people!(live_from!())),
    ))
    .bind(from)
    .bind(to)
    .bind(counted)
    .fetch_one(connection)
    .await
}

/// Tickets, and how many of them came.
pub(super) async fn attendance(
    connection: &mut PgConnection,
    span: Span,
) -> Result<(i64, i64), sqlx::Error> {
    let (from, to, counted) = span.bounds();
    sqlx::query_as(concat!(
        "SELECT coalesce(sum(tickets), 0)::bigint, coalesce(sum(checked_in), 0)::bigint FROM ",
        spanned!("tickets, checked_in", "platform_days", attendance!(live_from!())),
    ))
    .bind(from)
    .bind(to)
    .bind(counted)
    .fetch_one(connection)
    .await
}

/// Those with the most seats first.
pub(super) async fn categories(
    connection: &mut PgConnection,
    span: Span,
) -> Result<Vec<CategoryFigures>, sqlx::Error> {
    let (from, to, counted) = span.bounds();
    sqlx::query_as(concat!(
        "SELECT c.slug, c.name, c.name_ru, sum(days.bookings)::bigint AS bookings,
             sum(days.seats)::bigint AS seats
         FROM ",
        spanned!(
            "category_id, bookings, seats",
            "platform_category_days",
            categories!(live_from!())
        ),
        // What was merged since is counted where it is now.
        " LEFT JOIN merged_categories m ON m.former_id = days.category_id
         JOIN categories c ON c.id = coalesce(m.category_id, days.category_id)
         GROUP BY c.id ORDER BY sum(days.seats) DESC, c.slug LIMIT $4"
    ))
    .bind(from)
    .bind(to)
    .bind(counted)
    .bind(BEST)
    .fetch_all(connection)
    .await
}

/// Bookings by the hour of the day (UTC) in each of the stretches that begin at `changes`; what comes
/// before the first is stretch 0.
pub(super) async fn hours(
    connection: &mut PgConnection,
    span: Span,
    changes: &[NaiveDateTime],
) -> Result<Vec<(i32, i32, i64)>, sqlx::Error> {
    let (from, to, counted) = span.bounds();
    sqlx::query_as(concat!(
        "SELECT width_bucket(day::timestamp + hour * interval '1 hour', $4::timestamp[]) AS stretch,
             hour, sum(bookings)::bigint AS bookings
         FROM ",
        spanned!("hour, bookings", "platform_hours", hours!(live_from!())),
        " GROUP BY 1, 2"
    ))
    .bind(from)
    .bind(to)
    .bind(counted)
    .bind(changes)
    .fetch_all(connection)
    .await
}

pub(super) async fn mails_sent(
    connection: &mut PgConnection,
    span: Span,
) -> Result<i64, sqlx::Error> {
    let (from, to, counted) = span.bounds();
    sqlx::query_scalar(concat!(
        "SELECT coalesce(sum(mails_sent), 0)::bigint FROM ",
        spanned!("mails_sent", "platform_days", mails!(live_from!())),
    ))
    .bind(from)
    .bind(to)
    .bind(counted)
    .fetch_one(connection)
    .await
}

/// What is written for the days from `$1` to before `$2`, in this order.
pub(super) const KEEP: [&str; 4] = [
    // Their other sums go with them.
    "DELETE FROM platform_days WHERE day >= $1 AND day < $2",
    concat!(
        "INSERT INTO platform_days (day, attendees, organizers, admins, bookings, seats, confirmed,
             cancelled, tickets, checked_in, mails_sent)
         SELECT day, coalesce(attendees, 0), coalesce(organizers, 0), coalesce(admins, 0),
             coalesce(bookings, 0), coalesce(seats, 0), coalesce(confirmed, 0),
             coalesce(cancelled, 0), coalesce(tickets, 0), coalesce(checked_in, 0),
             coalesce(mails_sent, 0)
         FROM (SELECT day::date FROM generate_series($1::date, $2::date - 1, interval '1 day') AS day)
             AS each_day
         LEFT JOIN (",
        people!(job_from!()),
        ") AS people USING (day) LEFT JOIN (",
        booked!(job_from!()),
        ") AS booked USING (day) LEFT JOIN (",
        attendance!(job_from!()),
        ") AS came USING (day) LEFT JOIN (",
        mails!(job_from!()),
        ") AS mails USING (day)"
    ),
    concat!(
        "INSERT INTO platform_category_days (day, category_id, bookings, seats) ",
        categories!(job_from!())
    ),
    concat!("INSERT INTO platform_hours (day, hour, bookings) ", hours!(job_from!())),
];
