//! One event in numbers.

use super::by_type::by_type;
use super::money;
use crate::events::{EventRight, owned};
use crate::{Actor, Error, Hub};
use sqlx::postgres::PgConnection;
use types::ids::EventId;
use types::statistics::{BookingDay, CheckInCounts, EventStatistics, WaitlistCounts};

/// # Errors
/// Not found or denied.
pub async fn of_event(hub: &Hub, actor: Actor, event: &str) -> Result<EventStatistics, Error> {
    let mut connection = hub.db.read().await?;
    let row = owned(&mut connection, actor, event, EventRight::Bookings).await?;
    let currency = row.currency;
    let by_currency = money::totals_of(&mut connection, row.id).await?;
    let own = by_currency.iter().find(|moved| moved.currency == currency);
    let bookings_per_day = days(&mut connection, row.id).await?;
    let (made, confirmed) = bookings_per_day
        .iter()
        .fold((0, 0), |(made, confirmed), day| (made + day.bookings, confirmed + day.confirmed));
    Ok(EventStatistics {
        seats: row.seats(),
        revenue: own.map(|moved| moved.revenue).unwrap_or_default(),
        refunds: own.map(|moved| moved.refunds).unwrap_or_default(),
        currency,
        revenue_by_currency: by_currency,
        waitlist: waitlist(&mut connection, row.id).await?,
        check_ins: check_ins(&mut connection, row.id).await?,
        ticket_types: by_type(&mut connection, &row).await?,
        conversion: share(confirmed, made),
        bookings_per_day,
    })
}

/// To four places; counts are far below what an `f64` holds exactly.
#[expect(clippy::cast_precision_loss, reason = "counts of bookings")]
pub(super) fn share(part: i64, whole: i64) -> Option<f64> {
    (whole > 0).then(|| (part as f64 / whole as f64 * 10_000.0).round() / 10_000.0)
}

async fn days(
    connection: &mut PgConnection,
    event: EventId,
) -> Result<Vec<BookingDay>, sqlx::Error> {
    sqlx::query_as(
        "SELECT (booked_at AT TIME ZONE 'UTC')::date AS date, count(*) AS bookings, \
             sum(quantity) AS seats, count(confirmed_at) AS confirmed \
         FROM bookings WHERE event_id = $1 GROUP BY 1 ORDER BY 1",
    )
    .bind(event)
    .fetch_all(connection)
    .await
}

pub(super) async fn waitlist(
    connection: &mut PgConnection,
    event: EventId,
) -> Result<WaitlistCounts, sqlx::Error> {
    let (waiting, offered, accepted, expired, left) = sqlx::query_as(
        "SELECT count(*) FILTER (WHERE status = 'WAITING'), \
             count(*) FILTER (WHERE status = 'OFFERED'), \
             count(*) FILTER (WHERE status = 'ACCEPTED'), \
             count(*) FILTER (WHERE status = 'EXPIRED'), \
             count(*) FILTER (WHERE status = 'LEFT') \
         FROM waitlist_entries WHERE event_id = $1",
    )
    .bind(event)
    .fetch_one(connection)
    .await?;
    Ok(WaitlistCounts { waiting, offered, accepted, expired, left })
}

pub(super) async fn check_ins(
    connection: &mut PgConnection,
    event: EventId,
) -> Result<CheckInCounts, sqlx::Error> {
    let (tickets, checked_in) = sqlx::query_as(
        "SELECT count(*), count(t.checked_in_at) \
         FROM tickets t JOIN bookings b ON b.id = t.booking_id \
         WHERE t.event_id = $1 AND t.cancelled_at IS NULL AND b.status = 'CONFIRMED'",
    )
    .bind(event)
    .fetch_one(connection)
    .await?;
    Ok(CheckInCounts { tickets, checked_in })
}
