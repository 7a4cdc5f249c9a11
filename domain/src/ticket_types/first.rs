//! Types that are made together with their event, and whether an event's can ever be sold.

use super::prices::refresh;
use super::read;
use super::service::told;
use super::store::{self, Counting};
use crate::audit::Entry;
use crate::events::EventRow;
use crate::ids::new_id;
use crate::{Actor, Error};
use rust_decimal::Decimal;
use sqlx::postgres::PgConnection;
use types::history::AuditAction;
use types::ids::{EventId, TicketTypeId};
use types::ticket_types::TicketTypeInput;
use uuid::Uuid;

/// Makes the types of an event that was just made, in their order; they are checked.
pub(crate) async fn make_first(
    tx: &mut PgConnection,
    actor: Actor,
    event: &EventRow,
    types: &[TicketTypeInput],
) -> Result<(), Error> {
    if types.is_empty() {
        return Ok(());
    }
    store::mark(tx, event.id, true).await?;
    for input in types {
        let counting = Counting { counted: input.is_counted(), taken: 0 };
        store::insert(tx, event.id, TicketTypeId(new_id()), input, counting).await?;
    }
    refresh(tx, event.id).await?;
    for made in read::all(tx, event.id).await? {
        let entry = Entry::new(actor, AuditAction::TicketTypeCreated, made.id);
        told(entry, event, &[], None, Some(&made)).record(tx).await?;
    }
    Ok(())
}

/// Makes types of many events that were just made: event, name and price of each, in their order.
pub(crate) async fn make_many(
    tx: &mut PgConnection,
    types: &[(EventId, &str, Decimal)],
) -> Result<(), sqlx::Error> {
    if types.is_empty() {
        return Ok(());
    }
    let ids: Vec<Uuid> = types.iter().map(|_| new_id()).collect();
    sqlx::query(
        "WITH made AS (
             INSERT INTO ticket_types (id, event_id, name, price, position)
             SELECT id, event, name, price,
                 row_number() OVER (PARTITION BY event ORDER BY place) - 1
             FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::numeric[]) WITH ORDINALITY
                 AS type (id, event, name, price, place)
             RETURNING event_id, price
         )
         UPDATE events SET typed = true, price = low, price_max = high
         FROM (SELECT event_id, min(price) AS low, max(price) AS high FROM made GROUP BY event_id)
             AS prices
         WHERE events.id = prices.event_id",
    )
    .bind(ids)
    .bind(types.iter().map(|it| it.0).collect::<Vec<_>>())
    .bind(types.iter().map(|it| it.1).collect::<Vec<_>>())
    .bind(types.iter().map(|it| it.2).collect::<Vec<_>>())
    .execute(tx)
    .await?;
    Ok(())
}

/// Whether anything of the event `e` can be sold before it starts, now or later: a type that is paused can be
/// taken up again, and one that is hidden has its code.
macro_rules! sellable {
    () => {
        "(NOT e.typed OR EXISTS (
             SELECT FROM ticket_types t LEFT JOIN ticket_pools p ON p.id = t.pool_id
             WHERE t.event_id = e.id AND t.offering <> 'ARCHIVED'
               AND coalesce(t.quota > 0, true) AND coalesce(p.quota > 0, true)
               AND coalesce(t.sale_until > clock_timestamp(), true)
               AND coalesce(t.sale_from < e.start_date, true)
         ))"
    };
}

pub(crate) use sellable;

/// The same of one event.
pub(crate) async fn can_be_sold(
    connection: &mut PgConnection,
    event: EventId,
) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar(concat!("SELECT ", sellable!(), " FROM events e WHERE e.id = $1"))
        .bind(event)
        .fetch_one(connection)
        .await
}
