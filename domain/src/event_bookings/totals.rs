//! Totals: what the bookings that a filter finds come to, as the event's figures count it.

use super::filter::{Matching, Of};
use super::list::push_statuses;
use rust_decimal::Decimal;
use sqlx::postgres::PgConnection;
use sqlx::{Postgres, QueryBuilder};
use types::Currency;
use types::event_bookings::{BookingTotals, SUMMED_MAX};
use types::organizer::Revenue;

#[derive(sqlx::FromRow)]
struct Row {
    currency: Currency,
    seats: i64,
    discounts: Decimal,
    charged: Decimal,
    refunded: Decimal,
}

/// None where there are too many to be looked at for a page of a list.
pub(super) async fn totals(
    connection: &mut PgConnection,
    matching: &Matching<'_>,
    count: i64,
) -> Result<Option<BookingTotals>, sqlx::Error> {
    if count > SUMMED_MAX {
        return Ok(None);
    }
    let mut sql = QueryBuilder::new("");
    push_totals(&mut sql, matching);
    let rows: Vec<Row> = sql.build_query_as().persistent(false).fetch_all(connection).await?;
    let seats = rows.iter().map(|row| row.seats).sum();
    let moved = |row: &&Row| !row.charged.is_zero() || !row.discounts.is_zero();
    let money = rows.iter().filter(moved).map(|row| Revenue {
        currency: row.currency,
        gross: row.charged + row.discounts,
        discounts: row.discounts,
        refunds: row.refunded,
        net: row.charged - row.refunded,
    });
    Ok(Some(BookingTotals { seats, money: money.collect() }))
}

/// A discount counts once somebody got it.
fn push_totals(sql: &mut QueryBuilder<Postgres>, matching: &Matching<'_>) {
    matching.push_found(sql);
    sql.push(
        "SELECT b.currency, sum(b.quantity)::bigint AS seats,
             coalesce(sum(b.discount) FILTER (WHERE b.confirmed_at IS NOT NULL), 0) AS discounts,
             coalesce(sum(paid.captured), 0) AS charged, coalesce(sum(paid.refunded), 0) AS refunded
         FROM bookings b LEFT JOIN LATERAL (
             SELECT sum(p.captured) AS captured, sum(p.refunded) AS refunded
             FROM payments p WHERE p.booking_id = b.id
         ) AS paid ON true WHERE ",
    );
    matching.push_conditions(sql, Of::Bookings);
    push_statuses(sql, matching);
    sql.push(" GROUP BY b.currency ORDER BY b.currency");
}
