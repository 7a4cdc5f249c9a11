//! The SQL of account deletion: anonymisation of every row that stays.

use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use types::ids::UserId;

/// Personal data outside the account's own rows, one statement each.
const TRACES: [&str; 23] = [
    "DELETE FROM refresh_tokens WHERE user_id = $1",
    "DELETE FROM login_sessions WHERE user_id = $1",
    "DELETE FROM second_factors WHERE user_id = $1",
    "DELETE FROM password_resets WHERE user_id = $1",
    "DELETE FROM email_verifications WHERE user_id = $1",
    "DELETE FROM calendar_feeds WHERE user_id = $1",
    "DELETE FROM notifications WHERE user_id = $1",
    "DELETE FROM news_opt_outs WHERE user_id = $1 OR organizer_id = $1",
    "DELETE FROM session_picks WHERE user_id = $1",
    "DELETE FROM event_drafts WHERE editor_id = $1",
    "DELETE FROM idempotency_keys WHERE user_id = $1",
    // A ticket that was handed on stays its guest's, with their name.
    "UPDATE tickets SET attendee_name = '–' WHERE booking_id IN
         (SELECT id FROM bookings WHERE user_id = $1)
         AND NOT EXISTS (SELECT FROM ticket_guests g WHERE g.ticket_id = tickets.id)",
    "UPDATE tickets SET attendee_name = '–' WHERE id IN
         (SELECT ticket_id FROM ticket_guests WHERE user_id = $1)",
    "UPDATE ticket_guests SET email = '–' WHERE user_id = $1 OR ticket_id IN
         (SELECT t.id FROM tickets t JOIN bookings b ON b.id = t.booking_id WHERE b.user_id = $1)",
    "DELETE FROM booking_notes WHERE booking_id IN (SELECT id FROM bookings WHERE user_id = $1)",
    // An answer may speak to whoever goes by name.
    "UPDATE reviews SET comment = '', reply = NULL, replied_at = NULL WHERE user_id = $1",
    "DELETE FROM review_reports WHERE reporter_id = $1",
    "UPDATE certificates SET attendee_name = '–', revoked_at = coalesce(revoked_at, clock_timestamp()),
         revoke_reason = NULL
         WHERE user_id = $1",
    "UPDATE sessions SET speaker_id = NULL WHERE speaker_id = $1",
    "DELETE FROM team_members WHERE user_id = $1 OR organizer_id = $1",
    "DELETE FROM team_invitations WHERE organizer_id = $1 OR email = (SELECT email FROM users
         WHERE id = $1 AND email_verified_at IS NOT NULL)",
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

pub(super) async fn anonymize(
    connection: &mut PgConnection,
    user: UserId,
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
pub(super) async fn forget_farewells(connection: &mut PgConnection) -> Result<(), sqlx::Error> {
    let left: Vec<UserId> = sqlx::query_scalar(
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
