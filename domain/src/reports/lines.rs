//! The lines of the books, in the order in which they were written.

use super::scope::Scope;
use sqlx::postgres::PgConnection;
use std::collections::HashMap;
use types::PageRequest;
use types::ids::{BookLineId, BookingId};
use types::reports::{BookLine, ReportQuery};

/// Lines of a file: what a spreadsheet holds.
const EXPORTED_MAX: i64 = 1_000_000;

/// The lines that are wanted; one of a booking without money is none.
macro_rules! wanted {
    ($columns:literal, $tail:literal) => {
        concat!(
            "SELECT ",
            $columns,
            " FROM book_lines l
              WHERE l.event_id = ANY($1) AND l.at >= $2 AND l.at < $3 AND l.payment_id IS NOT NULL
                AND ($4::text IS NULL OR l.currency = $4) AND ($5::text IS NULL OR l.kind = $5)",
            $tail
        )
    };
}

pub(super) async fn count(
    connection: &mut PgConnection,
    scope: &Scope,
    wanted: &ReportQuery,
) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar(wanted!("count(*)", ""))
        .bind(&scope.events)
        .bind(scope.first_moment())
        .bind(scope.end())
        .bind(wanted.currency)
        .bind(wanted.kind)
        .fetch_one(connection)
        .await
}

/// The ids of one page, or of all.
pub(super) async fn ids(
    connection: &mut PgConnection,
    scope: &Scope,
    wanted: &ReportQuery,
    page: Option<PageRequest>,
) -> Result<Vec<BookLineId>, sqlx::Error> {
    sqlx::query_scalar(wanted!("l.id", " ORDER BY l.at, l.id LIMIT $6 OFFSET $7"))
        .bind(&scope.events)
        .bind(scope.first_moment())
        .bind(scope.end())
        .bind(wanted.currency)
        .bind(wanted.kind)
        .bind(page.map_or(EXPORTED_MAX, PageRequest::limit))
        .bind(page.map_or(0, PageRequest::offset))
        .fetch_all(connection)
        .await
}

/// The lines with these ids, in their order.
pub(super) async fn rows(
    connection: &mut PgConnection,
    ids: &[BookLineId],
) -> Result<Vec<BookLine>, sqlx::Error> {
    sqlx::query_as(
        "SELECT l.id, l.at, l.kind, l.event_id AS event, l.event_title, l.booking_id AS booking,
             b.reference, l.payment_id AS payment, l.reason, l.currency, l.charged, l.discount,
             l.refunded, l.charged - l.refunded AS net
         FROM unnest($1::uuid[]) WITH ORDINALITY AS asked (id, place)
             JOIN book_lines l ON l.id = asked.id JOIN bookings b ON b.id = l.booking_id
         ORDER BY asked.place",
    )
    .bind(ids)
    .fetch_all(connection)
    .await
}

/// The slug of the event where each of these bookings is now: its page is there.
pub(super) async fn addresses(
    connection: &mut PgConnection,
    lines: &[BookLine],
) -> Result<HashMap<BookingId, String>, sqlx::Error> {
    let bookings: Vec<BookingId> = lines.iter().map(|line| line.booking).collect();
    let found: Vec<(BookingId, String)> = sqlx::query_as(
        "SELECT b.id, e.slug FROM bookings b JOIN events e ON e.id = b.event_id
         WHERE b.id = ANY($1)",
    )
    .bind(bookings)
    .fetch_all(connection)
    .await?;
    Ok(found.into_iter().collect())
}
