//! Telling attendees that time, place or online address changed.

mod gather;
mod pace;
#[cfg(test)]
mod tests;

pub(crate) use gather::tell_change;
pub use gather::{Gathered, changes_due, gather_event_change};

use super::message::{MailKind, NewMessage};
use super::reminders::Told;
use super::store::queue_each;
use crate::Hub;
use crate::jobs::TellEventChanged;
use sqlx::postgres::PgConnection;
use types::Locale;
use types::ids::{BookingId, UserId};

#[derive(sqlx::FromRow)]
struct Person {
    booking_id: BookingId,
    user_id: UserId,
    email: String,
    locale: Locale,
}

/// Tells the next `limit` people with a confirmed booking, each once. Who books after the change
/// knows no other time or place.
///
/// # Errors
/// What the database says; then nobody of this batch was told.
pub async fn tell_event_changed(
    hub: &Hub,
    job: TellEventChanged,
    limit: u16,
) -> Result<Told, sqlx::Error> {
    hub.db.write(move |tx| Box::pin(tell_in(tx, job, limit))).await
}

async fn tell_in(
    tx: &mut PgConnection,
    job: TellEventChanged,
    limit: u16,
) -> Result<Told, sqlx::Error> {
    let occasion = format!("event_changed:{}", job.change);
    let people: Vec<Person> = sqlx::query_as(
        "SELECT DISTINCT ON (b.user_id) b.id AS booking_id, b.user_id, u.email, u.locale
         FROM bookings b JOIN users u ON u.id = b.user_id JOIN events e ON e.id = b.event_id
         WHERE b.event_id = $1 AND b.status = 'CONFIRMED' AND e.status = 'PUBLISHED'
           AND ($4::timestamptz IS NULL OR b.confirmed_at <= $4)
           AND u.disabled_at IS NULL AND u.deleted_at IS NULL
           AND NOT EXISTS (SELECT FROM mail_messages m
               WHERE m.unique_key = $2 || ':' || b.user_id)
         ORDER BY b.user_id, b.confirmed_at, b.id LIMIT $3",
    )
    .bind(job.event)
    .bind(&occasion)
    .bind(i64::from(limit))
    .bind(job.until)
    .fetch_all(&mut *tx)
    .await?;
    let full = people.len() == usize::from(limit);
    let messages = people.into_iter().map(|person| NewMessage {
        unique_key: format!("{occasion}:{}", person.user_id),
        kind: MailKind::EventChanged,
        user_id: Some(person.user_id),
        recipient: person.email,
        locale: person.locale,
        booking_id: Some(person.booking_id),
        data: serde_json::json!({ "before": job.before, "after": job.after }),
    });
    let people = queue_each(tx, messages.collect()).await?;
    // Where nobody could be told, another run would tell nobody either.
    Ok(Told { people, more: full && people > 0 })
}
