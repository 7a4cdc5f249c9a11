//! Whether the counters say what the rows say. Reports, never repairs.

use crate::Hub;
use crate::db::each_page;
use sqlx::postgres::PgConnection;
use types::ids::EventId;
use uuid::Uuid;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seats {
    pub confirmed: i64,
    pub held: i64,
    pub offered: i64,
}

/// An event whose counters differ from its bookings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drift {
    pub event: EventId,
    pub counters: Seats,
    pub rows: Seats,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: EventId,
    seats_confirmed: i64,
    seats_held: i64,
    seats_offered: i64,
    confirmed: i64,
    held: i64,
    offered: i64,
}

/// Every event whose counters and bookings disagree.
///
/// # Errors
/// What the database says.
pub async fn reconcile(hub: &Hub) -> Result<Vec<Drift>, sqlx::Error> {
    let drifts = each_page(&hub.db, "events", |connection, events| {
        Box::pin(async move { drifts_of(connection, &events).await })
    });
    drifts.await
}

/// Those of these events whose counters and bookings disagree, in one snapshot.
pub(crate) async fn drifts_of(
    connection: &mut PgConnection,
    events: &[Uuid],
) -> Result<Vec<Drift>, sqlx::Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT * FROM (
             SELECT e.id, e.seats_confirmed::bigint, e.seats_held::bigint, e.seats_offered::bigint,
                 coalesce(sum(b.quantity) FILTER (WHERE b.status = 'CONFIRMED'), 0) AS confirmed,
                 coalesce(sum(b.quantity) FILTER (
                     WHERE b.status = 'PENDING' AND b.origin = 'direct'), 0) AS held,
                 coalesce(sum(b.quantity) FILTER (
                     WHERE b.status = 'PENDING' AND b.origin = 'waitlist'), 0) AS offered
             FROM events e LEFT JOIN bookings b
                 ON b.event_id = e.id AND b.status IN ('PENDING', 'CONFIRMED')
             WHERE e.id = ANY($1)
             GROUP BY e.id
         ) AS seats
         WHERE (seats_confirmed, seats_held, seats_offered) <> (confirmed, held, offered)
         ORDER BY id",
    )
    .bind(events)
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Drift {
            event: row.id,
            counters: Seats {
                confirmed: row.seats_confirmed,
                held: row.seats_held,
                offered: row.seats_offered,
            },
            rows: Seats { confirmed: row.confirmed, held: row.held, offered: row.offered },
        })
        .collect())
}
