//! The rows of `mail_messages` as admins and the sweep look at them.

use super::MailFilter;
use crate::jobs::{Job as _, SendMail};
use sqlx::AssertSqlSafe;
use sqlx::postgres::PgConnection;
use types::ids::MailId;
use types::mail::{AdminMail, MailState};
use uuid::Uuid;

/// Whom a message was written to, and what it is about where it was never rendered.
const FROM: &str = "FROM mail_messages m
    LEFT JOIN users u ON u.id = m.user_id
    LEFT JOIN bookings b ON b.id = m.booking_id
    LEFT JOIN events e ON e.id = b.event_id
    WHERE ($1::text IS NULL OR m.status = $1)
      AND ($2::text IS NULL OR position(lower($2) IN lower(m.recipient)) > 0
          OR position(lower($2) IN lower(u.display_name)) > 0
          OR position(lower($2) IN lower(coalesce(m.subject, e.title))) > 0)";

/// How far messages are counted and paged: beyond it a search serves people better.
const LIST_MAX: i64 = 10_000;

/// One page, and how many there are.
pub(in crate::mail) async fn list(
    connection: &mut PgConnection,
    filter: &MailFilter,
    limit: i64,
    offset: i64,
) -> Result<(i64, Vec<AdminMail>), sqlx::Error> {
    let (state, search) = (filter.state, filter.search.as_deref());
    let count = format!("SELECT count(*) FROM (SELECT {FROM} LIMIT {LIST_MAX}) AS it");
    let count = sqlx::query_scalar(AssertSqlSafe(count))
        .bind(state)
        .bind(search)
        .fetch_one(&mut *connection)
        .await?;
    let limit = limit.min((LIST_MAX - offset).max(0));
    let messages = sqlx::query_as(AssertSqlSafe(format!(
        "SELECT m.id, m.kind, m.status AS state, m.recipient, m.user_id AS user, u.display_name,
             m.booking_id AS booking, m.subject, m.attempts, m.last_error, m.created_at, m.sent_at
         {FROM} ORDER BY m.created_at DESC, m.id DESC LIMIT $3 OFFSET $4"
    )))
    .bind(state)
    .bind(search)
    .bind(limit)
    .bind(offset)
    .fetch_all(connection)
    .await?;
    Ok((count, messages))
}

/// What has become of a message, and whether its reader has left for good.
pub(in crate::mail) async fn locked(
    connection: &mut PgConnection,
    id: MailId,
) -> Result<Option<(MailState, bool)>, sqlx::Error> {
    sqlx::query_as(
        "SELECT status, recipient LIKE '%@deleted.invalid' FROM mail_messages
         WHERE id = $1 FOR UPDATE",
    )
    .bind(id)
    .fetch_optional(connection)
    .await
}

/// The next messages that failed and that a search finds, locked, in the order of their ids.
pub(in crate::mail) async fn failed_after(
    connection: &mut PgConnection,
    after: Uuid,
    search: Option<&str>,
    limit: i64,
) -> Result<Vec<Uuid>, sqlx::Error> {
    sqlx::query_scalar(AssertSqlSafe(format!(
        "SELECT m.id {FROM} AND m.status = 'FAILED' AND m.id > $3
           AND m.recipient NOT LIKE '%@deleted.invalid'
         ORDER BY m.id LIMIT $4 FOR UPDATE OF m"
    )))
    .bind(MailState::Failed)
    .bind(search)
    .bind(after)
    .bind(limit)
    .fetch_all(connection)
    .await
}

/// Puts messages back into the queue with all their tries; why they failed stays until they are
/// sent.
pub(in crate::mail) async fn requeue(
    connection: &mut PgConnection,
    messages: &[Uuid],
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "WITH again AS (
             UPDATE mail_messages SET status = 'QUEUED' WHERE id = ANY($1) AND status <> 'SENT'
             RETURNING id
         )
         SELECT count(graphile_worker.add_job($2, json_build_object('message', id),
             job_key => $2 || ':' || id, max_attempts => $3)) FROM again",
    )
    .bind(messages)
    .bind(SendMail::IDENTIFIER)
    .bind(SendMail::MAX_ATTEMPTS)
    .execute(connection)
    .await?;
    Ok(())
}

/// Messages that wait although no job will send them: those whose job is dead are given up with
/// its reason, those without one are to be queued again.
pub(in crate::mail) async fn forsaken(
    connection: &mut PgConnection,
    limit: i64,
) -> Result<Vec<(Uuid, Option<String>)>, sqlx::Error> {
    sqlx::query_as(
        "SELECT m.id, CASE WHEN j.id IS NOT NULL THEN coalesce(j.last_error, 'its job died') END
         FROM mail_messages m
             LEFT JOIN graphile_worker._private_jobs j ON j.key = $1 || ':' || m.id
         WHERE m.status = 'QUEUED' AND m.created_at < clock_timestamp() - interval '5 minutes'
           AND (j.id IS NULL OR j.attempts >= j.max_attempts AND j.locked_at IS NULL)
         ORDER BY m.created_at LIMIT $2 FOR UPDATE OF m SKIP LOCKED",
    )
    .bind(SendMail::IDENTIFIER)
    .bind(limit)
    .fetch_all(connection)
    .await
}
