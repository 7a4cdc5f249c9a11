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
}

/// Loads the counts of these events with one query; deleted events are left out.
pub(super) async fn load(
    connection: &mut PgConnection,
    events: &[EventId],
) -> Result<Vec<(EventId, EventNow)>, sqlx::Error> {
    let rows: Vec<(EventId, i32, i32, i32, DateTime<Utc>)> = sqlx::query_as(concat!(
        "SELECT id, greatest(",
        free_seats!(),
        ", 0),
             seats_confirmed, waitlist_count, updated_at
         FROM events WHERE id = ANY($1)"
    ))
    .bind(events)
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|(id, seats_available, current_attendees, waitlist_count, updated_at)| {
            let counts = LiveCounts { seats_available, current_attendees, waitlist_count };
            (id, EventNow { counts, updated_at })
        })
        .collect())
}
