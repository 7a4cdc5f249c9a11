//! An event's figures by its kinds of ticket, which sum up to the event's.

use crate::events::EventRow;
use crate::ticket_types;
use rust_decimal::Decimal;
use sqlx::postgres::PgConnection;
use std::collections::HashMap;
use types::ids::TicketTypeId;
use types::statistics::{CheckInCounts, TypeFigures};
use types::{Currency, Money};

/// In the organizer's order. An event with one kind of ticket is asked nothing.
pub(super) async fn by_type(
    connection: &mut PgConnection,
    event: &EventRow,
) -> Result<Vec<TypeFigures>, sqlx::Error> {
    if !event.typed {
        return Ok(Vec::new());
    }
    let of_event = ticket_types::of_team(connection, event.id).await?;
    let (seen, net) = (seen(connection, event).await?, net(connection, event).await?);
    let figures = of_event.types.iter().map(|it| {
        let (tickets, checked_in) = seen.get(&it.id).copied().unwrap_or_default();
        let net = net.get(&it.id).copied().unwrap_or_default();
        TypeFigures {
            id: it.id,
            name: it.name.clone(),
            offering: it.offering,
            seats: of_event.seats(it, event.max_capacity),
            check_ins: CheckInCounts { tickets, checked_in },
            currency: event.currency,
            net: Money::new(net, event.currency).amount(),
        }
    });
    Ok(figures.collect())
}

/// Valid tickets of each kind, and those that were seen at the door.
async fn seen(
    connection: &mut PgConnection,
    event: &EventRow,
) -> Result<HashMap<TicketTypeId, (i64, i64)>, sqlx::Error> {
    let rows: Vec<(TicketTypeId, i64, i64)> = sqlx::query_as(
        "SELECT t.ticket_type_id, count(*), count(t.checked_in_at)
         FROM tickets t JOIN bookings b ON b.id = t.booking_id
         WHERE t.event_id = $1 AND t.cancelled_at IS NULL AND b.status = 'CONFIRMED'
           AND t.ticket_type_id IS NOT NULL
         GROUP BY t.ticket_type_id",
    )
    .bind(event.id)
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|(id, tickets, seen)| (id, (tickets, seen))).collect())
}

/// What each kind brought, in the event's currency. Each valid ticket of a booking brought what it
/// cost. What is left of what was paid was kept of tickets that were given back, and a goodwill refund
/// is the valid tickets' loss: both are shared out by what those cost, cent by cent, so that the kinds
/// of a booking sum up to it.
async fn net(
    connection: &mut PgConnection,
    event: &EventRow,
) -> Result<HashMap<TicketTypeId, Decimal>, sqlx::Error> {
    let rows: Vec<(TicketTypeId, Currency, Decimal)> = sqlx::query_as(
        "WITH paid AS (
             SELECT p.booking_id, p.currency, sum(p.captured - p.refunded) AS net
             FROM bookings b JOIN payments p ON p.booking_id = b.id
             WHERE b.event_id = $1 AND p.currency = $2 AND p.captured > 0
             GROUP BY p.booking_id, p.currency
         ), parts AS (
             SELECT paid.booking_id, paid.currency, paid.net, t.ticket_type_id AS kind,
                 t.cancelled_at IS NOT NULL OR b.status <> 'CONFIRMED' AS gone,
                 sum(coalesce(t.price, trunc(b.total_price / nullif(b.quantity, 0), 2), 0)) AS worth
             FROM paid JOIN bookings b ON b.id = paid.booking_id
                 JOIN tickets t ON t.booking_id = paid.booking_id
             WHERE t.ticket_type_id IS NOT NULL
             GROUP BY 1, 2, 3, 4, 5
             UNION ALL
             -- Money that is on its way back of what never had a ticket.
             SELECT paid.booking_id, paid.currency, paid.net, i.ticket_type_id, true,
                 i.quantity * i.unit_price
             FROM paid JOIN booking_items i ON i.booking_id = paid.booking_id
             WHERE NOT EXISTS (SELECT FROM tickets t WHERE t.booking_id = paid.booking_id)
         ), rests AS (
             SELECT *, net - coalesce(sum(worth) FILTER (WHERE NOT gone) OVER booking, 0) AS rest,
                 coalesce(sum(worth) FILTER (WHERE NOT gone) OVER booking, 0) AS valid,
                 coalesce(sum(worth) FILTER (WHERE gone) OVER booking, 0) AS void
             FROM parts WINDOW booking AS (PARTITION BY booking_id)
         ), weighed AS (
             SELECT *, CASE
                     WHEN void > 0 AND (rest > 0 OR valid = 0) THEN CASE WHEN gone THEN worth ELSE 0 END
                     WHEN valid > 0 THEN CASE WHEN gone THEN 0 ELSE worth END
                     ELSE 1
                 END AS weight
             FROM rests
         ), shares AS (
             SELECT *, sum(weight) OVER (PARTITION BY booking_id) AS whole,
                 sum(weight) OVER (PARTITION BY booking_id ORDER BY gone, kind) AS upto
             FROM weighed
         )
         SELECT kind, currency, sum(
             CASE WHEN gone THEN 0 ELSE worth END
             + round(rest * upto / whole, 2) - round(rest * (upto - weight) / whole, 2)
         ) AS net
         FROM shares GROUP BY kind, currency",
    )
    .bind(event.id)
    .bind(event.currency)
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|(kind, _, net)| (kind, net)).collect())
}
