//! Writing visits down, many at once.

use super::{DIRECT, ORIGINS_A_DAY, OTHER};
use crate::Hub;
use chrono::NaiveDate;
use std::time::Duration;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

/// How long visits wait to be written.
const EVERY: Duration = Duration::from_secs(5);
/// How long the last ones may take, when the server stops.
const LAST: Duration = Duration::from_secs(5);

/// Writes visits every few seconds until `stop` is cancelled, and then the last ones.
pub async fn keep_counting(hub: Hub, stop: CancellationToken) {
    while stop.run_until_cancelled(tokio::time::sleep(EVERY)).await.is_some() {
        write_and_log(&hub).await;
    }
    let _ = tokio::time::timeout(LAST, write_and_log(&hub)).await;
}

async fn write_and_log(hub: &Hub) {
    if let Err(error) = write_visits(hub).await {
        tracing::warn!(%error, "visits could not be written; trying again");
    }
}

/// Writes the visits that were counted since the last time. Of an event that is not there, or that
/// the public does not see, none are.
///
/// # Errors
/// What the database says; the visits wait for the next time.
pub async fn write_visits(hub: &Hub) -> Result<(), sqlx::Error> {
    let visits = hub.visits.take();
    if visits.is_empty() {
        return Ok(());
    }
    let mut rows = Rows::default();
    for ((key, day), origins) in &visits {
        for (origin, count) in origins {
            rows.ids.push(key.parse::<Uuid>().ok());
            rows.slugs.push(key.clone());
            rows.days.push(*day);
            rows.origins.push(origin.as_str().to_owned());
            rows.counts.push(*count);
        }
    }
    // Shows on no public page.
    let written = hub.db.unseen().statement(move |tx| Box::pin(write(tx, rows))).await;
    if written.is_err() {
        hub.visits.restore(visits);
    }
    written
}

#[derive(Default)]
struct Rows {
    ids: Vec<Option<Uuid>>,
    slugs: Vec<String>,
    days: Vec<NaiveDate>,
    origins: Vec<String>,
    counts: Vec<i64>,
}

/// An origin has a row of its own where it has one for that day already, or while there are few.
/// Rows are taken in their order, so that two processes do not wait for each other.
async fn write(connection: &mut sqlx::PgConnection, rows: Rows) -> Result<(), sqlx::Error> {
    sqlx::query(
        "WITH counted AS (
            SELECT e.id AS event_id, day, origin, sum(visits)::bigint AS visits
            FROM unnest($1::uuid[], $2::text[], $3::date[], $4::text[], $5::bigint[])
                AS visit (id, slug, day, origin, visits)
            JOIN events e ON e.slug = visit.slug OR e.id = visit.id
            WHERE e.status <> 'DRAFT' GROUP BY 1, 2, 3
        ), known AS (
            SELECT counted.*, origin IN ($6, $7) OR EXISTS (
                SELECT FROM event_visits v WHERE v.event_id = counted.event_id
                  AND v.day = counted.day AND v.origin = counted.origin
            ) AS known, (
                SELECT count(*) FROM event_visits v WHERE v.event_id = counted.event_id
                  AND v.day = counted.day AND v.origin NOT IN ($6, $7)
            ) AS others FROM counted
        ), placed AS (
            SELECT event_id, day, visits, CASE WHEN known OR others + row_number() OVER (
                PARTITION BY event_id, day, known ORDER BY visits DESC, origin
            ) <= $8 THEN origin ELSE $7 END AS origin FROM known
        )
        INSERT INTO event_visits (event_id, day, origin, visits)
        SELECT event_id, day, origin, sum(visits) FROM placed GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
        ON CONFLICT (event_id, day, origin)
            DO UPDATE SET visits = event_visits.visits + excluded.visits",
    )
    .bind(rows.ids)
    .bind(rows.slugs)
    .bind(rows.days)
    .bind(rows.origins)
    .bind(rows.counts)
    .bind(DIRECT)
    .bind(OTHER)
    .bind(i64::try_from(ORIGINS_A_DAY).unwrap_or(i64::MAX))
    .execute(connection)
    .await?;
    Ok(())
}
