//! Bookings of an event that gets ticket types.

use sqlx::postgres::PgConnection;
use types::ids::{EventId, TicketTypeId};

/// Makes all bookings and tickets of an event that is locked those of its first type: each keeps what
/// it costs. The ended ones too, since a payment that comes late takes such a booking up again.
pub(crate) async fn become_of_type(
    tx: &mut PgConnection,
    event: EventId,
    ticket_type: TicketTypeId,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE bookings SET typed = true, subtotal = unit_price * quantity
         WHERE event_id = $1 AND NOT typed",
    )
    .bind(event)
    .execute(&mut *tx)
    .await?;
    for sql in [
        "INSERT INTO booking_items (booking_id, ticket_type_id, quantity, unit_price)
         SELECT id, $2, quantity, unit_price FROM bookings b
         WHERE event_id = $1
           AND NOT EXISTS (SELECT FROM booking_items i WHERE i.booking_id = b.id)",
        "UPDATE tickets SET ticket_type_id = $2 WHERE event_id = $1 AND ticket_type_id IS NULL",
    ] {
        sqlx::query(sql).bind(event).bind(ticket_type).execute(&mut *tx).await?;
    }
    Ok(())
}
