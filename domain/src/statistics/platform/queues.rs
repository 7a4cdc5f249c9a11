//! What waits to be sent and done.

use super::days;
use super::span::{self, Span};
use crate::Hub;
use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use types::statistics::{JobCounts, MailCounts};

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
    let (due, scheduled, failed) = sqlx::query_as(
        // What waits and what was taken from an index each.
        "SELECT waits.due + taken.due, waits.later + taken.later, taken.dead
         FROM (SELECT count(*) FILTER (WHERE run_at <= $1) AS due,
                 count(*) FILTER (WHERE run_at > $1) AS later
             FROM graphile_worker._private_jobs WHERE is_available) AS waits,
             (SELECT count(*) FILTER (WHERE attempts < max_attempts AND run_at <= $1) AS due,
                 count(*) FILTER (WHERE attempts < max_attempts AND run_at > $1) AS later,
                 count(*) FILTER (WHERE attempts >= max_attempts) AS dead
             FROM graphile_worker._private_jobs WHERE NOT is_available) AS taken",
    )
    .bind(now)
    .fetch_one(connection)
    .await?;
    Ok(JobCounts { due, scheduled, failed })
}
