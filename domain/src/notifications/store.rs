//! The rows of `mail_messages`.

use super::{MailKind, NewMessage, message_columns, notice_columns};
use crate::ids::new_id;
use crate::jobs::{Job, SendMail};
use sqlx::Connection as _;
use sqlx::postgres::PgConnection;
use std::fmt::Display;
use types::Locale;
use types::history::AuditAction;
use types::ids::{BookingId, UserId};
use types::notifications::NoticeKind;

/// Promises a message: its row and the job that sends it, or nothing where the occasion was
/// promised before. Both exist if and only if the transaction commits.
///
/// # Errors
/// What the database says.
pub async fn queue(connection: &mut PgConnection, message: NewMessage) -> Result<(), sqlx::Error> {
    let notice = message.kind.notice();
    queue_with(connection, message, notice).await
}

/// Promises a message of which the inbox has been told before.
pub(crate) async fn queue_again(
    connection: &mut PgConnection,
    message: NewMessage,
) -> Result<(), sqlx::Error> {
    queue_with(connection, message, None).await
}

async fn queue_with(
    connection: &mut PgConnection,
    message: NewMessage,
    notice: Option<NoticeKind>,
) -> Result<(), sqlx::Error> {
    sqlx::query(concat!(
        "WITH promised AS (
             INSERT INTO mail_messages (",
        message_columns!(),
        ", data)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
             ON CONFLICT (unique_key) DO NOTHING
             RETURNING id, unique_key, user_id, booking_id, data
         ), told AS (
             INSERT INTO notifications (",
        notice_columns!(),
        ", data)
             -- Whom a ticket was handed on to cannot open the booking.
             SELECT $11, p.user_id, $12, coalesce(b.event_id, e.id),
                 CASE WHEN b.user_id = p.user_id THEN p.booking_id END, p.unique_key, p.data
             FROM promised p LEFT JOIN bookings b ON b.id = p.booking_id
                 LEFT JOIN events e ON e.id = CASE
                     WHEN p.data->>'event_id' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
                     THEN (p.data->>'event_id')::uuid END
             WHERE $12 IS NOT NULL AND p.user_id IS NOT NULL
             ON CONFLICT (unique_key) DO NOTHING
         ), history AS (
             INSERT INTO audit_log (id, action, subject, event_id, booking_id, changes)
             SELECT $13, $14, 'mail:' || p.id, b.event_id, b.id,
                 jsonb_build_object('kind', jsonb_build_array(NULL, $3::text))
             FROM promised p JOIN bookings b ON b.id = p.booking_id
         )
         SELECT graphile_worker.add_job($9, json_build_object('message', id),
                    job_key => $9 || ':' || id, max_attempts => $10)
         FROM promised",
    ))
    .bind(new_id())
    .bind(message.unique_key)
    .bind(message.kind)
    .bind(message.user_id)
    .bind(message.booking_id)
    .bind(message.recipient)
    .bind(message.locale)
    .bind(message.data)
    .bind(SendMail::IDENTIFIER)
    .bind(SendMail::MAX_ATTEMPTS)
    .bind(new_id())
    .bind(notice)
    .bind(new_id())
    .bind(AuditAction::MailQueued)
    .execute(connection)
    .await?;
    Ok(())
}

/// Promises many messages; says how many. One that cannot be promised is named in the log and keeps
/// none of the others from it.
pub(super) async fn queue_each(
    connection: &mut PgConnection,
    messages: Vec<NewMessage>,
) -> Result<usize, sqlx::Error> {
    let count = messages.len();
    let mut together = connection.begin().await?;
    if queue_all(&mut together, messages.clone()).await.is_ok() {
        together.commit().await?;
        return Ok(count);
    }
    together.rollback().await?;
    let mut promised = 0;
    for message in messages {
        let key = message.unique_key.clone();
        let mut alone = connection.begin().await?;
        match queue(&mut alone, message).await {
            Ok(()) => {
                alone.commit().await?;
                promised += 1;
            }
            Err(error) => {
                alone.rollback().await?;
                tracing::error!(%error, message = key, "a message could not be enqueued");
            }
        }
    }
    Ok(promised)
}

async fn queue_all(
    connection: &mut PgConnection,
    messages: Vec<NewMessage>,
) -> Result<(), sqlx::Error> {
    for message in messages {
        queue(connection, message).await?;
    }
    Ok(())
}

/// Promises a message about a booking to the person who made it.
pub(crate) async fn queue_about_booking(
    connection: &mut PgConnection,
    kind: MailKind,
    occasion: impl Display + Send,
    booking: BookingId,
    user: UserId,
    data: serde_json::Value,
) -> Result<(), sqlx::Error> {
    queue_to(connection, kind, occasion, user, Some(booking), data).await
}

/// Promises a message to somebody with an account.
pub(crate) async fn queue_to(
    connection: &mut PgConnection,
    kind: MailKind,
    occasion: impl Display + Send,
    user: UserId,
    booking_id: Option<BookingId>,
    data: serde_json::Value,
) -> Result<(), sqlx::Error> {
    let reader: Option<(String, Locale)> =
        sqlx::query_as("SELECT email, locale FROM users WHERE id = $1 AND deleted_at IS NULL")
            .bind(user)
            .fetch_optional(&mut *connection)
            .await?;
    // A deleted account gets no mail.
    let Some((recipient, locale)) = reader else { return Ok(()) };
    let message = NewMessage {
        unique_key: format!("{kind}:{occasion}"),
        kind,
        user_id: Some(user),
        recipient,
        locale,
        booking_id,
        data,
    };
    queue(connection, message).await
}

/// Promises a message about each of many bookings to whoever has it, with one statement however many
/// there are.
pub(crate) async fn queue_about_bookings(
    connection: &mut PgConnection,
    kind: MailKind,
    bookings: &[BookingId],
) -> Result<(), sqlx::Error> {
    let ids = |_: &BookingId| new_id();
    sqlx::query(concat!(
        "WITH promised AS (
             INSERT INTO mail_messages (",
        message_columns!(),
        ")
             SELECT message.id, $1 || ':' || b.id, $1, u.id, b.id, u.email, u.locale
             FROM unnest($2::uuid[], $3::uuid[]) AS message (booking_id, id)
                 JOIN bookings b ON b.id = message.booking_id
                 JOIN users u ON u.id = b.user_id AND u.deleted_at IS NULL
             ON CONFLICT (unique_key) DO NOTHING
             RETURNING id, unique_key, user_id, booking_id
         ), told AS (
             INSERT INTO notifications (",
        notice_columns!(),
        ")
             SELECT notice.id, p.user_id, $5, b.event_id, p.booking_id, p.unique_key
             FROM promised p JOIN bookings b ON b.id = p.booking_id
                 JOIN unnest($2::uuid[], $4::uuid[]) AS notice (booking_id, id)
                     ON notice.booking_id = p.booking_id
             WHERE $5 IS NOT NULL
             ON CONFLICT (unique_key) DO NOTHING
         ), history AS (
             INSERT INTO audit_log (id, action, subject, event_id, booking_id, changes)
             SELECT entry.id, $9, 'mail:' || p.id, b.event_id, b.id,
                 jsonb_build_object('kind', jsonb_build_array(NULL, $1::text))
             FROM promised p JOIN bookings b ON b.id = p.booking_id
                 JOIN unnest($2::uuid[], $8::uuid[]) AS entry (booking_id, id)
                     ON entry.booking_id = p.booking_id
         )
         SELECT count(graphile_worker.add_job($6, json_build_object('message', id),
             job_key => $6 || ':' || id, max_attempts => $7)) FROM promised",
    ))
    .bind(kind)
    .bind(bookings)
    .bind(bookings.iter().map(ids).collect::<Vec<_>>())
    .bind(bookings.iter().map(ids).collect::<Vec<_>>())
    .bind(kind.notice())
    .bind(SendMail::IDENTIFIER)
    .bind(SendMail::MAX_ATTEMPTS)
    .bind(bookings.iter().map(ids).collect::<Vec<_>>())
    .bind(AuditAction::MailQueued)
    .execute(connection)
    .await?;
    Ok(())
}
