//! Types that come along with a copy of their event; nobody has booked any yet.

use super::prices::refresh;
use super::read;
use super::store::{self, Counting, number};
use crate::Error;
use crate::ids::new_id;
use sqlx::postgres::PgConnection;
use std::collections::HashMap;
use types::ids::{EventId, TicketPoolId, TicketTypeId};
use types::ticket_types::{Offering, TicketPool, TicketTypeDetails, TicketTypeInput};

/// A type, and what it is in the copy.
#[derive(Clone, Debug)]
pub(crate) struct Copied {
    pub(crate) before: TicketTypeDetails,
    pub(crate) after: TicketTypeInput,
}

/// An event's types but the archived ones, with the dates of a copy.
pub(crate) async fn of_event(
    connection: &mut PgConnection,
    event: EventId,
    moved: impl Fn(chrono::DateTime<chrono::Utc>) -> chrono::DateTime<chrono::Utc> + Send,
) -> Result<Vec<Copied>, sqlx::Error> {
    let types = read::all(connection, event).await?;
    let kept = types.into_iter().filter(|it| it.offering != Offering::Archived);
    Ok(kept
        .map(|before| {
            let mut after = TicketTypeInput::from(before.clone());
            after.sale_from = after.sale_from.map(&moved);
            after.sale_until = after.sale_until.map(&moved);
            for step in &mut after.price_steps {
                step.until = step.until.map(&moved);
            }
            Copied { before, after }
        })
        .collect())
}

/// Makes the types and the pools of an event for a copy of it that was just made. Answers with what each
/// type is in the copy.
pub(crate) async fn copy(
    tx: &mut PgConnection,
    types: Vec<Copied>,
    (from, to): (EventId, EventId),
) -> Result<HashMap<TicketTypeId, TicketTypeId>, Error> {
    let mut made = HashMap::new();
    if types.is_empty() {
        return Ok(made);
    }
    let pools = read::pools(tx, from).await?;
    let pools = copy_pools(tx, pools, to).await?;
    store::mark(tx, to, true).await?;
    for Copied { before, mut after } in types {
        after.pool = after.pool.and_then(|pool| pools.get(&pool).copied());
        let counting = Counting { counted: after.is_counted(), taken: 0 };
        let id = TicketTypeId(new_id());
        store::insert(tx, to, id, &after, counting).await?;
        made.insert(before.id, id);
    }
    refresh(tx, to).await?;
    Ok(made)
}

/// Answers with what each pool is in the copy.
async fn copy_pools(
    tx: &mut PgConnection,
    pools: Vec<TicketPool>,
    event: EventId,
) -> Result<HashMap<TicketPoolId, TicketPoolId>, sqlx::Error> {
    let mut made = HashMap::new();
    for pool in pools {
        let id = TicketPoolId(new_id());
        sqlx::query(
            "INSERT INTO ticket_pools (id, event_id, name, quota, position)
             VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(id)
        .bind(event)
        .bind(&pool.name)
        .bind(number(pool.quota.into()))
        .bind(pool.position)
        .execute(&mut *tx)
        .await?;
        made.insert(pool.id, id);
    }
    Ok(made)
}
