//! What bounds the messages of an organizer, so that nobody mails strangers through the house.

use crate::events::EventRow;
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::postgres::PgConnection;
use types::ids::{EventId, UserId};
use types::messages::{MESSAGES_A_DAY, RECIPIENTS_MAX, SCHEDULED_MAX, UNTRUSTED_A_DAY};
use types::{ErrorCode, Failure};

const A_DAY: TimeDelta = TimeDelta::days(1);

/// What an organizer may still do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// An admin has said so, or is the organizer.
    pub trusted: bool,
    /// People whom they wrote to within the last day, and whose turn is still to come.
    pub used: i64,
}

impl Room {
    /// How many people more they may write to now; none: as many as they like.
    pub fn left(self) -> Option<i64> {
        (!self.trusted).then(|| (UNTRUSTED_A_DAY - self.used).max(0))
    }
}

/// The one who writes for an organizer waits for the one before.
pub(super) async fn one_after_the_other(
    tx: &mut PgConnection,
    organizer: UserId,
) -> Result<(), sqlx::Error> {
    sqlx::query("SELECT pg_advisory_xact_lock(hashtextextended($1, 4))")
        .bind(format!("messages:{organizer}"))
        .execute(tx)
        .await?;
    Ok(())
}

/// What the organizer may still do. Of somebody who is trusted nothing is counted.
pub(super) async fn room(
    connection: &mut PgConnection,
    organizer: UserId,
    now: DateTime<Utc>,
) -> Result<Room, sqlx::Error> {
    let trusted: bool = sqlx::query_scalar(
        "SELECT trusted_at IS NOT NULL OR role = 'admin' FROM users WHERE id = $1",
    )
    .bind(organizer)
    .fetch_one(&mut *connection)
    .await?;
    if trusted {
        return Ok(Room { trusted, used: 0 });
    }
    let used = sqlx::query_scalar(
        "SELECT count(*) FROM message_recipients r JOIN messages m ON m.id = r.message_id
             JOIN events e ON e.id = m.event_id
         WHERE e.organizer_id = $1 AND (r.queued_at > $2
             OR r.queued_at IS NULL AND r.left_out IS NULL)",
    )
    .bind(organizer)
    .bind(now - A_DAY)
    .fetch_one(connection)
    .await?;
    Ok(Room { trusted, used })
}

/// How many of these people's mails may be promised now, the turn of all of whom is still to come.
pub(super) async fn turns(
    connection: &mut PgConnection,
    organizer: UserId,
    now: DateTime<Utc>,
    wanted: u16,
) -> Result<u16, sqlx::Error> {
    let had: Option<i64> = sqlx::query_scalar(
        "SELECT (SELECT count(*) FROM message_recipients r JOIN messages m ON m.id = r.message_id
                 JOIN events e ON e.id = m.event_id
             WHERE e.organizer_id = u.id AND r.queued_at > $2)
         FROM users u WHERE u.id = $1 AND u.trusted_at IS NULL AND u.role <> 'admin'",
    )
    .bind(organizer)
    .bind(now - A_DAY)
    .fetch_optional(connection)
    .await?;
    let left = had.map_or(i64::MAX, |had| UNTRUSTED_A_DAY - had);
    Ok(u16::try_from(left.max(0)).unwrap_or(u16::MAX).min(wanted))
}

/// Refuses what nobody would get, and what is too much.
pub(super) async fn may_write(
    tx: &mut PgConnection,
    event: &EventRow,
    (recipients, waits): (i64, bool),
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    // One that waits may find its people later.
    if recipients == 0 && !waits {
        return Err(ErrorCode::NobodyToWriteTo.into());
    }
    if recipients > RECIPIENTS_MAX {
        return Err(ErrorCode::AudienceTooLarge.into());
    }
    let room = room(tx, event.organizer_id, now).await.map_err(crate::Error::from)?;
    // What waits for another day has that day's room; more than that it never has at once.
    let used = if waits { 0 } else { room.used };
    if !room.trusted && used + recipients > UNTRUSTED_A_DAY {
        let limit = i32::try_from(UNTRUSTED_A_DAY).ok();
        return Err(Failure { limit, ..Failure::new(ErrorCode::MessageLimit) });
    }
    Ok(())
}

/// Refuses one more of an event that has had enough of them today, or has enough that wait.
pub(super) async fn may_add(
    tx: &mut PgConnection,
    event: EventId,
    now: DateTime<Utc>,
) -> Result<(), crate::Error> {
    let (today, waiting): (i64, i64) = sqlx::query_as(
        "SELECT count(*) FILTER (WHERE created_at > $2 AND state <> 'CANCELLED'),
             count(*) FILTER (WHERE state = 'SCHEDULED')
         FROM messages WHERE event_id = $1",
    )
    .bind(event)
    .bind(now - A_DAY)
    .fetch_one(tx)
    .await?;
    if today >= MESSAGES_A_DAY || waiting >= SCHEDULED_MAX {
        return Err(ErrorCode::TooManyRequests.into());
    }
    Ok(())
}
