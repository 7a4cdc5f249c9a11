//! The platform in numbers.

use super::money;
use crate::{Actor, Error, Hub};
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::postgres::PgConnection;
use types::statistics::{
    BookingDay, EventCounts, JobCounts, MailCounts, PlatformStatistics, UserCounts,
};

/// How far the days go back.
const SPAN: TimeDelta = TimeDelta::days(30);

/// # Errors
/// Denied to everyone but admins.
pub async fn of_platform(hub: &Hub, actor: Actor) -> Result<PlatformStatistics, Error> {
    actor.require_admin()?;
    let mut connection = hub.db.read().await?;
    let since = hub.now() - SPAN;
    Ok(PlatformStatistics {
        users: users(&mut connection).await?,
        events: events(&mut connection).await?,
        bookings_per_day: bookings(&mut connection, since).await?,
        revenue_per_day: money::days(&mut connection, since).await?,
        totals: money::totals(&mut connection, None).await?,
        mail: mail(&mut connection).await?,
        jobs: jobs(&mut connection, hub.now()).await?,
    })
}

/// Mail and job counts, for monitoring.
///
/// # Errors
/// What the database says.
pub async fn queues(hub: &Hub) -> Result<(MailCounts, JobCounts), sqlx::Error> {
    let mut connection = hub.db.read().await?;
    Ok((mail(&mut connection).await?, jobs(&mut connection, hub.now()).await?))
}

async fn users(connection: &mut PgConnection) -> Result<UserCounts, sqlx::Error> {
    let (attendee, organizer, admin, disabled) = sqlx::query_as(
        "SELECT count(*) FILTER (WHERE role = 'attendee' AND NOT is_guest), \
             count(*) FILTER (WHERE role = 'organizer'), \
             count(*) FILTER (WHERE role = 'admin'), count(disabled_at) \
         FROM users WHERE deleted_at IS NULL",
    )
    .fetch_one(connection)
    .await?;
    Ok(UserCounts { attendee, organizer, admin, disabled })
}

async fn events(connection: &mut PgConnection) -> Result<EventCounts, sqlx::Error> {
    let (draft, published, cancelled) = sqlx::query_as(
        "SELECT count(*) FILTER (WHERE status = 'DRAFT'), \
             count(*) FILTER (WHERE status = 'PUBLISHED'), \
             count(*) FILTER (WHERE status = 'CANCELLED') FROM events",
    )
    .fetch_one(connection)
    .await?;
    Ok(EventCounts { draft, published, cancelled })
}

async fn bookings(
    connection: &mut PgConnection,
    since: DateTime<Utc>,
) -> Result<Vec<BookingDay>, sqlx::Error> {
    sqlx::query_as(
        "SELECT (booked_at AT TIME ZONE 'UTC')::date AS date, count(*) AS bookings, \
             sum(quantity) AS seats, count(confirmed_at) AS confirmed \
         FROM bookings WHERE booked_at >= $1 GROUP BY 1 ORDER BY 1",
    )
    .bind(since)
    .fetch_all(connection)
    .await
}

async fn mail(connection: &mut PgConnection) -> Result<MailCounts, sqlx::Error> {
    let (queued, sent, failed) = sqlx::query_as(
        "SELECT count(*) FILTER (WHERE status = 'QUEUED'), \
             count(*) FILTER (WHERE status = 'SENT'), \
             count(*) FILTER (WHERE status = 'FAILED') FROM mail_messages",
    )
    .fetch_one(connection)
    .await?;
    Ok(MailCounts { queued, sent, failed })
}

async fn jobs(connection: &mut PgConnection, now: DateTime<Utc>) -> Result<JobCounts, sqlx::Error> {
    let (due, scheduled, failed) = sqlx::query_as(
        "SELECT count(*) FILTER (WHERE attempts < max_attempts AND run_at <= $1), \
             count(*) FILTER (WHERE attempts < max_attempts AND run_at > $1), \
             count(*) FILTER (WHERE attempts >= max_attempts) \
         FROM graphile_worker._private_jobs",
    )
    .bind(now)
    .fetch_one(connection)
    .await?;
    Ok(JobCounts { due, scheduled, failed })
}
