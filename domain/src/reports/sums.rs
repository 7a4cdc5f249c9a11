//! The lines of the books in sums, by day and by currency.

use super::scope::Scope;
use chrono::NaiveDate;
use sqlx::postgres::PgConnection;
use types::reports::{BookDay, BookPeriod, BookSum};

#[derive(sqlx::FromRow)]
struct Row {
    bucket: i32,
    #[sqlx(flatten)]
    sum: BookSum,
}

/// What each day on which anything moved comes to. Days are told apart by the moments at which they
/// begin, so that the zones of the server and of the database need not be of the same version.
pub(super) async fn days(
    connection: &mut PgConnection,
    scope: &Scope,
) -> Result<Vec<BookDay>, sqlx::Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT width_bucket(l.at, $2::timestamptz[]) AS bucket, l.currency,
             sum(l.charged + l.discount) AS gross, sum(l.discount) AS discounts,
             sum(l.charged) AS charged, sum(l.refunded) AS refunds,
             sum(l.charged - l.refunded) AS net, count(*) AS lines
         FROM book_lines l
         WHERE l.event_id = ANY($1) AND l.at >= $3 AND l.at < $4 AND l.payment_id IS NOT NULL
         GROUP BY 1, l.currency ORDER BY 1, l.currency",
    )
    .bind(&scope.events)
    .bind(&scope.begins)
    .bind(scope.first_moment())
    .bind(scope.end())
    .fetch_all(connection)
    .await?;
    let date = |bucket: i32| {
        let place = usize::try_from(bucket - 1).unwrap_or_default();
        scope.from.iter_days().nth(place).unwrap_or(scope.to)
    };
    Ok(rows.into_iter().map(|row| BookDay { date: date(row.bucket), sum: row.sum }).collect())
}

/// Sums of the same period and currency together, in the order in which they come.
pub(super) fn periods(
    days: &[BookDay],
    period: impl Fn(NaiveDate) -> (NaiveDate, NaiveDate),
) -> Vec<BookPeriod> {
    let mut found: Vec<BookPeriod> = Vec::new();
    for day in days {
        let (from, to) = period(day.date);
        if found.last().is_none_or(|last| last.from != from) {
            found.push(BookPeriod { from, to, sums: Vec::new() });
        }
        if let Some(last) = found.last_mut() {
            add(&mut last.sums, day.sum);
        }
    }
    for period in &mut found {
        period.sums.sort_by(|a, b| a.currency.as_str().cmp(b.currency.as_str()));
    }
    found
}

fn add(sums: &mut Vec<BookSum>, sum: BookSum) {
    match sums.iter_mut().find(|it| it.currency == sum.currency) {
        Some(known) => *known = known.plus(sum),
        None => sums.push(sum),
    }
}

/// Bookings that were confirmed within these days and cost nothing then, whatever was paid since to
/// exchange their tickets. One that moved since counts where it was.
pub(super) async fn without_money(
    connection: &mut PgConnection,
    scope: &Scope,
) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar(
        "WITH moved AS (
             SELECT DISTINCT l.booking_id FROM book_lines l
             WHERE l.event_id = ANY($1) AND l.kind = 'MOVED_OUT'
         ), maybe AS (
             SELECT b.id, b.event_id, b.total_price FROM bookings b
             WHERE b.event_id = ANY($1) AND b.confirmed_at >= $2 AND b.confirmed_at < $3
             UNION
             SELECT b.id, b.event_id, b.total_price
             FROM moved JOIN bookings b ON b.id = moved.booking_id
             WHERE b.confirmed_at >= $2 AND b.confirmed_at < $3
         )
         SELECT count(*) FROM maybe
         WHERE coalesce((
                 SELECT l.event_id FROM book_lines l
                 WHERE l.booking_id = maybe.id AND l.kind = 'MOVED_OUT' ORDER BY l.at LIMIT 1
             ), maybe.event_id) = ANY($1)
             AND (maybe.total_price = 0 OR EXISTS (SELECT FROM ticket_exchanges x
                 WHERE x.booking_id = maybe.id AND x.status = 'DONE'))
             AND NOT EXISTS (SELECT FROM book_lines l JOIN payments p ON p.id = l.payment_id
                 WHERE l.booking_id = maybe.id AND p.exchange_id IS NULL)",
    )
    .bind(&scope.events)
    .bind(scope.first_moment())
    .bind(scope.end())
    .fetch_one(connection)
    .await
}
