//! The SQL of sessions.

use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use types::ids::{EventId, SessionId, UserId};
use types::sessions::Session;
use uuid::Uuid;

#[derive(Debug, sqlx::FromRow)]
pub(super) struct SessionRow {
    id: Uuid,
    event_id: Uuid,
    title: String,
    description: String,
    start_time: DateTime<Utc>,
    end_time: DateTime<Utc>,
    room: String,
    speaker_id: Option<Uuid>,
    speaker_name: Option<String>,
    capacity: i32,
}

impl From<SessionRow> for Session {
    fn from(row: SessionRow) -> Self {
        Self {
            id: SessionId(row.id),
            event: EventId(row.event_id),
            title: row.title,
            description: row.description,
            start_time: row.start_time,
            end_time: row.end_time,
            room: row.room,
            speaker: row.speaker_id.map(UserId),
            speaker_name: row.speaker_name,
            capacity: row.capacity,
        }
    }
}

pub(super) async fn of_event(
    connection: &mut PgConnection,
    event: Uuid,
) -> Result<Vec<SessionRow>, sqlx::Error> {
    sqlx::query_as("SELECT * FROM sessions WHERE event_id = $1 ORDER BY start_time, id")
        .bind(event)
        .fetch_all(connection)
        .await
}
