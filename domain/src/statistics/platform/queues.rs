//! What waits to be sent and done.

use super::days;
use super::span::{self, Span};
use crate::Hub;
use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use types::statistics::{JobCounts, MailCounts};

/// Jobs of one kind are counted so far: a queue that is longer is as bad, and more rows cost more.
const COUNTED: i64 = 10_000;

/// Mail and job counts, for monitoring.
///
/// # Errors
/// What the database says.
pub async fn queues(hub: &Hub) -> Result<(MailCounts, JobCounts), sqlx::Error> {
    let mut connection = hub.db.read().await?;
    let counted = span::counted(&mut connection).await?;
    let all = Span::new(span::beginning(), hub.now().date_naive(), counted);
    waiting(&mut connection, all, hub.now()).await
}

pub(super) async fn waiting(
    connection: &mut PgConnection,
    all: Span,
    now: DateTime<Utc>,
) -> Result<(MailCounts, JobCounts), sqlx::Error> {
    let (queued, failed) = sqlx::query_as(
        "SELECT count(*) FILTER (WHERE status = 'QUEUED'), \
             count(*) FILTER (WHERE status = 'FAILED') FROM mail_messages WHERE status <> 'SENT'",
    )
    .fetch_one(&mut *connection)
    .await?;
    let sent = days::mails_sent(connection, all).await?;
    Ok((MailCounts { queued, sent, failed }, jobs(connection, now).await?))
}

async fn jobs(connection: &mut PgConnection, now: DateTime<Utc>) -> Result<JobCounts, sqlx::Error> {
    // Each from an index, and no further than it is counted. What was taken is as much as workers run.
    let (due, scheduled, failed) = sqlx::query_as(
        "SELECT least($2, (SELECT count(*) FROM (SELECT FROM graphile_worker._private_jobs
                 WHERE is_available AND run_at <= $1 LIMIT $2) AS it)
             + taken.due),
             least($2, (SELECT count(*) FROM (SELECT FROM graphile_worker._private_jobs
                 WHERE is_available AND run_at > $1 LIMIT $2) AS it)
             + taken.later),
             (SELECT count(*) FROM (SELECT FROM graphile_worker._private_jobs
                 WHERE NOT is_available AND locked_at IS NULL LIMIT $2) AS it)
         FROM (SELECT count(*) FILTER (WHERE run_at <= $1) AS due,
                 count(*) FILTER (WHERE run_at > $1) AS later
             FROM (SELECT run_at FROM graphile_worker._private_jobs
                 WHERE NOT is_available AND locked_at IS NOT NULL LIMIT $2) AS it) AS taken",
    )
    .bind(now)
    .bind(COUNTED)
    .fetch_one(connection)
    .await?;
    Ok(JobCounts { due, scheduled, failed })
}
