//! Sessions that move: those who picked them are told, at the pace of changes of events. What is told in
//! the end is the way from how the agenda was to how it is, in one message a person.

use super::pace::{REMEMBERED, Waiting};
use super::waiting::{Gathered, queue_again, takes_place};
use crate::Hub;
use crate::ids::new_id;
use crate::jobs::{GatherSessionChanges, SessionPlace, TellSessionsMoved, enqueue};
use crate::notifications::attendees::{Audience, Progress, tell_attendees};
use crate::notifications::message::MailKind;
use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::json;
use sqlx::postgres::PgConnection;
use sqlx::types::Json;
use types::ids::{EventId, SessionId};

/// What became of a session; nothing after it where it is gone.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct SessionMoved {
    pub(crate) session: SessionId,
    pub(crate) before: SessionPlace,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) after: Option<SessionPlace>,
}

impl SessionMoved {
    /// Another title is no other place to go to.
    fn is_news(&self) -> bool {
        self.after.as_ref().is_none_or(|after| {
            let before = &self.before;
            (before.starts, before.ends, &before.room) != (after.starts, after.ends, &after.room)
        })
    }
}

/// Notes what moved of what somebody picked, with the event's row held; the job that tells it is put
/// where it is due. What is taken back leaves nothing to tell.
pub(crate) async fn tell_sessions_moved(
    tx: &mut PgConnection,
    event: EventId,
    mut moves: Vec<SessionMoved>,
) -> Result<(), sqlx::Error> {
    moves.retain(SessionMoved::is_news);
    if moves.is_empty() {
        return Ok(());
    }
    sqlx::query(
        "INSERT INTO session_changes AS known
             (event_id, session_id, before, after, first_at, last_at, pickers)
         SELECT $1, m.session, m.before, m.after, clock_timestamp(), clock_timestamp(),
             CASE WHEN m.after IS NULL THEN ARRAY(SELECT p.user_id FROM session_picks p
                 WHERE p.session_id = m.session ORDER BY p.user_id) ELSE '{}' END
         FROM jsonb_to_recordset($2) AS m (session uuid, before jsonb, after jsonb)
         WHERE EXISTS (SELECT FROM session_picks p WHERE p.session_id = m.session)
         ON CONFLICT (session_id) WHERE batch IS NULL DO UPDATE
             SET after = excluded.after, last_at = excluded.last_at, pickers = excluded.pickers",
    )
    .bind(event)
    .bind(Json(moves))
    .execute(&mut *tx)
    .await?;
    sqlx::query(
        "DELETE FROM session_changes
         WHERE event_id = $1 AND batch IS NULL AND before - 'title' = after - 'title'",
    )
    .bind(event)
    .execute(&mut *tx)
    .await?;
    let Some(due) = due(tx, event).await? else { return Ok(()) };
    enqueue(tx, &GatherSessionChanges { event }, Some(due)).await
}

#[derive(sqlx::FromRow)]
struct Untold {
    before: Json<SessionPlace>,
    after: Option<Json<SessionPlace>>,
    first_at: DateTime<Utc>,
}

/// When what waits is to be told; none where nothing waits.
async fn due(tx: &mut PgConnection, event: EventId) -> Result<Option<DateTime<Utc>>, sqlx::Error> {
    let untold: Vec<Untold> = sqlx::query_as(
        "SELECT before, after, first_at FROM session_changes
         WHERE event_id = $1 AND batch IS NULL FOR UPDATE",
    )
    .bind(event)
    .fetch_all(&mut *tx)
    .await?;
    let Some(first_at) = untold.iter().map(|change| change.first_at).min() else {
        return Ok(None);
    };
    let mut told_at: Vec<DateTime<Utc>> = sqlx::query_scalar(
        "SELECT DISTINCT told_at FROM session_changes
         WHERE event_id = $1 AND told_at IS NOT NULL ORDER BY told_at DESC LIMIT $2",
    )
    .bind(event)
    .bind(i64::try_from(REMEMBERED).unwrap_or(i64::MAX))
    .fetch_all(&mut *tx)
    .await?;
    told_at.reverse();
    let starts = untold.iter().flat_map(|change| {
        [Some(change.before.starts), change.after.as_ref().map(|after| after.starts)]
    });
    // What has begun already is in no hurry.
    let starts = starts.flatten().filter(|starts| *starts > first_at).min();
    let starts = starts.unwrap_or(DateTime::<Utc>::MAX_UTC);
    Ok(Some(Waiting { first_at, starts, told_at: &told_at }.due()))
}

/// Takes what has moved of an event's agenda, if it is due, and leaves the job that tells it.
///
/// # Errors
/// What the database says; then nothing was taken.
pub async fn gather_session_changes(hub: &Hub, event: EventId) -> Result<Gathered, sqlx::Error> {
    let now = hub.now();
    hub.db.write(move |tx| Box::pin(gather_in(tx, event, now))).await
}

async fn gather_in(
    tx: &mut PgConnection,
    event: EventId,
    now: DateTime<Utc>,
) -> Result<Gathered, sqlx::Error> {
    let Some(due) = due(tx, event).await? else { return Ok(Gathered::Nothing) };
    if !takes_place(tx, event, now).await? {
        sqlx::query("DELETE FROM session_changes WHERE event_id = $1 AND batch IS NULL")
            .bind(event)
            .execute(&mut *tx)
            .await?;
        return Ok(Gathered::Nothing);
    }
    if due > now {
        enqueue(tx, &GatherSessionChanges { event }, Some(due)).await?;
        return Ok(Gathered::NotYet);
    }
    let batch = new_id();
    sqlx::query(
        "UPDATE session_changes SET batch = $2, told_at = $3
         WHERE event_id = $1 AND batch IS NULL",
    )
    .bind(event)
    .bind(batch)
    .bind(now)
    .execute(&mut *tx)
    .await?;
    enqueue(tx, &TellSessionsMoved { event, batch }, None).await?;
    Ok(Gathered::Told)
}

/// Who had picked a session before it moved or went, each with their own sessions.
const TO_TELL: &str = "SELECT p.user_id, NULL::uuid AS booking_id, min(c.first_at) AS since,
         jsonb_build_object('sessions', jsonb_agg(
             jsonb_build_object('before', c.before, 'after', c.after)
             ORDER BY c.before->>'starts', c.session_id)) AS data,
         $2 || ':' || p.user_id AS occasion
     FROM session_changes c
         CROSS JOIN LATERAL (
             SELECT s.user_id FROM session_picks s
             WHERE s.session_id = c.session_id AND s.created_at <= c.last_at
             UNION SELECT unnest(c.pickers)
         ) AS p
     WHERE c.event_id = $1 AND c.batch = $2::uuid
     GROUP BY p.user_id";

/// Tells the next `limit` people who picked something that moved, each once.
///
/// # Errors
/// What the database says; then no message of this batch was promised.
pub async fn tell_session_moves(
    hub: &Hub,
    job: TellSessionsMoved,
    limit: u16,
) -> Result<Progress, sqlx::Error> {
    hub.db.write(move |tx| Box::pin(tell_in(tx, job, limit))).await
}

async fn tell_in(
    tx: &mut PgConnection,
    job: TellSessionsMoved,
    limit: u16,
) -> Result<Progress, sqlx::Error> {
    let event: Option<(String, String, String)> = sqlx::query_as(
        "SELECT title, slug, timezone FROM events WHERE id = $1 AND status = 'PUBLISHED'",
    )
    .bind(job.event)
    .fetch_optional(&mut *tx)
    .await?;
    let Some((title, slug, timezone)) = event else { return Ok(Progress::default()) };
    let people = Audience::new(TO_TELL).bind(job.event)?.bind(job.batch.to_string())?;
    let data = json!({ "event_id": job.event, "title": title, "slug": slug, "timezone": timezone });
    tell_attendees(tx, people, MailKind::SessionsMoved, data, limit).await
}

/// The safety net: queues the job again of every agenda whose changes wait without one. Answers how
/// many there were.
///
/// # Errors
/// What the database says.
pub async fn session_changes_due(hub: &Hub) -> Result<u64, sqlx::Error> {
    queue_again(hub, "session_changes", "batch IS NULL", |event| GatherSessionChanges { event })
        .await
}

#[cfg(test)]
mod tests;
