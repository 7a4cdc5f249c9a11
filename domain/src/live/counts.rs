//! The event counts that subscribers are sent.

use crate::events::seats::free_seats;
use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use types::ids::EventId;
use types::live::LiveCounts;

/// An event's seats, and when its organizer changed it last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventNow {
    pub counts: LiveCounts,
    pub updated_at: DateTime<Utc>,
    /// Stands for what is taken of each ticket type: another where that has changed, also from type to
    /// type. None of an event without types.
    pub kinds: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: EventId,
    seats_available: i32,
    current_attendees: i32,
    waitlist_count: i32,
    updated_at: DateTime<Utc>,
    kinds: Option<i64>,
}

/// Loads the counts of these events with one query; deleted events are left out.
pub(super) async fn load(
    connection: &mut PgConnection,
    events: &[EventId],
) -> Result<Vec<(EventId, EventNow)>, sqlx::Error> {
    let rows: Vec<Row> = sqlx::query_as(concat!(
        "SELECT id, greatest(",
        free_seats!(),
        ", 0) AS seats_available,
             seats_confirmed AS current_attendees, waitlist_count, updated_at, CASE WHEN typed THEN (
                 SELECT hashtextextended(string_agg(t.taken::text, ',' ORDER BY t.id), 0)
                 FROM ticket_types t WHERE t.event_id = events.id
             ) END AS kinds
         FROM events WHERE id = ANY($1)"
    ))
    .bind(events)
    .fetch_all(connection)
    .await?;
    let now = |row: Row| {
        let Row { id, seats_available, current_attendees, waitlist_count, updated_at, kinds } = row;
        let counts = LiveCounts { seats_available, current_attendees, waitlist_count };
        (id, EventNow { counts, updated_at, kinds })
    };
    Ok(rows.into_iter().map(now).collect())
}
