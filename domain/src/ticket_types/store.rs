//! The rows of types and pools. Their event's row is locked by whoever writes here.

use rust_decimal::Decimal;
use sqlx::postgres::PgConnection;
use types::ids::{EventId, TicketPoolId, TicketTypeId};
use types::ticket_types::{PriceStep, TicketTypeInput};

/// What is stored beside what people say.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counting {
    pub(super) counted: bool,
    /// Live seats of a type that is counted, else none.
    pub(super) taken: i32,
}

/// Checked to be within its bounds.
pub(super) fn number(value: i64) -> i32 {
    i32::try_from(value).unwrap_or(i32::MAX)
}

pub(super) async fn insert(
    tx: &mut PgConnection,
    event: EventId,
    id: TicketTypeId,
    input: &TicketTypeInput,
    counting: Counting,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO ticket_types (id, event_id, pool_id, name, description, price, quota, counted,
             taken, sale_from, sale_until, min_per_booking, max_per_booking, hidden, offering,
             position)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
             (SELECT count(*)::int FROM ticket_types WHERE event_id = $2))",
    )
    .bind(id)
    .bind(event)
    .bind(input.pool)
    .bind(&input.name)
    .bind(&input.description)
    .bind(input.price)
    .bind(input.quota.map(number))
    .bind(counting.counted)
    .bind(counting.taken)
    .bind(input.sale_from)
    .bind(input.sale_until)
    .bind(number(input.least()))
    .bind(number(input.most()))
    .bind(input.hidden)
    .bind(input.offering)
    .execute(&mut *tx)
    .await?;
    set_steps(tx, id, &input.price_steps).await
}

pub(super) async fn update(
    tx: &mut PgConnection,
    id: TicketTypeId,
    input: &TicketTypeInput,
    counting: Counting,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE ticket_types SET pool_id = $2, name = $3, description = $4, price = $5, quota = $6,
             counted = $7, taken = $8, sale_from = $9, sale_until = $10, min_per_booking = $11,
             max_per_booking = $12, hidden = $13, offering = $14, updated_at = clock_timestamp()
         WHERE id = $1",
    )
    .bind(id)
    .bind(input.pool)
    .bind(&input.name)
    .bind(&input.description)
    .bind(input.price)
    .bind(input.quota.map(number))
    .bind(counting.counted)
    .bind(counting.taken)
    .bind(input.sale_from)
    .bind(input.sale_until)
    .bind(number(input.least()))
    .bind(number(input.most()))
    .bind(input.hidden)
    .bind(input.offering)
    .execute(&mut *tx)
    .await?;
    sqlx::query("DELETE FROM ticket_price_steps WHERE ticket_type_id = $1")
        .bind(id)
        .execute(&mut *tx)
        .await?;
    set_steps(tx, id, &input.price_steps).await
}

async fn set_steps(
    tx: &mut PgConnection,
    id: TicketTypeId,
    steps: &[PriceStep],
) -> Result<(), sqlx::Error> {
    if steps.is_empty() {
        return Ok(());
    }
    let ids: Vec<uuid::Uuid> = steps.iter().map(|_| crate::ids::new_id()).collect();
    let prices: Vec<Decimal> = steps.iter().map(|step| step.price).collect();
    let ends: Vec<_> = steps.iter().map(|step| step.until).collect();
    let firsts: Vec<Option<i32>> = steps.iter().map(|step| step.first.map(number)).collect();
    sqlx::query(
        "INSERT INTO ticket_price_steps (id, ticket_type_id, price, until, first, position)
         SELECT step.id, $1, step.price, step.until, step.first, step.place::int
         FROM unnest($2::uuid[], $3::numeric[], $4::timestamptz[], $5::int[]) WITH ORDINALITY
             AS step (id, price, until, first, place)",
    )
    .bind(id)
    .bind(ids)
    .bind(prices)
    .bind(ends)
    .bind(firsts)
    .execute(tx)
    .await?;
    Ok(())
}

/// Held, offered and confirmed seats of a type, and those that are held for exchanges.
pub(super) async fn live_seats(
    connection: &mut PgConnection,
    id: TicketTypeId,
) -> Result<i32, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT (SELECT coalesce(sum(i.quantity), 0)
                 FROM booking_items i JOIN bookings b ON b.id = i.booking_id
                 WHERE i.ticket_type_id = $1 AND b.status <> 'CANCELLED')::int
             + (SELECT count(*) FROM ticket_exchanges
                 WHERE to_type = $1 AND status = 'OPEN')::int",
    )
    .bind(id)
    .fetch_one(connection)
    .await
}

/// What is taken of a pool with a type in it of which so much is taken. A ticket that is exchanged from one of its
/// types to another has one seat of it.
pub(super) async fn taken_with(
    connection: &mut PgConnection,
    pool: TicketPoolId,
    (of, taken): (TicketTypeId, i32),
) -> Result<i32, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT coalesce(sum(taken) FILTER (WHERE id <> $2), 0)::int + $3 - (
             SELECT count(*) FROM ticket_exchanges x
                 JOIN ticket_types f ON f.id = x.from_type JOIN ticket_types t ON t.id = x.to_type
             WHERE x.status = 'OPEN' AND (f.pool_id = $1 OR f.id = $2)
               AND (t.pool_id = $1 OR t.id = $2))::int
         FROM ticket_types WHERE pool_id = $1",
    )
    .bind(pool)
    .bind(of)
    .bind(taken)
    .fetch_one(connection)
    .await
}

/// Counts the pools of an event anew, from their types.
pub(super) async fn count_pools(tx: &mut PgConnection, event: EventId) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE ticket_pools p SET taken = now.taken
         FROM (SELECT o.id, coalesce(sum(t.taken), 0)::int - exchanged_within(o.id) AS taken
             FROM ticket_pools o LEFT JOIN ticket_types t ON t.pool_id = o.id
             WHERE o.event_id = $1 GROUP BY o.id) AS now
         WHERE now.id = p.id AND p.taken <> now.taken",
    )
    .bind(event)
    .execute(tx)
    .await?;
    Ok(())
}

/// Whether a party in line names it.
pub(super) async fn is_waited_for(
    connection: &mut PgConnection,
    event: EventId,
    id: TicketTypeId,
) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT EXISTS (SELECT FROM waitlist_entries
             WHERE event_id = $1 AND status = 'WAITING' AND $2 = ANY (ticket_types))",
    )
    .bind(event)
    .bind(id)
    .fetch_one(connection)
    .await
}

pub(super) async fn delete(tx: &mut PgConnection, id: TicketTypeId) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM ticket_types WHERE id = $1").bind(id).execute(tx).await?;
    Ok(())
}

/// Says on the event's row whether it has types; what one costs is then chosen.
pub(super) async fn mark(
    tx: &mut PgConnection,
    event: EventId,
    typed: bool,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE events SET typed = $2, price_max = CASE WHEN $2 THEN price_max END,
             unset_fields = array_remove(unset_fields, 'price')
         WHERE id = $1",
    )
    .bind(event)
    .bind(typed)
    .execute(tx)
    .await?;
    Ok(())
}

/// What is ordered by the organizer.
#[derive(Clone, Copy, Debug)]
pub(super) enum Ordered {
    Types,
    Pools,
}

/// Gives one of an event's types or pools its place, counted from 0; the others close up.
pub(super) async fn place(
    tx: &mut PgConnection,
    of: Ordered,
    event: EventId,
    id: uuid::Uuid,
    place: i64,
) -> Result<(), sqlx::Error> {
    let (read, write) = match of {
        Ordered::Types => (
            "SELECT id FROM ticket_types WHERE event_id = $1 ORDER BY position, created_at, id",
            "UPDATE ticket_types t SET position = now.place::int - 1
             FROM unnest($1::uuid[]) WITH ORDINALITY AS now (id, place)
             WHERE t.id = now.id AND t.position <> now.place - 1",
        ),
        Ordered::Pools => (
            "SELECT id FROM ticket_pools WHERE event_id = $1 ORDER BY position, created_at, id",
            "UPDATE ticket_pools t SET position = now.place::int - 1
             FROM unnest($1::uuid[]) WITH ORDINALITY AS now (id, place)
             WHERE t.id = now.id AND t.position <> now.place - 1",
        ),
    };
    let mut ids: Vec<uuid::Uuid> = sqlx::query_scalar(read).bind(event).fetch_all(&mut *tx).await?;
    ids.retain(|other| *other != id);
    ids.insert(usize::try_from(place).unwrap_or_default().min(ids.len()), id);
    sqlx::query(write).bind(ids).execute(tx).await?;
    Ok(())
}
