//! The waitlist as a waiting party sees it.

use crate::events::{self, zone};
use crate::{Actor, Error, Hub};
use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use types::ErrorCode;
use types::ids::{BookingId, EventId, UserId};
use types::waitlist::{PassedOver, WaitlistEntry, WaitlistStatus, WaitlistView};

/// Waits that are listed at once.
const WAITS_MAX: i64 = 100;

/// Entries with their events, their places, and the last seats that came free while they wait.
macro_rules! select {
    ($tail:literal) => {
        concat!(
            "SELECT w.event_id, e.slug, e.title, coalesce(offered.total_price, e.price) = 0 AS free, e.timezone, e.start_date,
                 w.quantity, w.status, w.notified_at IS NOT NULL AS notified, w.joined_at,
                 w.offer_expires_at, w.booking_id, place.parties_ahead,
                 released.created_at AS released_at, released.seats_free AS released_seats,
                 released.ahead AS released_ahead
             FROM waitlist_entries w JOIN events e ON e.id = w.event_id
             LEFT JOIN bookings offered ON offered.id = w.booking_id
             LEFT JOIN LATERAL (
                 SELECT count(*) AS parties_ahead FROM waitlist_entries o
                 WHERE o.event_id = w.event_id AND o.status = 'WAITING'
                   AND (o.joined_at, o.id) < (w.joined_at, w.id)
             ) AS place ON w.status = 'WAITING'
             LEFT JOIN LATERAL (
                 SELECT r.created_at, r.seats_free, coalesce((
                     SELECT sum(o.quantity) FROM waitlist_moves m
                         JOIN waitlist_entries o ON o.id = m.entry_id
                     WHERE m.release_id = r.id AND (o.joined_at, o.id) < (w.joined_at, w.id)
                 ), 0)::integer AS ahead
                 FROM waitlist_releases r
                 WHERE r.event_id = w.event_id AND r.created_at > w.joined_at
                 ORDER BY r.created_at DESC, r.id DESC LIMIT 1
             ) AS released ON w.status = 'WAITING' ",
            $tail
        )
    };
}

/// The caller's own entry: the open one, else the last one.
///
/// # Errors
/// `unauthenticated`, `not_found` for the event, `not_on_waitlist`.
pub async fn own(hub: &Hub, actor: Actor, event: &str) -> Result<WaitlistEntry, Error> {
    let user = actor.require_user()?;
    let mut connection = hub.db.read().await?;
    let event = events::visible(&mut connection, actor, event).await?.id;
    entry_of(&mut connection, event, user).await?.ok_or_else(|| ErrorCode::NotOnWaitlist.into())
}

/// What an event's page shows the caller of their wait; `None` where they never waited for it.
///
/// # Errors
/// `not_found` for the event.
pub async fn view(hub: &Hub, actor: Actor, event: &str) -> Result<Option<WaitlistView>, Error> {
    let mut connection = hub.db.read().await?;
    let event = events::visible(&mut connection, actor, event).await?.id;
    let Some(user) = actor.user_id() else { return Ok(None) };
    let row: Option<Row> = sqlx::query_as(select!(
        "WHERE w.user_id = $1 AND w.event_id = $2
         ORDER BY w.status IN ('WAITING', 'OFFERED') DESC, w.joined_at DESC, w.id DESC LIMIT 1"
    ))
    .bind(user)
    .bind(event)
    .fetch_optional(&mut *connection)
    .await?;
    Ok(row.map(|row| row.view(hub.now())))
}

/// Whether somebody new may join an event's line.
///
/// # Errors
/// `not_found` for the event.
pub async fn is_open(hub: &Hub, actor: Actor, event: &str) -> Result<bool, Error> {
    let mut connection = hub.db.read().await?;
    Ok(events::visible(&mut connection, actor, event).await?.waitlist_open)
}

/// Everything the caller waits for, offers first, then by the event's start.
///
/// # Errors
/// `unauthenticated`.
pub async fn waits(hub: &Hub, actor: Actor) -> Result<Vec<WaitlistView>, Error> {
    let user = actor.require_user()?;
    let mut connection = hub.db.read().await?;
    let rows: Vec<Row> = sqlx::query_as(select!(
        "WHERE w.user_id = $1 AND w.status IN ('WAITING', 'OFFERED')
             AND e.status = 'PUBLISHED' AND e.start_date > clock_timestamp()
         ORDER BY w.status = 'OFFERED' DESC, e.start_date, w.id LIMIT $2"
    ))
    .bind(user)
    .bind(WAITS_MAX)
    .fetch_all(&mut *connection)
    .await?;
    Ok(rows.iter().map(|row| row.view(hub.now())).collect())
}

/// A person's entry: the open one, else the last one.
pub(super) async fn entry_of(
    connection: &mut PgConnection,
    event: EventId,
    user: UserId,
) -> Result<Option<WaitlistEntry>, sqlx::Error> {
    let row: Option<Row> = sqlx::query_as(select!(
        "WHERE w.user_id = $1 AND w.event_id = $2
         ORDER BY w.status IN ('WAITING', 'OFFERED') DESC, w.joined_at DESC, w.id DESC LIMIT 1"
    ))
    .bind(user)
    .bind(event)
    .fetch_optional(connection)
    .await?;
    Ok(row.as_ref().map(Row::entry))
}

#[derive(sqlx::FromRow)]
struct Row {
    event_id: EventId,
    slug: String,
    title: String,
    free: bool,
    timezone: String,
    start_date: DateTime<Utc>,
    quantity: i32,
    status: WaitlistStatus,
    notified: bool,
    joined_at: DateTime<Utc>,
    offer_expires_at: Option<DateTime<Utc>>,
    booking_id: Option<BookingId>,
    parties_ahead: Option<i64>,
    released_at: Option<DateTime<Utc>>,
    released_seats: Option<i32>,
    released_ahead: Option<i32>,
}

impl Row {
    fn entry(&self) -> WaitlistEntry {
        WaitlistEntry {
            position: self.parties_ahead.map(|ahead| ahead + 1),
            parties_ahead: self.parties_ahead,
            quantity: self.quantity,
            status: self.status,
            notified: self.notified,
            created_at: self.joined_at,
            offer_expires_at: self.offer_expires_at,
            booking: self.booking_id,
        }
    }

    fn view(&self, now: DateTime<Utc>) -> WaitlistView {
        let local = |instant| zone::local(instant, &self.timezone);
        let released = self.released_at.zip(self.released_seats).zip(self.released_ahead);
        WaitlistView {
            event: self.event_id,
            event_slug: self.slug.clone(),
            title: self.title.clone(),
            starts: zone::wall(self.start_date, &self.timezone),
            passed_over: released.map(|((at, seats), ahead)| PassedOver {
                at: local(at),
                today: local(at).date() == local(now).date(),
                seats,
                ahead,
            }),
            offer_until: self.offer_expires_at.map(|until| zone::wall(until, &self.timezone)),
            free: self.free,
            entry: self.entry(),
        }
    }
}
