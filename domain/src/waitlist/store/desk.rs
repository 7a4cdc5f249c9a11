//! The SQL of an event's waitlist as its organizer sees it.

use crate::waitlist::policy::Line;
use chrono::{DateTime, Utc};
use sqlx::postgres::{PgConnection, types::PgInterval};
use std::time::Duration;
use types::ids::{BookingId, EventId, TicketTypeId, UserId, WaitlistEntryId};
use types::waitlist::WaitlistStatus;

/// Moves that are told of one entry: it has five states and passes each once.
const MOVES_MAX: i64 = 10;

#[derive(Debug, sqlx::FromRow)]
pub(in crate::waitlist) struct EntryRow {
    pub(in crate::waitlist) id: WaitlistEntryId,
    pub(in crate::waitlist) user_id: UserId,
    pub(in crate::waitlist) display_name: String,
    pub(in crate::waitlist) email: String,
    pub(in crate::waitlist) place: Option<i64>,
    pub(in crate::waitlist) quantity: i32,
    pub(in crate::waitlist) status: WaitlistStatus,
    pub(in crate::waitlist) joined_at: DateTime<Utc>,
    pub(in crate::waitlist) offer_expires_at: Option<DateTime<Utc>>,
    pub(in crate::waitlist) booking_id: Option<BookingId>,
    pub(in crate::waitlist) ended_at: Option<DateTime<Utc>>,
}

/// Entries with their people and places in line; `$1` is the event.
macro_rules! entries {
    ($tail:literal) => {
        concat!(
            "SELECT w.id, w.user_id, u.display_name, u.email, line.place, w.quantity, w.status,
                 w.joined_at, w.offer_expires_at, w.booking_id, w.ended_at
             FROM waitlist_entries w JOIN users u ON u.id = w.user_id
             LEFT JOIN (
                 SELECT id, row_number() OVER (ORDER BY joined_at, id) AS place
                 FROM waitlist_entries WHERE event_id = $1 AND status = 'WAITING'
             ) AS line ON line.id = w.id
             WHERE w.event_id = $1 ",
            $tail
        )
    };
}

/// Offers by their end, then the line in its order, then what is over, the latest first.
pub(in crate::waitlist) async fn page(
    connection: &mut PgConnection,
    event: EventId,
    line: Line,
    (limit, offset): (i64, i64),
) -> Result<Vec<EntryRow>, sqlx::Error> {
    sqlx::query_as(entries!(
        "AND w.status = ANY ($2)
         ORDER BY CASE w.status WHEN 'OFFERED' THEN 0 WHEN 'WAITING' THEN 1 ELSE 2 END,
             CASE w.status WHEN 'OFFERED' THEN w.offer_expires_at END, line.place,
             w.ended_at DESC, w.id
         LIMIT $3 OFFSET $4"
    ))
    .bind(event)
    .bind(line.states())
    .bind(limit)
    .bind(offset)
    .fetch_all(connection)
    .await
}

pub(in crate::waitlist) async fn find(
    connection: &mut PgConnection,
    event: EventId,
    entry: WaitlistEntryId,
) -> Result<Option<EntryRow>, sqlx::Error> {
    sqlx::query_as(entries!("AND w.id = $2"))
        .bind(event)
        .bind(entry)
        .fetch_optional(connection)
        .await
}

pub(in crate::waitlist) async fn count(
    connection: &mut PgConnection,
    event: EventId,
    status: WaitlistStatus,
) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar("SELECT count(*) FROM waitlist_entries WHERE event_id = $1 AND status = $2")
        .bind(event)
        .bind(status)
        .fetch_one(connection)
        .await
}

/// How many parties there are of each kind, and how many seats those want.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub(in crate::waitlist) struct Counts {
    pub(in crate::waitlist) waiting: i64,
    pub(in crate::waitlist) waiting_seats: i64,
    pub(in crate::waitlist) offered: i64,
    pub(in crate::waitlist) offered_seats: i64,
    pub(in crate::waitlist) over: i64,
}

pub(in crate::waitlist) async fn counts(
    connection: &mut PgConnection,
    event: EventId,
) -> Result<Counts, sqlx::Error> {
    sqlx::query_as(
        "SELECT count(*) FILTER (WHERE status = 'WAITING') AS waiting,
             coalesce(sum(quantity) FILTER (WHERE status = 'WAITING'), 0) AS waiting_seats,
             count(*) FILTER (WHERE status = 'OFFERED') AS offered,
             coalesce(sum(quantity) FILTER (WHERE status = 'OFFERED'), 0) AS offered_seats,
             count(*) FILTER (WHERE status NOT IN ('WAITING', 'OFFERED')) AS over
         FROM waitlist_entries WHERE event_id = $1",
    )
    .bind(event)
    .fetch_one(connection)
    .await
}

#[derive(Debug, sqlx::FromRow)]
pub(in crate::waitlist) struct MoveRow {
    pub(in crate::waitlist) entry_id: WaitlistEntryId,
    pub(in crate::waitlist) display_name: String,
    pub(in crate::waitlist) at: DateTime<Utc>,
    pub(in crate::waitlist) from_status: Option<WaitlistStatus>,
    pub(in crate::waitlist) to_status: WaitlistStatus,
    pub(in crate::waitlist) cause: String,
    pub(in crate::waitlist) reason: Option<String>,
    pub(in crate::waitlist) passed: Option<i64>,
    pub(in crate::waitlist) added: Option<i32>,
}

macro_rules! moves {
    ($tail:literal) => {
        concat!(
            "SELECT m.entry_id, u.display_name, m.created_at AS at, m.from_status, m.to_status,
                 m.reason AS cause, m.detail ->> 'reason' AS reason,
                 (m.detail ->> 'passed')::bigint AS passed, (m.detail ->> 'added')::integer AS added ",
            $tail
        )
    };
}

pub(in crate::waitlist) async fn moves_of(
    connection: &mut PgConnection,
    entries: &[WaitlistEntryId],
) -> Result<Vec<MoveRow>, sqlx::Error> {
    sqlx::query_as(moves!(
        "FROM unnest($1::uuid[]) AS wanted (id) CROSS JOIN LATERAL (
             SELECT * FROM waitlist_moves WHERE entry_id = wanted.id
             ORDER BY created_at, id LIMIT $2
         ) AS m JOIN waitlist_entries w ON w.id = m.entry_id JOIN users u ON u.id = w.user_id
         ORDER BY m.created_at, m.id"
    ))
    .bind(entries)
    .bind(MOVES_MAX)
    .fetch_all(connection)
    .await
}

/// A page of the whole list's moves, the latest first, and how many there are.
pub(in crate::waitlist) async fn log(
    connection: &mut PgConnection,
    event: EventId,
    (limit, offset): (i64, i64),
) -> Result<(i64, Vec<MoveRow>), sqlx::Error> {
    let count = sqlx::query_scalar("SELECT count(*) FROM waitlist_moves WHERE event_id = $1")
        .bind(event)
        .fetch_one(&mut *connection)
        .await?;
    let moves = sqlx::query_as(moves!(
        "FROM waitlist_moves m JOIN waitlist_entries w ON w.id = m.entry_id
             JOIN users u ON u.id = w.user_id
         WHERE m.event_id = $1 ORDER BY m.created_at DESC, m.id DESC LIMIT $2 OFFSET $3"
    ))
    .bind(event)
    .bind(limit)
    .bind(offset)
    .fetch_all(connection)
    .await?;
    Ok((count, moves))
}

/// When an offer of a locked event that is made now ends; none where nothing can be booked any more.
pub(in crate::waitlist) async fn offer_end(
    connection: &mut PgConnection,
    event: EventId,
    offer: Duration,
) -> Result<Option<DateTime<Utc>>, sqlx::Error> {
    let offer = PgInterval {
        months: 0,
        days: 0,
        microseconds: i64::try_from(offer.as_micros()).unwrap_or(i64::MAX),
    };
    sqlx::query_scalar(
        "SELECT least(start_date, clock_timestamp() + $2) FROM events
         WHERE id = $1 AND status = 'PUBLISHED' AND hidden_at IS NULL
           AND start_date > clock_timestamp()",
    )
    .bind(event)
    .bind(offer)
    .fetch_optional(connection)
    .await
}

/// The types that a party would take; none: any.
pub(in crate::waitlist) async fn types_of(
    connection: &mut PgConnection,
    entry: WaitlistEntryId,
) -> Result<Vec<TicketTypeId>, sqlx::Error> {
    sqlx::query_scalar("SELECT ticket_types FROM waitlist_entries WHERE id = $1")
        .bind(entry)
        .fetch_one(connection)
        .await
}

/// A party that is offered fewer seats than it waits for is as large as that.
pub(in crate::waitlist) async fn shrink(
    connection: &mut PgConnection,
    entry: WaitlistEntryId,
    seats: i32,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE waitlist_entries SET quantity = $2 WHERE id = $1 AND quantity > $2")
        .bind(entry)
        .bind(seats)
        .execute(connection)
        .await?;
    Ok(())
}
