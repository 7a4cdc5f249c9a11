//! Changes of an event wait here for each other: what is told in the end is the way from how it was
//! to how it is.

use super::pace::{REMEMBERED, Waiting};
use super::waiting::{Gathered, queue_again, takes_place};
use crate::Hub;
use crate::ids::new_id;
use crate::jobs::{Arrangement, GatherEventChange, TellEventChanged, enqueue};
use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use sqlx::types::Json;
use types::ids::EventId;

#[derive(sqlx::FromRow)]
struct Untold {
    before: Json<Arrangement>,
    after: Json<Arrangement>,
    first_at: DateTime<Utc>,
    last_at: DateTime<Utc>,
    told_at: Vec<DateTime<Utc>>,
}

impl Untold {
    fn due(&self) -> DateTime<Utc> {
        let ahead = [self.before.starts, self.after.starts].into_iter();
        let starts = ahead.filter(|starts| *starts > self.first_at).min();
        let starts = starts.unwrap_or(self.after.starts);
        Waiting { first_at: self.first_at, starts, told_at: &self.told_at }.due()
    }
}

/// Notes a change, with the event's row held; the job that tells it is put where it is due. A
/// change that is taken back leaves nothing to tell.
pub(crate) async fn tell_change(
    tx: &mut PgConnection,
    event: EventId,
    before: Arrangement,
    after: Arrangement,
) -> Result<(), sqlx::Error> {
    if before == after {
        return Ok(());
    }
    // Under the lock: a booking before it has read the old event, one after it reads the new.
    let untold: Untold = sqlx::query_as(
        "INSERT INTO event_changes AS known (event_id, before, after, first_at, last_at)
         VALUES ($1, $2, $3, clock_timestamp(), clock_timestamp())
         ON CONFLICT (event_id) DO UPDATE
             SET before = coalesce(known.before, excluded.before), after = excluded.after,
                 first_at = coalesce(known.first_at, excluded.first_at),
                 last_at = excluded.last_at
         RETURNING before, after, first_at, last_at, told_at",
    )
    .bind(event)
    .bind(Json(before))
    .bind(Json(after))
    .fetch_one(&mut *tx)
    .await?;
    if untold.before == untold.after {
        return forget(tx, event).await;
    }
    enqueue(tx, &GatherEventChange { event }, Some(untold.due())).await
}

async fn forget(tx: &mut PgConnection, event: EventId) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE event_changes SET before = NULL, after = NULL, first_at = NULL, last_at = NULL
         WHERE event_id = $1",
    )
    .bind(event)
    .execute(tx)
    .await
    .map(|_| ())
}

/// Takes what has changed of an event, if it is due, and leaves the job that tells it.
///
/// # Errors
/// What the database says; then nothing was taken.
pub async fn gather_event_change(hub: &Hub, event: EventId) -> Result<Gathered, sqlx::Error> {
    let now = hub.now();
    hub.db.write(move |tx| Box::pin(gather_in(tx, event, now))).await
}

async fn gather_in(
    tx: &mut PgConnection,
    event: EventId,
    now: DateTime<Utc>,
) -> Result<Gathered, sqlx::Error> {
    let untold: Option<Untold> = sqlx::query_as(
        "SELECT before, after, first_at, last_at, told_at FROM event_changes
         WHERE event_id = $1 AND before IS NOT NULL FOR UPDATE",
    )
    .bind(event)
    .fetch_optional(&mut *tx)
    .await?;
    let Some(untold) = untold else { return Ok(Gathered::Nothing) };
    if !takes_place(tx, event, now).await? {
        forget(tx, event).await?;
        return Ok(Gathered::Nothing);
    }
    let due = untold.due();
    if due > now {
        enqueue(tx, &GatherEventChange { event }, Some(due)).await?;
        return Ok(Gathered::NotYet);
    }
    forget(tx, event).await?;
    let mut told_at = untold.told_at;
    told_at.push(now);
    let forgotten = told_at.len().saturating_sub(REMEMBERED);
    told_at.drain(..forgotten);
    sqlx::query("UPDATE event_changes SET told_at = $2 WHERE event_id = $1")
        .bind(event)
        .bind(told_at)
        .execute(&mut *tx)
        .await?;
    let (before, after) = (untold.before.0, untold.after.0);
    let until = Some(untold.last_at);
    enqueue(tx, &TellEventChanged { change: new_id(), event, before, after, until }, None).await?;
    Ok(Gathered::Told)
}

/// The safety net: queues the job again of every change that waits without one. Answers how many
/// there were.
///
/// # Errors
/// What the database says.
pub async fn changes_due(hub: &Hub) -> Result<u64, sqlx::Error> {
    queue_again(hub, "event_changes", "before IS NOT NULL", |event| GatherEventChange { event })
        .await
}
