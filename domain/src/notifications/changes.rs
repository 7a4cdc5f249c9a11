//! Event changes: telling attendees that time, place or online address changed.

mod gather;
mod pace;
mod sessions;
#[cfg(test)]
mod tests;
mod waiting;

pub(crate) use gather::tell_change;
pub use gather::{changes_due, gather_event_change};
pub(crate) use sessions::{SessionMoved, tell_sessions_moved};
pub use sessions::{gather_session_changes, session_changes_due, tell_session_moves};
pub use waiting::Gathered;

use super::attendees::{Audience, Progress, tell_attendees};
use super::holders::holders;
use super::message::MailKind;
use crate::Hub;
use crate::jobs::TellEventChanged;
use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::AssertSqlSafe;
use sqlx::postgres::PgConnection;
use types::ids::EventId;

/// The attendees confirmed before the change.
const TO_TELL: &str = concat!(
    "SELECT b.user_id, b.id AS booking_id, b.confirmed_at AS since, NULL::jsonb AS data,
         $2 || ':' || b.user_id AS occasion
     FROM ",
    holders!(),
    " JOIN events e ON e.id = b.event_id
     WHERE e.status = 'PUBLISHED' AND ($3::timestamptz IS NULL OR b.confirmed_at <= $3)",
);

/// How many people a change of the event would be told to now.
pub(crate) async fn to_tell(
    connection: &mut PgConnection,
    event: EventId,
) -> Result<i64, sqlx::Error> {
    let sql = format!(
        "SELECT count(DISTINCT u.id) FROM ({TO_TELL}) AS concerned
         JOIN users u ON u.id = concerned.user_id
         WHERE u.disabled_at IS NULL AND u.deleted_at IS NULL"
    );
    sqlx::query_scalar(AssertSqlSafe(sql))
        .bind(event)
        .bind("")
        .bind(None::<DateTime<Utc>>)
        .fetch_one(connection)
        .await
}

/// Tells the next `limit` people with a confirmed booking, each once.
///
/// # Errors
/// What the database says; then no message of this batch was promised.
pub async fn tell_event_changed(
    hub: &Hub,
    job: TellEventChanged,
    limit: u16,
) -> Result<Progress, sqlx::Error> {
    hub.db.write(move |tx| Box::pin(tell_in(tx, job, limit))).await
}

async fn tell_in(
    tx: &mut PgConnection,
    job: TellEventChanged,
    limit: u16,
) -> Result<Progress, sqlx::Error> {
    let attendees =
        Audience::new(TO_TELL).bind(job.event)?.bind(job.change.to_string())?.bind(job.until)?;
    let data = json!({ "before": job.before, "after": job.after });
    tell_attendees(tx, attendees, MailKind::EventChanged, data, limit).await
}
