//! Check-ins as rows.

use super::check_in::Presented;
use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use types::check_ins::{CheckInRefusal, Direction};
use types::ids::{BookingId, CheckInId, CheckInListId, EventId, TicketId, TicketTypeId, UserId};

/// A ticket as it is.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub(super) struct TicketNow {
    pub(super) id: TicketId,
    pub(super) booking_id: BookingId,
    pub(super) event_id: EventId,
    pub(super) void: bool,
    pub(super) ticket_type_id: Option<TicketTypeId>,
}

/// Which list somebody goes through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Through {
    pub(super) event: EventId,
    pub(super) list: Option<CheckInListId>,
}

pub(super) async fn ticket(
    connection: &mut PgConnection,
    presented: &Presented,
) -> Result<Option<TicketNow>, sqlx::Error> {
    let (code, id) = match presented {
        Presented::Code(code) => (Some(code.trim()), None),
        Presented::Ticket(id) => (None, Some(*id)),
    };
    sqlx::query_as(
        "SELECT id, booking_id, event_id, cancelled_at IS NOT NULL AS void, ticket_type_id
         FROM tickets WHERE code = $1 OR id = $2",
    )
    .bind(code)
    .bind(id)
    .fetch_optional(connection)
    .await
}

/// Locks the booking of a ticket: who scans it at another door, or gives it back at this moment,
/// comes before or after.
pub(super) async fn lock_booking(
    connection: &mut PgConnection,
    booking: BookingId,
) -> Result<(), sqlx::Error> {
    sqlx::query("SELECT FROM bookings WHERE id = $1 FOR NO KEY UPDATE")
        .bind(booking)
        .execute(connection)
        .await?;
    Ok(())
}

/// A scan that was made: what it was of, and what became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct Row {
    pub(super) event_id: EventId,
    pub(super) ticket_id: Option<TicketId>,
    pub(super) list_id: Option<CheckInListId>,
    pub(super) direction: Direction,
    pub(super) refusal: Option<CheckInRefusal>,
    pub(super) left_by: Option<CheckInId>,
    pub(super) undone_at: Option<DateTime<Utc>>,
}

pub(super) async fn row(
    connection: &mut PgConnection,
    id: CheckInId,
) -> Result<Option<Row>, sqlx::Error> {
    sqlx::query_as(
        "SELECT event_id, ticket_id, list_id, direction, refusal, left_by, undone_at
         FROM check_ins WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(connection)
    .await
}

/// The way in by which the holder of a ticket is inside.
pub(super) async fn inside(
    connection: &mut PgConnection,
    ticket: TicketId,
    through: Through,
) -> Result<Option<CheckInId>, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT id FROM check_ins
         WHERE ticket_id = $1 AND coalesce(list_id, event_id) = coalesce($2, $3)
           AND direction = 'in' AND refusal IS NULL AND undone_at IS NULL AND left_by IS NULL",
    )
    .bind(ticket)
    .bind(through.list)
    .bind(through.event)
    .fetch_optional(connection)
    .await
}

/// What is written down of a scan.
#[derive(Clone, Debug)]
pub(super) struct NewRow {
    pub(super) id: CheckInId,
    pub(super) through: Through,
    pub(super) ticket: Option<TicketId>,
    pub(super) direction: Direction,
    pub(super) refusal: Option<CheckInRefusal>,
    pub(super) earlier: Option<CheckInId>,
    pub(super) gate: Option<String>,
    pub(super) device: Option<String>,
    pub(super) by: Option<UserId>,
    pub(super) at: DateTime<Utc>,
}

/// False where there is a row of this id.
pub(super) async fn insert(
    connection: &mut PgConnection,
    new: NewRow,
) -> Result<bool, sqlx::Error> {
    let inserted = sqlx::query(
        "INSERT INTO check_ins (id, event_id, ticket_id, list_id, direction, refusal, earlier_id,
             gate, device, by_id, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (id) DO NOTHING",
    )
    .bind(new.id)
    .bind(new.through.event)
    .bind(new.ticket)
    .bind(new.through.list)
    .bind(new.direction)
    .bind(new.refusal)
    .bind(new.earlier)
    .bind(new.gate)
    .bind(new.device)
    .bind(new.by)
    .bind(new.at)
    .execute(connection)
    .await?;
    Ok(inserted.rows_affected() == 1)
}

/// Ends a way in with the way out that came after it; without one it is open again.
pub(super) async fn end(
    connection: &mut PgConnection,
    way_in: CheckInId,
    way_out: Option<CheckInId>,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE check_ins SET left_by = $2 WHERE id = $1")
        .bind(way_in)
        .bind(way_out)
        .execute(connection)
        .await?;
    Ok(())
}

/// How many refused scans of one person were kept since.
pub(super) async fn refused_since(
    connection: &mut PgConnection,
    event: EventId,
    by: Option<UserId>,
    since: DateTime<Utc>,
) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT count(*) FROM check_ins
         WHERE by_id = $1 AND event_id = $2 AND at > $3 AND refusal IS NOT NULL",
    )
    .bind(by)
    .bind(event)
    .bind(since)
    .fetch_one(connection)
    .await
}
