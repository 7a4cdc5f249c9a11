//! Writing events.

use super::read;
use super::rows::EventRow;
use crate::db::after_commit;
use crate::events::moving::Slot;
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use sqlx::postgres::PgConnection;
use types::events::EventStatus;
use types::ids::{CategoryId, EventId, SessionId, UserId};
use types::{Currency, Locale, RefundPolicy};
use uuid::Uuid;

/// Everything of an event that its organizer decides.
#[derive(Debug, Clone)]
pub(crate) struct Values {
    pub title: String,
    pub description: String,
    pub language: Locale,
    pub category: CategoryId,
    pub venue: Option<Uuid>,
    pub location: String,
    pub online_meeting_url: Option<String>,
    pub start_date: DateTime<Utc>,
    pub end_date: DateTime<Utc>,
    pub timezone: String,
    pub max_capacity: i32,
    pub max_per_person: Option<i32>,
    pub price: Decimal,
    pub currency: Currency,
    pub image: Option<String>,
    pub refund: RefundPolicy,
    pub status: EventStatus,
}

/// False where the slug is taken.
pub(crate) async fn insert(
    connection: &mut PgConnection,
    id: EventId,
    slug: &str,
    organizer: UserId,
    values: &Values,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query(
        "INSERT INTO events (id, slug, organizer_id, title, description, language, category_id, \
         venue_id, location, online_meeting_url, start_date, end_date, timezone, max_capacity, \
         price, currency, image, status, refund_full_until_hours, refund_percent_after, \
         max_per_person) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, \
         $19, $20, $21) \
         ON CONFLICT (slug) DO NOTHING",
    )
    .bind(id)
    .bind(slug)
    .bind(organizer)
    .bind(&values.title)
    .bind(&values.description)
    .bind(values.language)
    .bind(values.category)
    .bind(values.venue)
    .bind(&values.location)
    .bind(&values.online_meeting_url)
    .bind(values.start_date)
    .bind(values.end_date)
    .bind(&values.timezone)
    .bind(values.max_capacity)
    .bind(values.price)
    .bind(values.currency)
    .bind(&values.image)
    .bind(values.status)
    .bind(values.refund.full_until_hours)
    .bind(values.refund.late_percent)
    .bind(values.max_per_person)
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Each change is at least a second later than the one before, since addresses carry its second.
/// False where more seats are taken than it would have, where it would become a draft again although
/// somebody booked it, or where it has started with people who booked it and would start anew: they
/// were there, and are not to cancel for money what is over. So it is where seats were sold in
/// another currency than it would have.
pub(crate) async fn update(
    connection: &mut PgConnection,
    id: EventId,
    values: &Values,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query(
        "UPDATE events SET title = $2, description = $3, language = $4, category_id = $5, \
         venue_id = $6, location = $7, online_meeting_url = $8, start_date = $9, end_date = $10, \
         timezone = $11, max_capacity = $12, price = $13, currency = $14, image = $15, \
         status = $16, refund_full_until_hours = $17, refund_percent_after = $18, \
         max_per_person = $19, \
         updated_at = greatest(clock_timestamp(), updated_at + interval '1 second') \
         WHERE id = $1 AND status <> 'CANCELLED' \
         AND seats_confirmed + seats_held + seats_offered <= $12 \
         AND ($16 = 'PUBLISHED' OR status = 'DRAFT' \
              OR (waitlist_count = 0 \
                  AND NOT EXISTS (SELECT FROM bookings WHERE event_id = $1))) \
         AND (start_date > clock_timestamp() OR start_date = $9 \
              OR seats_confirmed + seats_held + seats_offered = 0) \
         AND (currency = $14 OR NOT EXISTS (SELECT FROM bookings b \
              WHERE b.event_id = $1 AND b.total_price > 0 AND (b.status <> 'CANCELLED' \
                  OR EXISTS (SELECT FROM payments p WHERE p.booking_id = b.id))))",
    )
    .bind(id)
    .bind(&values.title)
    .bind(&values.description)
    .bind(values.language)
    .bind(values.category)
    .bind(values.venue)
    .bind(&values.location)
    .bind(&values.online_meeting_url)
    .bind(values.start_date)
    .bind(values.end_date)
    .bind(&values.timezone)
    .bind(values.max_capacity)
    .bind(values.price)
    .bind(values.currency)
    .bind(&values.image)
    .bind(values.status)
    .bind(values.refund.full_until_hours)
    .bind(values.refund.late_percent)
    .bind(values.max_per_person)
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// The event as it is once nobody else is changing it. The lock comes first and the row is read
/// under it: what was read before a wait may be old.
pub(crate) async fn find_locked(
    connection: &mut PgConnection,
    id_or_slug: &str,
) -> Result<Option<EventRow>, sqlx::Error> {
    let Some(row) = read::find(connection, id_or_slug).await? else { return Ok(None) };
    // Who locks it means to change it.
    after_commit::event_changed(row.id);
    sqlx::query("SELECT FROM events WHERE id = $1 FOR NO KEY UPDATE")
        .bind(row.id)
        .execute(&mut *connection)
        .await?;
    read::find(connection, &row.id.to_string()).await
}

pub(crate) async fn delete(connection: &mut PgConnection, id: EventId) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM events WHERE id = $1").bind(id).execute(connection).await?;
    Ok(())
}

pub(crate) async fn cancel(
    connection: &mut PgConnection,
    id: EventId,
    reason: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE events SET status = 'CANCELLED', cancelled_at = clock_timestamp(), \
         cancel_reason = $2, \
         updated_at = greatest(clock_timestamp(), updated_at + interval '1 second') \
         WHERE id = $1 AND status = 'PUBLISHED'",
    )
    .bind(id)
    .bind(reason)
    .execute(connection)
    .await?;
    Ok(())
}

pub(crate) async fn upsert_venue(
    connection: &mut PgConnection,
    organizer: UserId,
    name: &str,
) -> Result<Uuid, sqlx::Error> {
    sqlx::query_scalar(
        "INSERT INTO venues (id, organizer_id, name) VALUES ($1, $2, $3) \
         ON CONFLICT (organizer_id, name) DO UPDATE SET name = excluded.name RETURNING id",
    )
    .bind(crate::ids::new_id())
    .bind(organizer)
    .bind(name)
    .fetch_one(connection)
    .await
}

/// When the event's sessions are.
pub(crate) async fn slots(
    connection: &mut PgConnection,
    event: EventId,
) -> Result<Vec<Slot>, sqlx::Error> {
    sqlx::query_as(
        "SELECT id, start_time AS start, end_time AS \"end\" FROM sessions \
         WHERE event_id = $1 ORDER BY start_time, id",
    )
    .bind(event)
    .fetch_all(connection)
    .await
}

/// All in one statement, at whose end clashes are looked for.
pub(crate) async fn move_slots(
    connection: &mut PgConnection,
    event: EventId,
    slots: &[Slot],
) -> Result<(), sqlx::Error> {
    if slots.is_empty() {
        return Ok(());
    }
    let ids: Vec<SessionId> = slots.iter().map(|slot| slot.id).collect();
    let starts: Vec<DateTime<Utc>> = slots.iter().map(|slot| slot.start).collect();
    let ends: Vec<DateTime<Utc>> = slots.iter().map(|slot| slot.end).collect();
    sqlx::query(
        "UPDATE sessions s SET start_time = moved.starts, end_time = moved.ends, \
             updated_at = clock_timestamp() \
         FROM unnest($2::uuid[], $3::timestamptz[], $4::timestamptz[]) \
             AS moved(id, starts, ends) \
         WHERE s.id = moved.id AND s.event_id = $1",
    )
    .bind(event)
    .bind(ids)
    .bind(starts)
    .bind(ends)
    .execute(connection)
    .await?;
    Ok(())
}
