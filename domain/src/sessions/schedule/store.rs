//! The SQL of imports: one statement for all sessions of a kind, at whose end clashes are looked for.

use super::plan::{Added, Changed};
use crate::ids::new_id;
use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use types::ids::{EventId, SessionId};
use types::sessions::SessionInput;

/// The columns of many sessions, each as a list.
struct Columns<'a> {
    titles: Vec<&'a str>,
    descriptions: Vec<&'a str>,
    starts: Vec<DateTime<Utc>>,
    ends: Vec<DateTime<Utc>>,
    rooms: Vec<&'a str>,
    tracks: Vec<Option<&'a str>>,
    speakers: Vec<Option<&'a str>>,
}

impl<'a> Columns<'a> {
    fn of(inputs: impl Iterator<Item = &'a SessionInput> + Clone) -> Self {
        Self {
            titles: inputs.clone().map(|it| &*it.title).collect(),
            descriptions: inputs.clone().map(|it| &*it.description).collect(),
            starts: inputs.clone().map(|it| it.start_time).collect(),
            ends: inputs.clone().map(|it| it.end_time).collect(),
            rooms: inputs.clone().map(|it| &*it.room).collect(),
            tracks: inputs.clone().map(|it| it.track.as_deref()).collect(),
            speakers: inputs.map(|it| it.speaker_name.as_deref()).collect(),
        }
    }
}

pub(super) async fn remove(
    tx: &mut PgConnection,
    event: EventId,
    sessions: &[SessionId],
) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM sessions WHERE event_id = $1 AND id = ANY($2)")
        .bind(event)
        .bind(sessions)
        .execute(tx)
        .await?;
    Ok(())
}

pub(super) async fn change(
    tx: &mut PgConnection,
    event: EventId,
    changed: &[Changed],
) -> Result<(), sqlx::Error> {
    let columns = Columns::of(changed.iter().map(|it| &it.input));
    sqlx::query(
        "UPDATE sessions s SET title = n.title, description = n.description,
             start_time = n.starts, end_time = n.ends, room = n.room, track = n.track,
             speaker_name = n.speakers, updated_at = clock_timestamp()
         FROM unnest($2::uuid[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[],
             $7::text[], $8::text[], $9::text[])
             AS n (id, title, description, starts, ends, room, track, speakers)
         WHERE s.id = n.id AND s.event_id = $1",
    )
    .bind(event)
    .bind(changed.iter().map(|it| it.before.id).collect::<Vec<_>>())
    .bind(columns.titles)
    .bind(columns.descriptions)
    .bind(columns.starts)
    .bind(columns.ends)
    .bind(columns.rooms)
    .bind(columns.tracks)
    .bind(columns.speakers)
    .execute(tx)
    .await?;
    Ok(())
}

/// Answers their ids, in the same order.
pub(super) async fn add(
    tx: &mut PgConnection,
    event: EventId,
    added: &[Added],
) -> Result<Vec<SessionId>, sqlx::Error> {
    let columns = Columns::of(added.iter().map(|it| &it.input));
    let ids: Vec<SessionId> = added.iter().map(|_| new_id().into()).collect();
    // Checked to be within 1 to 1,000,000.
    let capacities: Vec<i32> =
        added.iter().map(|it| i32::try_from(it.input.capacity).unwrap_or(i32::MAX)).collect();
    sqlx::query(
        "INSERT INTO sessions (id, event_id, title, description, start_time, end_time, room, track,
             speaker_name, import_key, capacity)
         SELECT n.id, $1, n.title, n.description, n.starts, n.ends, n.room, n.track, n.speakers,
             n.key, n.capacity
         FROM unnest($2::uuid[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[],
             $7::text[], $8::text[], $9::text[], $10::text[], $11::integer[])
             AS n (id, title, description, starts, ends, room, track, speakers, key, capacity)",
    )
    .bind(event)
    .bind(&ids)
    .bind(columns.titles)
    .bind(columns.descriptions)
    .bind(columns.starts)
    .bind(columns.ends)
    .bind(columns.rooms)
    .bind(columns.tracks)
    .bind(columns.speakers)
    .bind(added.iter().map(|it| it.key.as_deref()).collect::<Vec<_>>())
    .bind(capacities)
    .execute(tx)
    .await?;
    Ok(ids)
}
