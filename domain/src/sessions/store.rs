//! The SQL of sessions.

use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use types::agenda::{AgendaSession, Place};
use types::ids::{EventId, SessionId, UserId};
use types::sessions::{Session, SessionInput};

#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct SessionRow {
    pub(super) id: SessionId,
    pub(super) event_id: EventId,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) start_time: DateTime<Utc>,
    pub(super) end_time: DateTime<Utc>,
    pub(super) room: String,
    pub(super) track: Option<String>,
    pub(super) speaker_id: Option<UserId>,
    pub(super) speaker_name: Option<String>,
    pub(super) capacity: i32,
    /// What the program that it was imported from calls it.
    pub(super) import_key: Option<String>,
    pub(super) version: i32,
    pub(super) revision: i32,
    pub(super) revised_at: DateTime<Utc>,
}

impl From<SessionRow> for Session {
    fn from(row: SessionRow) -> Self {
        Self {
            id: row.id,
            event: row.event_id,
            title: row.title,
            description: row.description,
            start_time: row.start_time,
            end_time: row.end_time,
            room: row.room,
            track: row.track,
            speaker: row.speaker_id,
            speaker_name: row.speaker_name,
            capacity: row.capacity,
        }
    }
}

impl From<SessionRow> for AgendaSession {
    fn from(row: SessionRow) -> Self {
        Self {
            id: row.id,
            version: row.version,
            title: row.title,
            track: row.track,
            speaker: row.speaker_name,
            account: row.speaker_id,
            place: Place { room: row.room, start: row.start_time, end: row.end_time },
        }
    }
}

pub(super) async fn of_event(
    connection: &mut PgConnection,
    event: EventId,
) -> Result<Vec<SessionRow>, sqlx::Error> {
    sqlx::query_as("SELECT * FROM sessions WHERE event_id = $1 ORDER BY start_time, id")
        .bind(event)
        .fetch_all(connection)
        .await
}

/// Those that are under way at some moment between the two.
pub(super) async fn meanwhile(
    connection: &mut PgConnection,
    event: EventId,
    (start, end): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<SessionRow>, sqlx::Error> {
    sqlx::query_as(
        "SELECT * FROM sessions WHERE event_id = $1 AND start_time < $3 AND end_time > $2
         ORDER BY start_time, id",
    )
    .bind(event)
    .bind(start)
    .bind(end)
    .fetch_all(connection)
    .await
}

pub(super) async fn count(
    connection: &mut PgConnection,
    event: EventId,
) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar("SELECT count(*) FROM sessions WHERE event_id = $1")
        .bind(event)
        .fetch_one(connection)
        .await
}

/// How many people picked it.
pub(super) async fn picked(
    connection: &mut PgConnection,
    session: SessionId,
) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar("SELECT count(*) FROM session_picks WHERE session_id = $1")
        .bind(session)
        .fetch_one(connection)
        .await
}

/// Who changed it last, by the audit log; none where they are gone.
pub(super) async fn changed_by(
    connection: &mut PgConnection,
    event: EventId,
    session: SessionId,
) -> Result<Option<String>, sqlx::Error> {
    let found: Option<Option<String>> = sqlx::query_scalar(
        "SELECT u.display_name FROM audit_log a LEFT JOIN users u ON u.id = a.actor_id
         WHERE a.event_id = $1 AND a.subject = 'session:' || $2::text
         ORDER BY a.created_at DESC, a.id DESC LIMIT 1",
    )
    .bind(event)
    .bind(session)
    .fetch_optional(connection)
    .await?;
    Ok(found.flatten())
}

pub(super) async fn find(
    connection: &mut PgConnection,
    event: EventId,
    session: SessionId,
) -> Result<Option<SessionRow>, sqlx::Error> {
    sqlx::query_as("SELECT * FROM sessions WHERE id = $1 AND event_id = $2")
        .bind(session)
        .bind(event)
        .fetch_optional(connection)
        .await
}

/// False where there is no such person. Two events that want one speaker at once wait here.
pub(super) async fn lock_speaker(
    connection: &mut PgConnection,
    speaker: UserId,
) -> Result<bool, sqlx::Error> {
    let found =
        sqlx::query("SELECT FROM users WHERE id = $1 AND deleted_at IS NULL FOR NO KEY UPDATE")
            .bind(speaker)
            .fetch_optional(connection)
            .await?;
    Ok(found.is_some())
}

pub(super) async fn insert(
    connection: &mut PgConnection,
    id: SessionId,
    event: EventId,
    input: &SessionInput,
) -> Result<SessionRow, sqlx::Error> {
    sqlx::query_as(
        "INSERT INTO sessions (id, event_id, title, description, start_time, end_time, room, \
         speaker_id, speaker_name, capacity, track) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
         RETURNING *",
    )
    .bind(id)
    .bind(event)
    .bind(&input.title)
    .bind(&input.description)
    .bind(input.start_time)
    .bind(input.end_time)
    .bind(&input.room)
    .bind(input.speaker)
    .bind(&input.speaker_name)
    .bind(capacity(input))
    .bind(&input.track)
    .fetch_one(connection)
    .await
}

pub(super) async fn update(
    connection: &mut PgConnection,
    event: EventId,
    session: SessionId,
    input: &SessionInput,
) -> Result<Option<SessionRow>, sqlx::Error> {
    sqlx::query_as(
        "UPDATE sessions SET title = $3, description = $4, start_time = $5, end_time = $6, \
         room = $7, speaker_id = $8, speaker_name = $9, capacity = $10, track = $11, \
         updated_at = clock_timestamp() WHERE id = $2 AND event_id = $1 RETURNING *",
    )
    .bind(event)
    .bind(session)
    .bind(&input.title)
    .bind(&input.description)
    .bind(input.start_time)
    .bind(input.end_time)
    .bind(&input.room)
    .bind(input.speaker)
    .bind(&input.speaker_name)
    .bind(capacity(input))
    .bind(&input.track)
    .fetch_optional(connection)
    .await
}

pub(super) async fn delete(
    connection: &mut PgConnection,
    event: EventId,
    session: SessionId,
) -> Result<Option<SessionRow>, sqlx::Error> {
    sqlx::query_as("DELETE FROM sessions WHERE id = $2 AND event_id = $1 RETURNING *")
        .bind(event)
        .bind(session)
        .fetch_optional(connection)
        .await
}

/// Checked to be within 1 to 1,000,000.
fn capacity(input: &SessionInput) -> i32 {
    i32::try_from(input.capacity).unwrap_or(i32::MAX)
}

/// How many people picked each of an event's sessions that anybody picked.
pub(super) async fn pick_counts(
    connection: &mut PgConnection,
    event: EventId,
) -> Result<Vec<(SessionId, i64)>, sqlx::Error> {
    sqlx::query_as(
        "SELECT p.session_id, count(*) FROM session_picks p JOIN sessions s ON s.id = p.session_id
         WHERE s.event_id = $1 GROUP BY p.session_id",
    )
    .bind(event)
    .fetch_all(connection)
    .await
}

pub(super) async fn event_of(
    connection: &mut PgConnection,
    session: SessionId,
) -> Result<Option<EventId>, sqlx::Error> {
    sqlx::query_scalar("SELECT event_id FROM sessions WHERE id = $1")
        .bind(session)
        .fetch_optional(connection)
        .await
}

pub(super) async fn set_pick(
    connection: &mut PgConnection,
    user: UserId,
    session: SessionId,
    picked: bool,
) -> Result<(), sqlx::Error> {
    sqlx::query(if picked {
        "INSERT INTO session_picks (user_id, session_id)
         SELECT $1, id FROM sessions WHERE id = $2 ON CONFLICT DO NOTHING"
    } else {
        "DELETE FROM session_picks WHERE user_id = $1 AND session_id = $2"
    })
    .bind(user)
    .bind(session)
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn picks(
    connection: &mut PgConnection,
    user: UserId,
    event: EventId,
) -> Result<Vec<SessionId>, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT p.session_id FROM session_picks p JOIN sessions s ON s.id = p.session_id
         WHERE p.user_id = $1 AND s.event_id = $2 ORDER BY s.start_time, s.id",
    )
    .bind(user)
    .bind(event)
    .fetch_all(connection)
    .await
}
