//! How many are in, by their kinds of ticket.

use crate::events::EventRow;
use sqlx::postgres::PgConnection;
use std::collections::HashMap;
use types::check_ins::{CheckInList, TypeAtDoor};
use types::ids::{CheckInListId, TicketTypeId};
use types::ticket_types::TicketTypeRef;

#[derive(sqlx::FromRow)]
struct Kind {
    id: TicketTypeId,
    name: String,
    tickets: i64,
}

/// Those of the entrance and of each list, in the organizer's order: of a list that is for some kinds, these
/// alone. An event with one kind of ticket is asked nothing.
pub(super) async fn of_lists(
    connection: &mut PgConnection,
    event: &EventRow,
    lists: &[CheckInList],
) -> Result<Vec<TypeAtDoor>, sqlx::Error> {
    if !event.typed {
        return Ok(Vec::new());
    }
    let kinds: Vec<Kind> = sqlx::query_as(
        "SELECT k.id, k.name, coalesce(valid.tickets, 0) AS tickets
         FROM ticket_types k LEFT JOIN (
             SELECT t.ticket_type_id, count(*) AS tickets
             FROM tickets t JOIN bookings b ON b.id = t.booking_id
             WHERE t.event_id = $1 AND t.cancelled_at IS NULL AND b.status = 'CONFIRMED'
             GROUP BY t.ticket_type_id
         ) AS valid ON valid.ticket_type_id = k.id
         WHERE k.event_id = $1 ORDER BY k.position, k.created_at, k.id",
    )
    .bind(event.id)
    .fetch_all(&mut *connection)
    .await?;
    let entered: Vec<(Option<CheckInListId>, TicketTypeId, i64)> = sqlx::query_as(
        "SELECT c.list_id, t.ticket_type_id, count(DISTINCT c.ticket_id)
         FROM check_ins c JOIN tickets t ON t.id = c.ticket_id
         WHERE c.event_id = $1 AND c.direction = 'in' AND c.refusal IS NULL AND c.undone_at IS NULL
           AND t.ticket_type_id IS NOT NULL
         GROUP BY c.list_id, t.ticket_type_id",
    )
    .bind(event.id)
    .fetch_all(connection)
    .await?;
    let entered: HashMap<_, _> =
        entered.into_iter().map(|(list, kind, count)| ((list, kind), count)).collect();
    let of = |list: Option<&CheckInList>| {
        let (entered, id) = (&entered, list.map(|list| list.id));
        let here = list.map(|list| list.ticket_types.clone()).unwrap_or_default();
        let here = kinds.iter().filter(move |kind| here.is_empty() || here.contains(&kind.id));
        here.filter_map(move |kind| {
            let entered = entered.get(&(id, kind.id)).copied().unwrap_or_default();
            // One that is put away and that nobody has is nobody's business at a door.
            (kind.tickets > 0 || entered > 0).then(|| TypeAtDoor {
                list: id,
                ticket_type: TicketTypeRef { id: kind.id, name: kind.name.clone() },
                entered,
                expected: (kind.tickets - entered).max(0),
            })
        })
    };
    Ok(std::iter::once(None).chain(lists.iter().map(Some)).flat_map(of).collect())
}
