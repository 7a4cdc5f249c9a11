//! Whether the stars say what the reviews say. Reports, never repairs.

use crate::Hub;
use crate::db::each_page;
use sqlx::postgres::PgConnection;
use types::ids::EventId;
use uuid::Uuid;

/// An event whose stars differ from its visible reviews; both from one star to five.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StarDrift {
    pub event: EventId,
    pub counters: Vec<i64>,
    pub rows: Vec<i64>,
}

/// Every event whose counters and visible reviews disagree.
///
/// # Errors
/// What the database says.
pub async fn reconcile(hub: &Hub) -> Result<Vec<StarDrift>, sqlx::Error> {
    let drifts = each_page(&hub.db, "events", |connection, events| {
        Box::pin(async move { drifts_of(connection, &events).await })
    });
    drifts.await
}

/// Those of these events whose counters and visible reviews disagree, in one snapshot.
pub(crate) async fn drifts_of(
    connection: &mut PgConnection,
    events: &[Uuid],
) -> Result<Vec<StarDrift>, sqlx::Error> {
    let rows: Vec<(EventId, Vec<i64>, Vec<i64>)> = sqlx::query_as(
        "SELECT * FROM (
             SELECT e.id,
                 ARRAY[e.stars_1, e.stars_2, e.stars_3, e.stars_4, e.stars_5]::bigint[] AS counters,
                 ARRAY[count(*) FILTER (WHERE r.rating = 1), count(*) FILTER (WHERE r.rating = 2),
                     count(*) FILTER (WHERE r.rating = 3), count(*) FILTER (WHERE r.rating = 4),
                     count(*) FILTER (WHERE r.rating = 5)] AS counted
             FROM events e LEFT JOIN reviews r ON r.event_id = e.id AND r.hidden_at IS NULL
             WHERE e.id = ANY($1)
             GROUP BY e.id
         ) AS stars
         WHERE counters <> counted ORDER BY id",
    )
    .bind(events)
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|(event, counters, rows)| StarDrift { event, counters, rows })
        .collect())
}
