//! Summing up: every day that is over, and anew what has changed since. What changed is read off the
//! audit log, in which every decision about a booking, an event and an account has its entry.

use super::super::money;
use super::days::KEEP;
use super::span::next;
use crate::Hub;
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use sqlx::postgres::PgConnection;

/// Days that are summed up in one transaction: a busy one has enough rows.
const AT_ONCE: u64 = 1;
/// Whoever wrote an entry has committed by then.
const SLACK: TimeDelta = TimeDelta::minutes(2);

/// Sums up the days that are over, and anew those of which something has changed. One more is looked at
/// each time, so that what has no entry in the log (old rows that went) is right again once all had their
/// turn. Answers how many were new or changed.
///
/// # Errors
/// What the database says; what was summed up before stays.
pub async fn count_days(hub: &Hub) -> Result<u64, sqlx::Error> {
    let now = hub.now();
    let mut counted = 0;
    loop {
        let some = hub.db.unseen().write(move |tx| Box::pin(count_some(tx, now))).await?;
        match some {
            Counted::New(days) => counted += days,
            Counted::Changed(days) => return Ok(counted + days),
        }
    }
}

enum Counted {
    New(u64),
    /// There were no new ones.
    Changed(u64),
}

async fn count_some(tx: &mut PgConnection, now: DateTime<Utc>) -> Result<Counted, sqlx::Error> {
    // Two processes count one after another.
    let (until, turn, clock): (DateTime<Utc>, NaiveDate, DateTime<Utc>) = sqlx::query_as(
        "SELECT greatest(until, '0001-01-01'), turn, clock_timestamp() FROM platform_counted FOR UPDATE",
    )
    .fetch_one(&mut *tx)
    .await?;
    let today = now.date_naive();
    let kept: (Option<NaiveDate>, Option<NaiveDate>) =
        sqlx::query_as("SELECT min(day), max(day) FROM platform_days").fetch_one(&mut *tx).await?;
    let from = match kept.1 {
        Some(last) => next(last),
        None => first_day(tx).await?.unwrap_or(today),
    };
    if from < today {
        if kept.1.is_none() {
            mark(tx, clock, turn).await?;
        }
        let to = from.checked_add_days(Days::new(AT_ONCE)).unwrap_or(today).min(today);
        keep(tx, from, to).await?;
        return Ok(Counted::New((to - from).num_days().unsigned_abs()));
    }
    let (Some(first), Some(last)) = kept else { return Ok(Counted::Changed(0)) };
    let changed = changed_since(tx, until - SLACK, (first, today)).await?;
    for day in &changed {
        keep(tx, *day, next(*day)).await?;
    }
    let turn = if turn < first || turn >= last { first } else { next(turn) };
    if !changed.contains(&turn) {
        keep(tx, turn, next(turn)).await?;
    }
    mark(tx, clock, turn).await?;
    Ok(Counted::Changed(u64::try_from(changed.len()).unwrap_or_default()))
}

async fn mark(
    tx: &mut PgConnection,
    until: DateTime<Utc>,
    turn: NaiveDate,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE platform_counted SET until = $1, turn = $2")
        .bind(until)
        .bind(turn)
        .execute(tx)
        .await
        .map(drop)
}

async fn keep(tx: &mut PgConnection, from: NaiveDate, to: NaiveDate) -> Result<(), sqlx::Error> {
    for sql in KEEP.into_iter().chain([money::KEEP_DAYS]) {
        sqlx::query(sql).bind(from).bind(to).execute(&mut *tx).await?;
    }
    Ok(())
}

/// On which anything happened.
async fn first_day(tx: &mut PgConnection) -> Result<Option<NaiveDate>, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT (least((SELECT min(booked_at) FROM bookings), (SELECT min(created_at) FROM users),
             (SELECT min(created_at) FROM transactions),
             (SELECT min(created_at) FROM mail_messages),
             (SELECT min(end_date) FROM events WHERE status = 'PUBLISHED'))
             AT TIME ZONE 'UTC')::date",
    )
    .fetch_one(tx)
    .await
}

/// The day of a booking, of an event's end as it is and as it was, of an account, of a message that was
/// sent since, and of the entry itself: whoever was still writing at midnight. Of an event that is filed
/// elsewhere all days on which it was booked.
async fn changed_since(
    tx: &mut PgConnection,
    since: DateTime<Utc>,
    (first, today): (NaiveDate, NaiveDate),
) -> Result<Vec<NaiveDate>, sqlx::Error> {
    sqlx::query_scalar(
        "WITH entries AS MATERIALIZED (
             SELECT booking_id, event_id, created_at, changes,
                 CASE WHEN subject LIKE 'user:%' THEN substr(subject, 6)::uuid END AS user_id
             FROM audit_log WHERE created_at >= $1
         ), moments AS (
             SELECT b.booked_at AS at FROM entries JOIN bookings b ON b.id = booking_id
             UNION SELECT e.end_date FROM entries JOIN events e ON e.id = event_id
             UNION SELECT (changes #>> '{end_date,0}')::timestamptz FROM entries
                 WHERE changes ? 'end_date'
             UNION SELECT b.booked_at FROM entries JOIN bookings b USING (event_id)
                 WHERE changes ? 'category'
             UNION SELECT u.created_at FROM entries JOIN users u ON u.id = user_id
             UNION SELECT m.created_at FROM mail_messages m
                 WHERE m.status = 'SENT' AND m.body_text <> '' AND m.sent_at >= $1
             UNION SELECT created_at FROM entries
         )
         SELECT DISTINCT (at AT TIME ZONE 'UTC')::date AS day FROM moments
         WHERE (at AT TIME ZONE 'UTC')::date >= $2 AND (at AT TIME ZONE 'UTC')::date < $3 ORDER BY day",
    )
    .bind(since)
    .bind(first)
    .bind(today)
    .fetch_all(tx)
    .await
}
