//! The curve of each ticket type: what was booked of it by day and stands.

use super::sold::{day, days_of};
use crate::events::EventRow;
use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use types::ids::TicketTypeId;
use types::organizer::{TypeCurve, TypeDay};
use types::statistics::TypeFigures;

/// In the order of the figures; nothing where there is one type, whose curve is the event's.
pub(super) async fn curves(
    snapshot: &mut PgConnection,
    event: &EventRow,
    kinds: &[TypeFigures],
    now: DateTime<Utc>,
) -> Result<Vec<TypeCurve>, sqlx::Error> {
    if kinds.len() < 2 {
        return Ok(Vec::new());
    }
    let days = days_of(snapshot, event, now).await?;
    let begin: Vec<DateTime<Utc>> = days.iter().map(|(_, at)| *at).collect();
    let sold: Vec<(i32, TicketTypeId, i64)> = sqlx::query_as(
        "SELECT width_bucket(b.booked_at, $2::timestamptz[]) AS bucket, i.ticket_type_id,
             sum(i.quantity) AS seats
         FROM bookings b JOIN booking_items i ON i.booking_id = b.id
         WHERE b.event_id = $1 AND b.status = 'CONFIRMED' AND i.quantity > 0
         GROUP BY 1, 2 ORDER BY 1",
    )
    .bind(event.id)
    .bind(begin)
    .fetch_all(snapshot)
    .await?;
    let curve = |kind: &TypeFigures| {
        let mut total = 0;
        let of_it = sold.iter().filter(|(_, id, _)| *id == kind.id);
        let days = of_it.map(|(bucket, _, seats)| {
            total += seats;
            TypeDay { date: day(&days, *bucket, now), seats: *seats, total }
        });
        TypeCurve { id: kind.id, name: kind.name.clone(), days: days.collect() }
    };
    Ok(kinds.iter().map(curve).collect())
}
