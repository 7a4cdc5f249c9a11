//! Who comes: an event's confirmed bookings.

use crate::events::{EventRight, owned};
use crate::{Actor, Error, Hub};
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use sqlx::postgres::PgConnection;
use types::attendance::{Attendee, AttendeeRef};
use types::ids::{BookingId, EventId, UserId};
use types::{Currency, Page, PageRequest};

/// One page, the first to be confirmed first.
///
/// # Errors
/// Not found or denied.
pub async fn list(
    hub: &Hub,
    actor: Actor,
    event: &str,
    page: PageRequest,
) -> Result<Page<Attendee>, Error> {
    let mut connection = hub.db.read().await?;
    let event = owned(&mut connection, actor, event, EventRight::Bookings).await?.id;
    let count = sqlx::query_scalar(
        "SELECT count(*) FROM bookings WHERE event_id = $1 AND status = 'CONFIRMED'",
    )
    .bind(event)
    .fetch_one(&mut *connection)
    .await?;
    let rows = rows(&mut connection, event, Some(page.limit()), page.offset()).await?;
    Ok(Page::new(page, count, rows))
}

/// All of them, for a file.
///
/// # Errors
/// Not found or denied.
pub async fn all(hub: &Hub, actor: Actor, event: &str) -> Result<Vec<Attendee>, Error> {
    let mut connection = hub.db.read().await?;
    let event = owned(&mut connection, actor, event, EventRight::Bookings).await?.id;
    Ok(rows(&mut connection, event, None, 0).await?)
}

#[derive(sqlx::FromRow)]
struct Row {
    id: BookingId,
    reference: String,
    user_id: UserId,
    display_name: String,
    email: String,
    quantity: i32,
    checked_in: i64,
    total_price: Decimal,
    currency: Currency,
    booked_at: DateTime<Utc>,
    confirmed_at: Option<DateTime<Utc>>,
}

impl From<Row> for Attendee {
    fn from(row: Row) -> Self {
        Self {
            booking: row.id,
            reference: row.reference,
            user: AttendeeRef { id: row.user_id, display_name: row.display_name },
            email: row.email,
            quantity: row.quantity,
            checked_in: row.checked_in,
            total_price: row.total_price,
            currency: row.currency,
            booked_at: row.booked_at,
            confirmed_at: row.confirmed_at,
        }
    }
}

async fn rows(
    connection: &mut PgConnection,
    event: EventId,
    limit: Option<i64>,
    offset: i64,
) -> Result<Vec<Attendee>, sqlx::Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT b.id, b.reference, b.user_id, u.display_name, u.email, b.quantity, \
             (SELECT count(*) FROM tickets t WHERE t.booking_id = b.id \
                 AND t.checked_in_at IS NOT NULL AND t.cancelled_at IS NULL) AS checked_in, \
             b.total_price, b.currency, b.booked_at, b.confirmed_at \
         FROM bookings b JOIN users u ON u.id = b.user_id \
         WHERE b.event_id = $1 AND b.status = 'CONFIRMED' \
         ORDER BY b.confirmed_at, b.id LIMIT $2 OFFSET $3",
    )
    .bind(event)
    .bind(limit)
    .bind(offset)
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(Attendee::from).collect())
}
