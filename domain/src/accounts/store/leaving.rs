//! Taking a person's name off everything that stays.

use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use std::collections::HashSet;
use uuid::Uuid;

/// Writes another avatar; answers the one before it.
pub(in crate::accounts) async fn swap_avatar(
    connection: &mut PgConnection,
    user: Uuid,
    avatar: Option<&str>,
    now: DateTime<Utc>,
) -> Result<Option<String>, sqlx::Error> {
    sqlx::query_scalar(
        "UPDATE users SET avatar = $2, updated_at = $3
         FROM (SELECT avatar FROM users WHERE id = $1) AS before
         WHERE id = $1 RETURNING before.avatar",
    )
    .bind(user)
    .bind(avatar)
    .bind(now)
    .fetch_one(connection)
    .await
}

pub(in crate::accounts) async fn avatar(
    connection: &mut PgConnection,
    user: Uuid,
) -> Result<Option<String>, sqlx::Error> {
    sqlx::query_scalar("SELECT avatar FROM users WHERE id = $1")
        .bind(user)
        .fetch_one(connection)
        .await
}

/// The folders among these that an account's picture is in.
pub(in crate::accounts) async fn named_pictures(
    connection: &mut PgConnection,
    folders: &[String],
) -> Result<HashSet<String>, sqlx::Error> {
    let named: Vec<String> = sqlx::query_scalar(
        "SELECT split_part(avatar, '/', 4) FROM users
         WHERE avatar LIKE '/media/avatars/%' AND split_part(avatar, '/', 4) = ANY($1)",
    )
    .bind(folders)
    .fetch_all(connection)
    .await?;
    Ok(named.into_iter().collect())
}

/// What the account leaves behind, one statement each.
const TRACES: [&str; 14] = [
    "DELETE FROM refresh_tokens WHERE user_id = $1",
    "DELETE FROM login_sessions WHERE user_id = $1",
    "DELETE FROM password_resets WHERE user_id = $1",
    "DELETE FROM email_verifications WHERE user_id = $1",
    "DELETE FROM calendar_feeds WHERE user_id = $1",
    "DELETE FROM notifications WHERE user_id = $1",
    "DELETE FROM session_picks WHERE user_id = $1",
    "DELETE FROM idempotency_keys WHERE user_id = $1",
    "UPDATE tickets SET attendee_name = '–' WHERE booking_id IN
         (SELECT id FROM bookings WHERE user_id = $1)",
    "UPDATE reviews SET comment = '' WHERE user_id = $1",
    "UPDATE certificates SET attendee_name = '–', revoked_at = coalesce(revoked_at, clock_timestamp())
         WHERE user_id = $1",
    "UPDATE sessions SET speaker_id = NULL WHERE speaker_id = $1",
    // What is still to be sent, such as the refunds of just now, reaches its reader first.
    FORGET_MAIL,
    // Whether the address was proved stays known: what is still to be sent goes by it.
    "UPDATE users SET email = 'deleted-' || id || '@deleted.invalid', password_hash = '!',
         display_name = '–', bio = '', avatar = NULL, timezone = 'UTC',
         token_version = token_version + 1, deleted_at = $2, updated_at = $2
     WHERE id = $1 AND deleted_at IS NULL",
];

const FORGET_MAIL: &str =
    "UPDATE mail_messages SET recipient = 'deleted-' || user_id || '@deleted.invalid',
         data = '{}', subject = '', body_text = '', body_html = '', attachments = '[]'
     WHERE user_id = $1 AND status <> 'QUEUED'";

pub(in crate::accounts) async fn anonymize(
    connection: &mut PgConnection,
    user: Uuid,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    for trace in TRACES {
        let statement = sqlx::query(trace).bind(user);
        let statement = if trace.contains("$2") { statement.bind(now) } else { statement };
        statement.execute(&mut *connection).await?;
    }
    Ok(())
}

/// Forgets what was sent to people after they left.
pub(in crate::accounts) async fn forget_farewells(
    connection: &mut PgConnection,
) -> Result<(), sqlx::Error> {
    let left: Vec<Uuid> = sqlx::query_scalar(
        "SELECT DISTINCT u.id FROM users u JOIN mail_messages m ON m.user_id = u.id
         WHERE u.deleted_at IS NOT NULL AND m.status <> 'QUEUED' AND m.recipient <> u.email",
    )
    .fetch_all(&mut *connection)
    .await?;
    for user in left {
        sqlx::query(FORGET_MAIL).bind(user).execute(&mut *connection).await?;
    }
    Ok(())
}

/// The address of the account's private calendar finds nothing any more.
pub(in crate::accounts) async fn forget_calendar(
    connection: &mut PgConnection,
    user: Uuid,
) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM calendar_feeds WHERE user_id = $1")
        .bind(user)
        .execute(connection)
        .await?;
    Ok(())
}
