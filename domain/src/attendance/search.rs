//! Whose name is it: the tickets of people who come without theirs.

use super::lists;
use crate::events::{EventRight, owned};
use crate::{Actor, Error, Hub};
use chrono::{DateTime, Utc};
use types::check_ins::{EarlierScan, FOUND_MAX, FoundTicket, SeenTicket, search_words};
use types::ids::{CheckInListId, TicketId};
use types::text::needle;

#[derive(sqlx::FromRow)]
struct Row {
    id: TicketId,
    attendee_name: String,
    ticket_type: Option<String>,
    booked_by: String,
    void: bool,
    other_type: bool,
    inside_at: Option<DateTime<Utc>>,
    inside_gate: Option<String>,
}

/// The first tickets with such a name on them, or booked by somebody of such a name.
///
/// # Errors
/// Not found or denied; invalid by field.
pub async fn search(
    hub: &Hub,
    actor: Actor,
    event: &str,
    list: Option<CheckInListId>,
    typed: &str,
) -> Result<Vec<FoundTicket>, Error> {
    let mut connection = hub.db.read().await?;
    let event = owned(&mut connection, actor, event, EventRight::Door).await?;
    let words = needle(&search_words(typed)?);
    lists::of_event(&mut connection, event.id, list).await?;
    let escaped = types::text::like(&words);
    let rows: Vec<Row> = sqlx::query_as(
        "WITH found AS (
             SELECT f.id FROM tickets f WHERE f.event_id = $1 AND f.attendee_name ILIKE $3
             UNION
             SELECT f.id FROM users u JOIN bookings b ON b.user_id = u.id AND b.event_id = $1
                 JOIN tickets f ON f.booking_id = b.id
             WHERE u.display_name ILIKE $3
         )
         SELECT t.id, t.attendee_name, k.name AS ticket_type, u.display_name AS booked_by,
             t.cancelled_at IS NOT NULL AS void, c.at AS inside_at, c.gate AS inside_gate,
             coalesce(cardinality(l.ticket_types) > 0
                 AND coalesce(t.ticket_type_id <> ALL(l.ticket_types), true), false) AS other_type
         FROM found JOIN tickets t ON t.id = found.id JOIN bookings b ON b.id = t.booking_id
             JOIN users u ON u.id = b.user_id
             LEFT JOIN ticket_types k ON k.id = t.ticket_type_id
             LEFT JOIN check_in_lists l ON l.id = $2
             LEFT JOIN check_ins c ON c.ticket_id = t.id
                 AND coalesce(c.list_id, c.event_id) = coalesce($2, $1) AND c.direction = 'in'
                 AND c.refusal IS NULL AND c.undone_at IS NULL AND c.left_by IS NULL
         ORDER BY t.cancelled_at IS NOT NULL, lower(t.attendee_name), t.id LIMIT $4",
    )
    .bind(event.id)
    .bind(list)
    .bind(format!("%{escaped}%"))
    .bind(i64::try_from(FOUND_MAX).unwrap_or(i64::MAX))
    // Planned each time: what a name finds is known only with it.
    .persistent(false)
    .fetch_all(&mut *connection)
    .await?;
    Ok(rows.into_iter().map(found).collect())
}

fn found(row: Row) -> FoundTicket {
    FoundTicket {
        booked_by: Some(row.booked_by).filter(|name| *name != row.attendee_name),
        ticket: SeenTicket {
            id: row.id,
            attendee_name: row.attendee_name,
            ticket_type: row.ticket_type,
        },
        void: row.void,
        other_type: row.other_type,
        inside: row.inside_at.map(|at| EarlierScan { at, gate: row.inside_gate }),
    }
}
