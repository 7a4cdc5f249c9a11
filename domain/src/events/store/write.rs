//! Writing events.

use super::read;
use super::rows::EventRow;
use super::values::{Values, WRITABLE};
use crate::db::after_commit;
use crate::events::moving::Slot;
use crate::events::seats::taken_seats;
use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use sqlx::{Postgres, QueryBuilder};
use std::borrow::Cow;
use types::ids::{EventId, SessionId, UserId};

/// An event that is to be.
#[derive(Debug)]
pub(crate) struct NewEvent<'a> {
    pub id: EventId,
    pub slug: String,
    pub organizer: UserId,
    /// Names it where it was imported from.
    pub import_key: Option<&'a str>,
    pub values: Cow<'a, Values>,
}

/// The INSERT of these events.
pub(super) fn insert_each(events: &[NewEvent<'_>]) -> QueryBuilder<Postgres> {
    let mut sql = QueryBuilder::new("INSERT INTO events (id, slug, organizer_id, import_key, ");
    sql.push(WRITABLE.join(", ")).push(") ");
    sql.push_values(events, |mut row, event| {
        row.push_bind(event.id).push_bind(&event.slug).push_bind(event.organizer);
        row.push_bind(event.import_key);
        event.values.push_row(&mut row);
    });
    sql
}

/// False where the slug is taken, or leads to another event.
pub(crate) async fn insert(
    connection: &mut PgConnection,
    event: NewEvent<'_>,
) -> Result<bool, sqlx::Error> {
    if super::led_to(connection, &event.slug).await?.is_some() {
        return Ok(false);
    }
    let mut sql = insert_each(&[event]);
    let done = sql.push(" ON CONFLICT (slug) DO NOTHING").build().execute(connection).await?;
    Ok(done.rows_affected() == 1)
}

/// Each change is at least a second later than the one before, since addresses carry its second.
/// False where more seats are taken than it would have, where a booked event would become a draft
/// or change its currency, or where a booked event that has started would start again: its
/// attendees could cancel for money what is over. A ticket that costs nothing is exchanged for one that
/// does, in the currency of its booking: that of its event stays too.
pub(crate) async fn update(
    connection: &mut PgConnection,
    id: EventId,
    values: &Values,
) -> Result<bool, sqlx::Error> {
    let mut sql = QueryBuilder::new("UPDATE events SET ");
    let mut set = sql.separated(", ");
    values.push_changes(&mut set);
    set.push("updated_at = greatest(clock_timestamp(), updated_at + interval '1 second')");
    set.push("version = version + 1");
    sql.push(" WHERE id = ").push_bind(id).push(concat!(
        " AND status <> 'CANCELLED' AND ",
        taken_seats!(),
        " <= "
    ));
    sql.push_bind(values.max_capacity).push(" AND (").push_bind(values.status);
    sql.push(
        " = 'PUBLISHED' OR status = 'DRAFT' OR (waitlist_count = 0 \
             AND NOT EXISTS (SELECT FROM bookings WHERE event_id = events.id))) \
         AND (start_date > clock_timestamp() OR start_date = ",
    );
    sql.push_bind(values.start_date);
    sql.push(concat!(" OR ", taken_seats!(), " = 0) AND (currency = "));
    sql.push_bind(values.currency).push(
        " OR NOT EXISTS (SELECT FROM bookings b \
              WHERE b.event_id = events.id AND (b.status <> 'CANCELLED' \
                  AND (b.total_price > 0 OR b.typed) \
                  OR EXISTS (SELECT FROM payments p WHERE p.booking_id = b.id))))",
    );
    let done = sql.build().execute(connection).await?;
    Ok(done.rows_affected() == 1)
}

/// Of an event that is locked.
pub(crate) async fn add_seats(
    connection: &mut PgConnection,
    id: EventId,
    seats: i32,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE events SET max_capacity = max_capacity + $2, version = version + 1,
             updated_at = greatest(clock_timestamp(), updated_at + interval '1 second')
         WHERE id = $1",
    )
    .bind(id)
    .bind(seats)
    .execute(connection)
    .await?;
    Ok(())
}

/// Locks the event and reads it under the lock: what was read before the wait may be old.
pub(crate) async fn find_locked(
    connection: &mut PgConnection,
    id_or_slug: &str,
) -> Result<Option<EventRow>, sqlx::Error> {
    let Some(row) = read::find(connection, id_or_slug).await? else { return Ok(None) };
    // A lock precedes a change.
    after_commit::event_changed(row.id);
    sqlx::query("SELECT FROM events WHERE id = $1 FOR NO KEY UPDATE")
        .bind(row.id)
        .execute(&mut *connection)
        .await?;
    read::find(connection, &row.id.to_string()).await
}

pub(crate) async fn delete(connection: &mut PgConnection, id: EventId) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM events WHERE id = $1").bind(id).execute(connection).await?;
    Ok(())
}

pub(crate) async fn cancel(
    connection: &mut PgConnection,
    id: EventId,
    reason: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE events SET status = 'CANCELLED', cancelled_at = clock_timestamp(), \
         cancel_reason = $2, version = version + 1, \
         updated_at = greatest(clock_timestamp(), updated_at + interval '1 second') \
         WHERE id = $1 AND status = 'PUBLISHED'",
    )
    .bind(id)
    .bind(reason)
    .execute(connection)
    .await?;
    Ok(())
}

/// Whether nobody ever booked it.
pub(crate) async fn is_deletable(
    connection: &mut PgConnection,
    id: EventId,
) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar("SELECT NOT EXISTS (SELECT FROM bookings WHERE event_id = $1)")
        .bind(id)
        .fetch_one(connection)
        .await
}

/// When the event's sessions are.
pub(crate) async fn slots(
    connection: &mut PgConnection,
    event: EventId,
) -> Result<Vec<Slot>, sqlx::Error> {
    sqlx::query_as(
        "SELECT id, start_time AS start, end_time AS \"end\" FROM sessions \
         WHERE event_id = $1 ORDER BY start_time, id",
    )
    .bind(event)
    .fetch_all(connection)
    .await
}

/// The sessions with their titles, in their order.
pub(crate) async fn named_slots(
    connection: &mut PgConnection,
    event: EventId,
) -> Result<Vec<(String, Slot)>, sqlx::Error> {
    let rows: Vec<(String, SessionId, DateTime<Utc>, DateTime<Utc>)> = sqlx::query_as(
        "SELECT title, id, start_time, end_time FROM sessions \
         WHERE event_id = $1 ORDER BY start_time, id",
    )
    .bind(event)
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|(title, id, start, end)| (title, Slot { id, start, end })).collect())
}

/// The same sessions for another event, at these times.
pub(crate) async fn copy_sessions(
    connection: &mut PgConnection,
    event: EventId,
    slots: &[Slot],
) -> Result<(), sqlx::Error> {
    if slots.is_empty() {
        return Ok(());
    }
    let made: Vec<uuid::Uuid> = slots.iter().map(|_| crate::ids::new_id()).collect();
    let ids: Vec<SessionId> = slots.iter().map(|slot| slot.id).collect();
    let starts: Vec<DateTime<Utc>> = slots.iter().map(|slot| slot.start).collect();
    let ends: Vec<DateTime<Utc>> = slots.iter().map(|slot| slot.end).collect();
    sqlx::query(
        "INSERT INTO sessions (id, event_id, title, description, start_time, end_time, room, track, \
             speaker_id, speaker_name, capacity, import_key) \
         SELECT moved.made, $1, s.title, s.description, moved.starts, moved.ends, s.room, s.track, \
             s.speaker_id, s.speaker_name, s.capacity, s.import_key \
         FROM unnest($2::uuid[], $3::uuid[], $4::timestamptz[], $5::timestamptz[]) \
             AS moved(made, id, starts, ends) JOIN sessions s ON s.id = moved.id",
    )
    .bind(event)
    .bind(made)
    .bind(ids)
    .bind(starts)
    .bind(ends)
    .execute(connection)
    .await?;
    Ok(())
}

/// All in one statement, at whose end clashes are looked for.
pub(crate) async fn move_slots(
    connection: &mut PgConnection,
    event: EventId,
    slots: &[Slot],
) -> Result<(), sqlx::Error> {
    if slots.is_empty() {
        return Ok(());
    }
    let ids: Vec<SessionId> = slots.iter().map(|slot| slot.id).collect();
    let starts: Vec<DateTime<Utc>> = slots.iter().map(|slot| slot.start).collect();
    let ends: Vec<DateTime<Utc>> = slots.iter().map(|slot| slot.end).collect();
    sqlx::query(
        "UPDATE sessions s SET start_time = moved.starts, end_time = moved.ends, \
             updated_at = clock_timestamp() \
         FROM unnest($2::uuid[], $3::timestamptz[], $4::timestamptz[]) \
             AS moved(id, starts, ends) \
         WHERE s.id = moved.id AND s.event_id = $1",
    )
    .bind(event)
    .bind(ids)
    .bind(starts)
    .bind(ends)
    .execute(connection)
    .await?;
    Ok(())
}
