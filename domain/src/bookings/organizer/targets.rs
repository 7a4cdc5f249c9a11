//! Events that a booking could be moved to.

use crate::events::seats::free_seats;
use crate::events::{EventRight, owned};
use crate::{Actor, Error, Hub};
use sqlx::postgres::PgConnection;
use types::ErrorCode;
use types::booking_actions::MoveTarget;
use types::ids::{BookingId, EventId, TicketTypeId};
use types::ticket_types::TicketTypeRef;

/// The next events of the same organizer that have room for a booking, the first to start first; a
/// hundred at most.
///
/// # Errors
/// Not found or denied.
pub async fn move_targets(
    hub: &Hub,
    actor: Actor,
    event: &str,
    booking: BookingId,
) -> Result<Vec<MoveTarget>, Error> {
    let mut connection = hub.db.read().await?;
    let event = owned(&mut connection, actor, event, EventRight::Bookings).await?;
    let quantity: Option<i32> =
        sqlx::query_scalar("SELECT quantity FROM bookings WHERE id = $1 AND event_id = $2")
            .bind(booking)
            .bind(event.id)
            .fetch_optional(&mut *connection)
            .await?;
    let quantity = quantity.ok_or(ErrorCode::NotFound)?;
    let mut targets: Vec<MoveTarget> = sqlx::query_as(concat!(
        "SELECT id, slug, title, start_date, timezone, ",
        free_seats!(),
        " AS seats_free, price, currency
         FROM events
         WHERE organizer_id = $1 AND id <> $2 AND status = 'PUBLISHED' AND hidden_at IS NULL
           AND start_date > clock_timestamp() AND ",
        free_seats!(),
        " >= $3 AND (waitlist_smallest IS NULL OR NOT typed AND waitlist_smallest > ",
        free_seats!(),
        " OR typed AND NOT waiting_party_fits(id, true))
         ORDER BY start_date, id LIMIT 100",
    ))
    .bind(event.organizer_id)
    .bind(event.id)
    .bind(quantity)
    .fetch_all(&mut *connection)
    .await?;
    let ids: Vec<EventId> = targets.iter().map(|target| target.id).collect();
    for (event, id, name) in types_of(&mut connection, &ids).await? {
        if let Some(target) = targets.iter_mut().find(|target| target.id == event) {
            target.ticket_types.push(TicketTypeRef { id, name });
        }
    }
    Ok(targets)
}

async fn types_of(
    connection: &mut PgConnection,
    events: &[EventId],
) -> Result<Vec<(EventId, TicketTypeId, String)>, sqlx::Error> {
    sqlx::query_as(
        "SELECT event_id, id, name FROM ticket_types
         WHERE event_id = ANY($1) AND offering <> 'ARCHIVED' ORDER BY event_id, position, id",
    )
    .bind(events)
    .fetch_all(connection)
    .await
}
