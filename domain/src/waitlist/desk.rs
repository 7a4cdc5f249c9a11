//! The waitlist as an event's organizer sees it: everybody in it, and its log.

use super::policy::Line;
use super::store::desk::{self, EntryRow, MoveRow};
use crate::events::{EventRight, owned};
use crate::{Actor, Error, Hub};
use sqlx::postgres::PgConnection;
use types::ids::{EventId, WaitlistEntryId};
use types::waitlist::{OrganizedEntry, Waiting, WaitlistMove};
use types::{ErrorCode, Page, PageRequest};

/// What an event's line comes to.
#[derive(Clone, Debug)]
pub struct OrganizedLine {
    /// IANA name of the event's zone.
    pub timezone: String,
    /// Somebody new may join.
    pub open: bool,
    /// Published and not yet started.
    pub bookable: bool,
    pub capacity: i32,
    pub free: i32,
    pub waiting: i64,
    pub waiting_seats: i64,
    pub offered: i64,
    pub offered_seats: i64,
    pub over: i64,
}

/// A move with whose it is.
#[derive(Clone, Debug)]
pub struct LoggedMove {
    pub entry: WaitlistEntryId,
    pub name: String,
    pub what: WaitlistMove,
}

/// # Errors
/// Not found or denied.
pub async fn line(hub: &Hub, actor: Actor, event: &str) -> Result<OrganizedLine, Error> {
    let mut connection = hub.db.read().await?;
    let event = owned(&mut connection, actor, event, EventRight::Bookings).await?;
    let counts = desk::counts(&mut connection, event.id).await?;
    let published = event.status == types::events::EventStatus::Published;
    Ok(OrganizedLine {
        open: event.waitlist_open,
        bookable: published && event.hidden_at.is_none() && event.start_date > hub.now(),
        capacity: event.max_capacity,
        free: (event.max_capacity - event.seats_taken()).max(0),
        timezone: event.timezone,
        waiting: counts.waiting,
        waiting_seats: counts.waiting_seats,
        offered: counts.offered,
        offered_seats: counts.offered_seats,
        over: counts.over,
    })
}

/// The parties of an event: offers by their end, the line in its order, then what is over.
///
/// # Errors
/// Not found or denied.
pub async fn entries(
    hub: &Hub,
    actor: Actor,
    event: &str,
    wanted: Line,
    page: PageRequest,
) -> Result<Page<OrganizedEntry>, Error> {
    let mut connection = hub.db.read().await?;
    let event = owned(&mut connection, actor, event, EventRight::Bookings).await?.id;
    let counts = desk::counts(&mut connection, event).await?;
    let open = counts.waiting + counts.offered;
    let count = match wanted {
        Line::All => open + counts.over,
        Line::Open => open,
        Line::Over => counts.over,
        Line::In(status) => desk::count(&mut connection, event, status).await?,
    };
    let rows = (page.limit(), page.offset());
    let rows = desk::page(&mut connection, event, wanted, rows).await?;
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let moves = desk::moves_of(&mut connection, &ids).await?;
    Ok(Page::new(page, count, rows.into_iter().map(|row| entry(row, &moves)).collect()))
}

/// One party of an event.
///
/// # Errors
/// Not found or denied.
pub async fn entry_of_event(
    hub: &Hub,
    actor: Actor,
    event: &str,
    id: WaitlistEntryId,
) -> Result<OrganizedEntry, Error> {
    let mut connection = hub.db.read().await?;
    let event = owned(&mut connection, actor, event, EventRight::Bookings).await?.id;
    entry_after(&mut connection, event, id).await
}

/// Everything that has happened in an event's line, the latest first.
///
/// # Errors
/// Not found or denied.
pub async fn moves(
    hub: &Hub,
    actor: Actor,
    event: &str,
    page: PageRequest,
) -> Result<Page<LoggedMove>, Error> {
    let mut connection = hub.db.read().await?;
    let event = owned(&mut connection, actor, event, EventRight::Bookings).await?.id;
    let rows = (page.limit(), page.offset());
    let (count, rows) = desk::log(&mut connection, event, rows).await?;
    let moves = rows.into_iter().map(|row| LoggedMove {
        entry: row.entry_id,
        name: row.display_name.clone(),
        what: told(&row),
    });
    Ok(Page::new(page, count, moves.collect()))
}

pub(super) async fn entry_after(
    connection: &mut PgConnection,
    event: EventId,
    id: WaitlistEntryId,
) -> Result<OrganizedEntry, Error> {
    let row = desk::find(connection, event, id).await?.ok_or(ErrorCode::NotFound)?;
    let moves = desk::moves_of(connection, &[id]).await?;
    Ok(entry(row, &moves))
}

fn entry(row: EntryRow, moves: &[MoveRow]) -> OrganizedEntry {
    OrganizedEntry {
        moves: moves.iter().filter(|it| it.entry_id == row.id).map(told).collect(),
        id: row.id,
        user: Waiting { id: row.user_id, display_name: row.display_name, email: row.email },
        position: row.place,
        quantity: row.quantity,
        status: row.status,
        joined_at: row.joined_at,
        offer_expires_at: row.offer_expires_at,
        booking: row.booking_id,
        ended_at: row.ended_at,
    }
}

fn told(row: &MoveRow) -> WaitlistMove {
    WaitlistMove {
        at: row.at,
        from: row.from_status,
        to: row.to_status,
        cause: row.cause.clone(),
        reason: row.reason.clone(),
        passed: row.passed,
        added: row.added.filter(|added| *added > 0),
    }
}
