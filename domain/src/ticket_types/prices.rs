//! The price that an event shows: the lowest of what is on sale, and the highest. It stands on the
//! event's row, where the catalogue sorts and filters by it.

use super::rows::price_now;
use crate::Hub;
use crate::audit::Entry;
use crate::db::after_commit;
use crate::events::row_of;
use crate::sweep::{Run, SweepError};
use rust_decimal::Decimal;
use sqlx::postgres::PgConnection;
use sqlx::{Postgres, QueryBuilder};
use types::Money;
use types::history::AuditAction;
use types::ids::EventId;

/// Events whose prices are set anew by one look.
const BATCH: i64 = 500;

/// Each type that is not hidden with its price, whether it is on sale, and whether it is not archived.
macro_rules! priced {
    ($which:literal) => {
        concat!(
            "SELECT t.event_id, ",
            price_now!(),
            " AS price, t.offering <> 'ARCHIVED' AS kept,
                 t.offering = 'FOR_SALE'
                     AND coalesce(t.sale_from <= clock_timestamp(), true)
                     AND coalesce(t.sale_until > clock_timestamp(), true) AS on_sale
                 FROM ",
            $which,
            " AND NOT t.hidden"
        )
    };
}

/// The lowest and the highest price of events: of the types on sale, or, where none is, of all, archived
/// ones only where there are no others. Of hidden ones nothing is told: where all are, the price stays
/// what it was.
macro_rules! prices_of {
    ($which:literal) => {
        concat!(
            "SELECT event_id,
                 coalesce(min(price) FILTER (WHERE on_sale), min(price) FILTER (WHERE kept),
                     min(price)) AS low,
                 coalesce(max(price) FILTER (WHERE on_sale), max(price) FILTER (WHERE kept),
                     max(price)) AS high
             FROM (",
            priced!($which),
            ") AS priced GROUP BY event_id"
        )
    };
}

/// That the event `e` has a type at a price from `least` to `most`: one of those that the prices of its row
/// are of.
pub(crate) fn push_priced_within(
    sql: &mut QueryBuilder<Postgres>,
    (least, most): (Decimal, Decimal),
) {
    sql.push(concat!(
        "EXISTS (SELECT FROM (
             SELECT price, on_sale::int + kept::int AS near,
                 max(on_sale::int + kept::int) OVER () AS nearest
             FROM (",
        priced!("ticket_types t WHERE t.event_id = e.id"),
        ") AS priced
         ) AS ranked WHERE near = nearest AND price BETWEEN "
    ));
    sql.push_bind(least).push(" AND ").push_bind(most).push(")");
}

/// Sets the price of an event that is locked, where it has types.
pub(crate) async fn refresh(tx: &mut PgConnection, event: EventId) -> Result<(), sqlx::Error> {
    sqlx::query(concat!(
        "UPDATE events SET price = low, price_max = high FROM (",
        prices_of!("ticket_types t WHERE t.event_id = $1"),
        ") AS now WHERE id = event_id AND (price <> low OR price_max IS DISTINCT FROM high)"
    ))
    .bind(event)
    .execute(tx)
    .await?;
    Ok(())
}

/// Sets the prices of events where a window or a step has begun or ended since; says how many. One that
/// fails keeps no other from it: they are taken in an order that is another one in every run.
///
/// # Errors
/// Some failed; the others are done.
pub async fn refresh_due(hub: &Hub) -> Result<u64, SweepError> {
    let mut run = Run::default();
    match due(hub).await {
        Ok(events) => {
            for event in events {
                let set = refresh_one(hub, event).await.map(u64::from);
                run.note(format_args!("event {event}"), None, set);
            }
        }
        Err(error) => run.note("the events", None, Err(error)),
    }
    run.finish()
}

/// Of events that are not over, where a window or a step has turned since the day before yesterday, or a
/// step ends by number: a look reads those, however many events there are.
async fn due(hub: &Hub) -> Result<Vec<EventId>, sqlx::Error> {
    let mut connection = hub.db.read().await?;
    sqlx::query_scalar(concat!(
        "SELECT e.id FROM (",
        prices_of!(
            "(
                     SELECT event_id AS id FROM ticket_types
                     WHERE sale_from BETWEEN now() - interval '2 days' AND now()
                     UNION SELECT event_id FROM ticket_types
                     WHERE sale_until BETWEEN now() - interval '2 days' AND now()
                     UNION SELECT of.event_id
                     FROM ticket_price_steps s JOIN ticket_types of ON of.id = s.ticket_type_id
                     WHERE s.until BETWEEN now() - interval '2 days' AND now()
                     UNION SELECT of.event_id
                     FROM ticket_price_steps s JOIN ticket_types of ON of.id = s.ticket_type_id
                     WHERE s.first IS NOT NULL
                 ) AS turned JOIN events o USING (id) JOIN ticket_types t ON t.event_id = o.id
                 WHERE o.end_date > clock_timestamp()"
        ),
        ") AS now JOIN events e ON e.id = now.event_id
         WHERE e.price <> low OR e.price_max IS DISTINCT FROM high
         ORDER BY random() LIMIT $1"
    ))
    .bind(BATCH)
    .fetch_all(&mut *connection)
    .await
}

async fn refresh_one(hub: &Hub, event: EventId) -> Result<bool, sqlx::Error> {
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                after_commit::event_changed(event);
                let lock = "SELECT FROM events WHERE id = $1 FOR NO KEY UPDATE";
                sqlx::query(lock).bind(event).execute(&mut *tx).await?;
                let Some(before) = row_of(tx, event).await? else { return Ok(false) };
                refresh(tx, event).await?;
                let Some(after) = row_of(tx, event).await? else { return Ok(false) };
                let changed = (before.price, before.price_max) != (after.price, after.price_max);
                if changed {
                    let most = |it: Option<_>| it.map(|price| Money::new(price, after.currency));
                    Entry::by_system(AuditAction::EventUpdated, event)
                        .change(
                            "price",
                            Money::new(before.price, before.currency),
                            Money::new(after.price, after.currency),
                        )
                        .change("price_max", most(before.price_max), most(after.price_max))
                        .record(tx)
                        .await?;
                }
                Ok(changed)
            })
        })
        .await
}
