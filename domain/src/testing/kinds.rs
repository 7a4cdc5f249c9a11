//! Kinds of ticket as the database has them.

use crate::Hub;
use crate::ids::new_id;
use types::bookings::BookInput;
use types::ids::{EventId, TicketTypeId};
use types::ticket_types::WantedItem;

/// Gives an event another kind of ticket, after those that it has.
///
/// # Panics
/// The database refuses.
#[expect(clippy::expect_used, reason = "a test without its rows cannot go on")]
pub async fn kind(
    hub: &Hub,
    event: EventId,
    name: &str,
    (price, quota): (i32, Option<i32>),
) -> TicketTypeId {
    let id = TicketTypeId(new_id());
    sqlx::query(
        "WITH marked AS (UPDATE events SET typed = true, price_max = price WHERE id = $2)
         INSERT INTO ticket_types (id, event_id, name, price, quota, counted, position)
         SELECT $1, $2, $3, $4, $5::int, $5::int IS NOT NULL, count(*) FROM ticket_types WHERE event_id = $2",
    )
    .bind(id)
    .bind(event)
    .bind(name)
    .bind(price)
    .bind(quota)
    .execute(hub.db.pool())
    .await
    .expect("the ticket type is stored");
    id
}

/// So many seats of each kind.
pub fn wanted(event: EventId, items: &[(TicketTypeId, i64)]) -> BookInput {
    let item = |&(ticket_type, quantity)| WantedItem { ticket_type, quantity };
    BookInput { quantity: None, items: items.iter().map(item).collect(), ..BookInput::of(event, 0) }
}
