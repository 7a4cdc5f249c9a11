//! The rows of `mail_messages` that are sent again.

use crate::jobs::{Job as _, SendMail};
use sqlx::postgres::PgConnection;
use types::ids::MailId;
use types::mail::MailState;
use uuid::Uuid;

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
