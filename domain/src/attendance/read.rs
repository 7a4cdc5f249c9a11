//! Scans as they are shown, and what the door has to know.

use super::check_in::Scanned;
use super::lists;
use super::store::NewRow;
use crate::events::{self, EventRight, owned};
use crate::ticket_types::names_of;
use crate::{Actor, Error, Hub};
use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use types::attendance::AttendeeRef;
use types::bookings::Ticket;
use types::check_ins::{CheckInList, CheckInRefusal, Direction, EarlierScan, Scan, SeenTicket};
use types::ids::{CheckInId, CheckInListId, EventId, TicketId, TicketTypeId, UserId};
use types::ticket_types::TicketTypeRef;
use types::{ErrorCode, Page, PageRequest, Span};

macro_rules! scans_from {
    () => {
        "SELECT c.id, c.event_id, c.at, c.direction, c.refusal, c.gate, c.device, c.ticket_id,
             t.attendee_name, k.name AS ticket_type, l.id AS list_id, l.name AS list_name,
             l.ticket_types AS list_types, c.undone_at,
             by_them.id AS by_id, by_them.display_name AS by_name,
             undone.id AS undone_by, undone.display_name AS undone_name,
             e.at AS earlier_at, e.gate AS earlier_gate
         FROM check_ins c LEFT JOIN tickets t ON t.id = c.ticket_id
             LEFT JOIN ticket_types k ON k.id = t.ticket_type_id
             LEFT JOIN check_in_lists l ON l.id = c.list_id
             LEFT JOIN users by_them ON by_them.id = c.by_id
             LEFT JOIN users undone ON undone.id = c.undone_by
             LEFT JOIN check_ins e ON e.id = c.earlier_id "
    };
}

/// What the door shows before anything is scanned.
#[derive(Clone, Debug)]
pub struct Desk {
    pub event: EventId,
    pub slug: String,
    pub title: String,
    pub span: Span,
    /// The zone of every time at this door.
    pub timezone: String,
    pub lists: Vec<CheckInList>,
    /// The event's kinds of ticket; none where it has one.
    pub kinds: Vec<TicketTypeRef>,
    /// Whether the caller may change the lists.
    pub may_edit: bool,
}

/// # Errors
/// Not found or denied.
pub async fn desk(hub: &Hub, actor: Actor, event: &str) -> Result<Desk, Error> {
    let mut connection = hub.db.read().await?;
    let row = owned(&mut connection, actor, event, EventRight::Door).await?;
    let may_edit = owned(&mut connection, actor, event, EventRight::Edit).await.is_ok();
    Ok(Desk {
        event: row.id,
        lists: lists::all(&mut connection, row.id).await?,
        kinds: names_of(&mut connection, &row, None).await?,
        span: events::span(row.start_date, row.end_date, &row.timezone),
        slug: row.slug,
        title: row.title,
        timezone: row.timezone,
        may_edit,
    })
}

/// Which scans are listed; without a word all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ScanFilter {
    pub list: Option<CheckInListId>,
    pub admitted: Option<bool>,
}

/// An event's scans, the last one first.
///
/// # Errors
/// Not found or denied; invalid by field.
pub async fn scans(
    hub: &Hub,
    actor: Actor,
    event: &str,
    filter: ScanFilter,
    page: PageRequest,
) -> Result<Page<Scan>, Error> {
    let mut connection = hub.db.read().await?;
    let event = owned(&mut connection, actor, event, EventRight::Door).await?;
    lists::of_event(&mut connection, event.id, filter.list).await?;
    let count: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM check_ins
         WHERE event_id = $1 AND ($2::uuid IS NULL OR list_id = $2)
           AND ($3::boolean IS NULL OR (refusal IS NULL) = $3)",
    )
    .bind(event.id)
    .bind(filter.list)
    .bind(filter.admitted)
    .fetch_one(&mut *connection)
    .await?;
    let rows: Vec<Row> = sqlx::query_as(concat!(
        scans_from!(),
        "WHERE c.event_id = $1 AND ($2::uuid IS NULL OR c.list_id = $2)
           AND ($3::boolean IS NULL OR (c.refusal IS NULL) = $3)
         ORDER BY c.at DESC, c.id DESC LIMIT $4 OFFSET $5"
    ))
    .bind(event.id)
    .bind(filter.list)
    .bind(filter.admitted)
    .bind(page.limit())
    .bind(page.offset())
    .fetch_all(&mut *connection)
    .await?;
    Ok(Page::new(page, count, rows.into_iter().map(Row::scan).collect()))
}

/// One of an event's scans.
///
/// # Errors
/// Not found or denied.
pub async fn scan_of(hub: &Hub, actor: Actor, event: &str, id: CheckInId) -> Result<Scan, Error> {
    let mut connection = hub.db.read().await?;
    let event = owned(&mut connection, actor, event, EventRight::Door).await?;
    let row = row(&mut connection, id).await?.filter(|row| row.event_id == event.id);
    Ok(row.ok_or(ErrorCode::NotFound)?.scan())
}

/// What became of a scan that is written down.
pub(super) async fn scanned(
    connection: &mut PgConnection,
    id: CheckInId,
) -> Result<Scanned, Error> {
    let row = row(connection, id).await?.ok_or(ErrorCode::NotFound)?;
    let ticket = match row.ticket_id {
        Some(ticket) => self::ticket(connection, ticket).await?,
        None => None,
    };
    Ok(Scanned { scan: row.scan(), ticket })
}

/// What became of a scan that is not.
pub(super) async fn unkept(connection: &mut PgConnection, new: NewRow) -> Result<Scanned, Error> {
    let ticket = match new.ticket {
        Some(ticket) => self::ticket(connection, ticket).await?,
        None => None,
    };
    let ticket_type = match ticket.as_ref().and_then(|ticket| ticket.ticket_type) {
        Some(id) => name_of(connection, id).await?,
        None => None,
    };
    let earlier = match new.earlier {
        Some(id) => row(connection, id).await?,
        None => None,
    };
    let named = lists::all(connection, new.through.event).await?;
    let scan = Scan {
        id: new.id,
        at: new.at,
        direction: new.direction,
        admitted: false,
        refusal: new.refusal,
        list: named.into_iter().find(|list| Some(list.id) == new.through.list),
        gate: new.gate,
        device: new.device,
        by: None,
        ticket: ticket.as_ref().map(|ticket| SeenTicket {
            id: ticket.id,
            attendee_name: ticket.attendee_name.clone(),
            ticket_type,
        }),
        earlier: earlier.map(|row| EarlierScan { at: row.at, gate: row.gate }),
        undone_at: None,
        undone_by: None,
    };
    Ok(Scanned { scan, ticket })
}

async fn name_of(
    connection: &mut PgConnection,
    id: TicketTypeId,
) -> Result<Option<String>, sqlx::Error> {
    sqlx::query_scalar("SELECT name FROM ticket_types WHERE id = $1")
        .bind(id)
        .fetch_optional(connection)
        .await
}

async fn ticket(
    connection: &mut PgConnection,
    id: TicketId,
) -> Result<Option<Ticket>, sqlx::Error> {
    sqlx::query_as(
        "SELECT id, code, attendee_name, checked_in_at, ticket_type_id FROM tickets WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(connection)
    .await
}

async fn row(connection: &mut PgConnection, id: CheckInId) -> Result<Option<Row>, sqlx::Error> {
    sqlx::query_as(concat!(scans_from!(), "WHERE c.id = $1"))
        .bind(id)
        .fetch_optional(connection)
        .await
}

#[derive(sqlx::FromRow)]
struct Row {
    id: CheckInId,
    event_id: EventId,
    at: DateTime<Utc>,
    direction: Direction,
    refusal: Option<CheckInRefusal>,
    gate: Option<String>,
    device: Option<String>,
    ticket_id: Option<TicketId>,
    attendee_name: Option<String>,
    ticket_type: Option<String>,
    list_id: Option<CheckInListId>,
    list_name: Option<String>,
    list_types: Option<Vec<TicketTypeId>>,
    undone_at: Option<DateTime<Utc>>,
    by_id: Option<UserId>,
    by_name: Option<String>,
    undone_by: Option<UserId>,
    undone_name: Option<String>,
    earlier_at: Option<DateTime<Utc>>,
    earlier_gate: Option<String>,
}

impl Row {
    fn scan(self) -> Scan {
        let person = |id: Option<UserId>, name: Option<String>| {
            let (id, display_name) = id.zip(name)?;
            Some(AttendeeRef { id, display_name })
        };
        Scan {
            id: self.id,
            at: self.at,
            direction: self.direction,
            admitted: self.refusal.is_none(),
            refusal: self.refusal,
            list: self.list_id.zip(self.list_name).map(|(id, name)| CheckInList {
                id,
                name,
                ticket_types: self.list_types.unwrap_or_default(),
            }),
            gate: self.gate,
            device: self.device,
            by: person(self.by_id, self.by_name),
            ticket: self.ticket_id.zip(self.attendee_name).map(|(id, attendee_name)| SeenTicket {
                id,
                attendee_name,
                ticket_type: self.ticket_type,
            }),
            earlier: self.earlier_at.map(|at| EarlierScan { at, gate: self.earlier_gate }),
            undone_at: self.undone_at,
            undone_by: person(self.undone_by, self.undone_name),
        }
    }
}
