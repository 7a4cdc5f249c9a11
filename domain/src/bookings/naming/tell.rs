//! What guests are told of the tickets that were handed on to them.

use crate::ids::new_id;
use crate::notifications::{MailKind, queue_about_booking};
use serde_json::Value;
use sqlx::postgres::PgConnection;
use types::ids::{BookingId, TicketId, UserId};

/// Tells those who have tickets of a booking by now what its buyer is told, without a word about money;
/// of some of its tickets, or of all that were valid until now.
pub(in super::super) async fn tell_guests(
    tx: &mut PgConnection,
    kind: MailKind,
    booking: BookingId,
    tickets: Option<&[TicketId]>,
    data: &Value,
) -> Result<(), sqlx::Error> {
    let guests: Vec<(TicketId, UserId)> = sqlx::query_as(
        "SELECT t.id, g.user_id FROM tickets t JOIN ticket_guests g ON g.ticket_id = t.id
             JOIN users u ON u.id = g.user_id AND u.disabled_at IS NULL
         WHERE t.booking_id = $1 AND ($2::uuid[] IS NULL OR t.id = ANY($2))
           AND (t.cancelled_at IS NULL OR t.cancelled_at >= transaction_timestamp())
         ORDER BY t.seat",
    )
    .bind(booking)
    .bind(tickets)
    .fetch_all(&mut *tx)
    .await?;
    for (ticket, guest) in guests {
        let mut data = data.clone();
        if let Some(fields) = data.as_object_mut() {
            fields.insert("ticket".into(), ticket.to_string().into());
        }
        queue_about_booking(tx, kind, new_id(), booking, guest, data).await?;
    }
    Ok(())
}
