//! Types as the public and the team see them.

use super::rows::{Seats, TypeRow, price_now, types_of};
use crate::events::{EventRight, EventRow, owned, visible};
use crate::{Actor, Error, Hub};
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use sqlx::postgres::PgConnection;
use std::collections::HashMap;
use types::ErrorCode;
use types::ids::{EventId, TicketTypeId};
use types::ticket_types::{
    Offering, PriceStep, TicketPool, TicketType, TicketTypeDetails, TicketTypeRef, TicketTypes,
};

/// What can be had of an event, now or later; nothing where it has one kind of ticket.
///
/// # Errors
/// Not found.
pub async fn public(hub: &Hub, actor: Actor, event: &str) -> Result<Vec<TicketType>, Error> {
    let mut connection = hub.db.read().await?;
    let event = visible(&mut connection, actor, event).await?;
    Ok(shown(&mut connection, &event, &[]).await?)
}

/// [`public`], of an event that the caller may see, with the hidden types that their code opens.
pub(crate) async fn shown(
    connection: &mut PgConnection,
    event: &EventRow,
    opened: &[TicketTypeId],
) -> Result<Vec<TicketType>, sqlx::Error> {
    if !event.typed {
        return Ok(Vec::new());
    }
    let rows: Vec<TypeRow> = sqlx::query_as(types_of!(
        " AND (NOT t.hidden OR t.id = ANY ($2)) AND t.offering <> 'ARCHIVED'"
    ))
    .bind(event.id)
    .bind(opened)
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(TypeRow::public).collect())
}

/// All types and pools of an event, hidden and archived ones among them.
///
/// # Errors
/// Not found or denied.
pub async fn list(hub: &Hub, actor: Actor, event: &str) -> Result<TicketTypes, Error> {
    let mut connection = hub.db.read().await?;
    let event = owned(&mut connection, actor, event, EventRight::See).await?;
    Ok(of_team(&mut connection, event.id).await?)
}

/// [`list`], of an event whose team asks.
pub(crate) async fn of_team(
    connection: &mut PgConnection,
    event: EventId,
) -> Result<TicketTypes, sqlx::Error> {
    let types = all(connection, event).await?;
    Ok(TicketTypes { types, pools: pools(connection, event).await? })
}

/// The types of an event by their names, for whoever sees who has them.
///
/// # Errors
/// Not found or denied.
pub async fn names(hub: &Hub, actor: Actor, event: &str) -> Result<Vec<TicketTypeRef>, Error> {
    named(hub, actor, event, None).await
}

/// What seats of an event may be given away of, by name; nothing where it has one kind of ticket.
///
/// # Errors
/// Not found or denied.
pub async fn to_give(hub: &Hub, actor: Actor, event: &str) -> Result<Vec<TicketTypeRef>, Error> {
    named(hub, actor, event, Some(Offering::Archived)).await
}

async fn named(
    hub: &Hub,
    actor: Actor,
    event: &str,
    without: Option<Offering>,
) -> Result<Vec<TicketTypeRef>, Error> {
    let mut connection = hub.db.read().await?;
    let event = owned(&mut connection, actor, event, EventRight::Bookings).await?;
    Ok(names_of(&mut connection, &event, without).await?)
}

/// The names of an event's types in the organizer's order, but for those that are offered like `without`.
pub(crate) async fn names_of(
    connection: &mut PgConnection,
    event: &EventRow,
    without: Option<Offering>,
) -> Result<Vec<TicketTypeRef>, sqlx::Error> {
    if !event.typed {
        return Ok(Vec::new());
    }
    let rows: Vec<(TicketTypeId, String)> = sqlx::query_as(
        "SELECT id, name FROM ticket_types
         WHERE event_id = $1 AND offering IS DISTINCT FROM $2
         ORDER BY position, created_at, id",
    )
    .bind(event.id)
    .bind(without)
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|(id, name)| TicketTypeRef { id, name }).collect())
}

pub(super) async fn all(
    connection: &mut PgConnection,
    event: EventId,
) -> Result<Vec<TicketTypeDetails>, sqlx::Error> {
    let rows: Vec<TypeRow> =
        sqlx::query_as(types_of!("")).bind(event).fetch_all(&mut *connection).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let mut steps = steps(connection, event).await?;
    let seats = seats(connection, event).await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let id = row.id;
            row.details(
                steps.remove(&id).unwrap_or_default(),
                seats.get(&id).copied().unwrap_or_default(),
            )
        })
        .collect())
}

pub(super) async fn one(
    connection: &mut PgConnection,
    event: EventId,
    id: TicketTypeId,
) -> Result<TicketTypeDetails, Error> {
    let all = all(connection, event).await?;
    all.into_iter().find(|it| it.id == id).ok_or_else(|| ErrorCode::NotFound.into())
}

pub(super) async fn pools(
    connection: &mut PgConnection,
    event: EventId,
) -> Result<Vec<TicketPool>, sqlx::Error> {
    sqlx::query_as(
        "SELECT id, name, quota, taken, position FROM ticket_pools WHERE event_id = $1
         ORDER BY position, created_at, id",
    )
    .bind(event)
    .fetch_all(connection)
    .await
}

#[derive(sqlx::FromRow)]
struct StepRow {
    ticket_type_id: TicketTypeId,
    price: Decimal,
    until: Option<DateTime<Utc>>,
    first: Option<i32>,
}

async fn steps(
    connection: &mut PgConnection,
    event: EventId,
) -> Result<HashMap<TicketTypeId, Vec<PriceStep>>, sqlx::Error> {
    let rows: Vec<StepRow> = sqlx::query_as(
        "SELECT s.ticket_type_id, s.price, s.until, s.first
         FROM ticket_types t JOIN ticket_price_steps s ON s.ticket_type_id = t.id
         WHERE t.event_id = $1 ORDER BY s.ticket_type_id, s.position",
    )
    .bind(event)
    .fetch_all(connection)
    .await?;
    let mut steps = HashMap::<TicketTypeId, Vec<PriceStep>>::new();
    for StepRow { ticket_type_id, price, until, first } in rows {
        let step = PriceStep { price, until, first: first.map(Into::into) };
        steps.entry(ticket_type_id).or_default().push(step);
    }
    Ok(steps)
}

/// Counted from the rows: the counters know what is taken, not how. What is held for an exchange is held.
async fn seats(
    connection: &mut PgConnection,
    event: EventId,
) -> Result<HashMap<TicketTypeId, Seats>, sqlx::Error> {
    let rows: Vec<(TicketTypeId, i32, i32, i32)> = sqlx::query_as(
        "SELECT type, coalesce(sum(seats) FILTER (WHERE state = 'CONFIRMED'), 0)::int,
             coalesce(sum(seats) FILTER (WHERE state = 'PENDING' AND NOT offer), 0)::int,
             coalesce(sum(seats) FILTER (WHERE state = 'PENDING' AND offer), 0)::int
         FROM (
             SELECT i.ticket_type_id AS type, b.status AS state, b.origin = 'waitlist' AS offer,
                 i.quantity AS seats
             FROM bookings b JOIN booking_items i ON i.booking_id = b.id
             WHERE b.event_id = $1 AND b.status IN ('CONFIRMED', 'PENDING')
             UNION ALL
             SELECT t.id, 'PENDING', false, 1
             FROM ticket_types t JOIN ticket_exchanges x ON x.to_type = t.id
             WHERE t.event_id = $1 AND x.status = 'OPEN'
         ) AS each GROUP BY type",
    )
    .bind(event)
    .fetch_all(connection)
    .await?;
    let each = rows.into_iter();
    Ok(each.map(|(id, sold, held, offered)| (id, Seats { sold, held, offered })).collect())
}
