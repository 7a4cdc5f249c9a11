//! The sizes of the parties that wait for a kind of ticket.

use crate::events::{EventRight, owned};
use crate::{Actor, Error, Hub};
use types::ids::TicketTypeId;

/// Each size once, by the kinds that such a party would take.
///
/// # Errors
/// Not found or denied.
pub async fn sizes_by_type(
    hub: &Hub,
    actor: Actor,
    event: &str,
) -> Result<Vec<(TicketTypeId, i32)>, Error> {
    let mut connection = hub.db.read().await?;
    let event = owned(&mut connection, actor, event, EventRight::See).await?;
    if !event.typed || event.waitlist_count == 0 {
        return Ok(Vec::new());
    }
    let sizes = sqlx::query_as(
        "SELECT DISTINCT t.id, w.quantity
         FROM (
             SELECT DISTINCT quantity, ticket_types FROM waitlist_entries
             WHERE event_id = $1 AND status = 'WAITING'
         ) AS w JOIN ticket_types t
             ON t.event_id = $1 AND (w.ticket_types = '{}' OR t.id = ANY (w.ticket_types))
         ORDER BY 1, 2",
    );
    Ok(sizes.bind(event.id).fetch_all(&mut *connection).await?)
}
