//! When the counters are held against their rows, and what came of it the last time: in the
//! database, so that every process can say so.

use super::{Check, Difference, all};
use crate::Hub;
use chrono::{DateTime, Utc};
use sqlx::postgres::types::PgInterval;
use std::time::Duration;

/// Between two runs, whichever process makes them.
const EVERY: Duration = Duration::from_hours(1);
/// Differences that the log names one by one.
const NAMED: usize = 20;

/// What the last finished run found.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Figure {
    /// The name of a [`Check`].
    #[sqlx(rename = "check_name")]
    pub check: String,
    pub differences: i64,
    pub checked_at: DateTime<Utc>,
}

/// Runs every check, unless a run began less than an hour ago; then writes down and logs what it
/// found. `None` where it was not due.
///
/// # Errors
/// What the database says.
pub async fn run_if_due(hub: &Hub) -> Result<Option<Vec<Difference>>, sqlx::Error> {
    if !claim(hub).await? {
        return Ok(None);
    }
    let differences = all(hub).await?;
    report(&differences);
    let counts: Vec<i64> = Check::ALL.into_iter().map(|check| count(&differences, check)).collect();
    hub.db
        .statement(move |connection| {
            Box::pin(async move {
                sqlx::query(
                    "INSERT INTO reconciliations (check_name, differences, checked_at)
                     SELECT check_name, differences, clock_timestamp()
                     FROM unnest($1::text[], $2::bigint[]) AS found (check_name, differences)
                     ON CONFLICT (check_name) DO UPDATE
                     SET differences = excluded.differences, checked_at = excluded.checked_at",
                )
                .bind(Check::ALL.to_vec())
                .bind(counts)
                .execute(connection)
                .await
            })
        })
        .await?;
    Ok(Some(differences))
}

/// Of several processes one makes the run.
async fn claim(hub: &Hub) -> Result<bool, sqlx::Error> {
    let microseconds = i64::try_from(EVERY.as_micros()).unwrap_or(i64::MAX);
    let every = PgInterval { months: 0, days: 0, microseconds };
    hub.db
        .statement(move |connection| {
            Box::pin(async move {
                let claimed = sqlx::query(
                    "UPDATE reconciliation_runs SET begun_at = clock_timestamp()
                     WHERE begun_at <= clock_timestamp() - $1",
                )
                .bind(every)
                .execute(connection)
                .await?;
                Ok(claimed.rows_affected() == 1)
            })
        })
        .await
}

fn count(differences: &[Difference], check: Check) -> i64 {
    let found = differences.iter().filter(|difference| difference.check == check).count();
    i64::try_from(found).unwrap_or(i64::MAX)
}

fn report(differences: &[Difference]) {
    if differences.is_empty() {
        tracing::debug!("every counter says what its rows say");
        return;
    }
    tracing::error!(
        differences = differences.len(),
        "counters differ from their rows; nothing was repaired"
    );
    for difference in differences.iter().take(NAMED) {
        tracing::warn!(%difference, "a counter differs from its rows");
    }
}

/// What the last run found, by check; those that were never run are not there.
///
/// # Errors
/// What the database says.
pub async fn figures(hub: &Hub) -> Result<Vec<Figure>, sqlx::Error> {
    let mut connection = hub.db.read().await?;
    sqlx::query_as("SELECT check_name, differences, checked_at FROM reconciliations ORDER BY 1")
        .fetch_all(&mut *connection)
        .await
}
