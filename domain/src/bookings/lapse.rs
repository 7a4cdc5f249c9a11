//! Holds that were not paid in time give their seats back, exactly once.

use super::code_use::give_code_back;
use super::locked::lock_event;
use crate::audit::Entry;
use crate::db::after_commit::booking_changed;
use crate::sweep::{Run, SweepError};
use crate::{Hub, Settings, waitlist};
use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use types::bookings::CancelReason;
use types::history::AuditAction;
use types::ids::{BookingId, EventId, UserId};

/// Cancels a booking whose hold has lapsed; says whether this call did it.
///
/// # Errors
/// What the database says.
pub async fn lapse(hub: &Hub, booking: BookingId) -> Result<bool, sqlx::Error> {
    let settings = hub.settings.clone();
    hub.db.write(move |tx| Box::pin(async move { lapse_in(tx, booking, &settings).await })).await
}

async fn lapse_in(
    tx: &mut PgConnection,
    booking: BookingId,
    settings: &Settings,
) -> Result<bool, sqlx::Error> {
    let owned: Option<(EventId, UserId)> = sqlx::query_as(
        "SELECT event_id, user_id FROM bookings
         WHERE id = $1 AND status = 'PENDING' AND hold_expires_at <= clock_timestamp()",
    )
    .bind(booking)
    .fetch_optional(&mut *tx)
    .await?;
    let Some((event, user)) = owned else { return Ok(false) };
    lock_event(tx, event).await?;
    booking_changed(event, user, booking);
    // Asked again under the lock: the booking may have been paid or cancelled meanwhile.
    let offer: Option<bool> = sqlx::query_scalar(
        "WITH lapsed AS (
             UPDATE bookings SET status = 'CANCELLED', cancel_reason = 'expired',
                 cancelled_at = clock_timestamp()
             WHERE id = $1 AND status = 'PENDING' AND hold_expires_at <= clock_timestamp()
             RETURNING event_id, quantity, origin
         )
         UPDATE events
         SET seats_held = seats_held - CASE WHEN origin = 'waitlist' THEN 0 ELSE quantity END,
             seats_offered = seats_offered - CASE WHEN origin = 'waitlist' THEN quantity ELSE 0 END
         FROM lapsed WHERE events.id = lapsed.event_id
         RETURNING origin = 'waitlist'",
    )
    .bind(booking)
    .fetch_optional(&mut *tx)
    .await?;
    let Some(offer) = offer else { return Ok(false) };
    let action = if offer { AuditAction::OfferExpired } else { AuditAction::BookingExpired };
    let entry = Entry::by_system(action, booking).event(event);
    entry.change("status", "PENDING", "CANCELLED").record(tx).await?;
    give_code_back(tx, booking).await?;
    waitlist::booking_ended(tx, event, booking, offer, CancelReason::Expired, settings).await?;
    Ok(true)
}

/// Lapses those of these bookings whose holds are over. One that fails keeps no other from it.
///
/// # Errors
/// Some failed; the others are done.
pub async fn lapse_each(hub: &Hub, bookings: &[BookingId]) -> Result<u64, SweepError> {
    let mut run = Run::default();
    let due = due_among(hub, bookings).await;
    match due {
        Ok(due) => lapse_all(hub, &due, &mut run).await,
        Err(error) => run.note("the bookings", None, Err(error)),
    }
    run.finish()
}

async fn due_among(hub: &Hub, bookings: &[BookingId]) -> Result<Vec<Due>, sqlx::Error> {
    let mut connection = hub.db.read().await?;
    sqlx::query_as(
        "SELECT id, event_id, hold_expires_at FROM bookings
         WHERE id = ANY($1) AND status = 'PENDING' AND hold_expires_at <= clock_timestamp()
         ORDER BY hold_expires_at, id",
    )
    .bind(bookings)
    .fetch_all(&mut *connection)
    .await
}

/// A hold that is over.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
struct Due {
    id: BookingId,
    event_id: EventId,
    hold_expires_at: DateTime<Utc>,
}

async fn lapse_all(hub: &Hub, due: &[Due], run: &mut Run) {
    for hold in due {
        let event = hold.event_id;
        if !run.leaves_out(event) {
            let lapsed = lapse(hub, hold.id).await.map(u64::from);
            run.note(format_args!("booking {}", hold.id), Some(event), lapsed);
        }
    }
}

/// Holds that are looked up at once.
const PAGE: usize = 500;
/// Pages a run, so that it ends.
const PAGES: usize = 20;

/// The safety net: lapses holds whose own job did not, some time after they were due. It goes
/// through all of them, page by page: however many fail, those behind them have their turn.
///
/// # Errors
/// Some failed; the others are done.
pub async fn lapse_due(hub: &Hub) -> Result<u64, SweepError> {
    let mut run = Run::default();
    let mut after = None;
    for _ in 0..PAGES {
        let due = match page_due(hub, after).await {
            Ok(due) => due,
            Err(error) => {
                run.note("the due holds", None, Err(error));
                break;
            }
        };
        lapse_all(hub, &due, &mut run).await;
        after = due.last().copied();
        if due.len() < PAGE {
            break;
        }
    }
    run.finish()
}

async fn page_due(hub: &Hub, after: Option<Due>) -> Result<Vec<Due>, sqlx::Error> {
    let mut connection = hub.db.read().await?;
    sqlx::query_as(
        "SELECT id, event_id, hold_expires_at FROM bookings
         WHERE status = 'PENDING' AND hold_expires_at <= clock_timestamp() - interval '30 seconds'
           AND ($1::timestamptz IS NULL OR (hold_expires_at, id) > ($1, $2))
         ORDER BY hold_expires_at, id LIMIT $3",
    )
    .bind(after.map(|due| due.hold_expires_at))
    .bind(after.map(|due| due.id))
    .bind(i64::try_from(PAGE).unwrap_or(i64::MAX))
    .fetch_all(&mut *connection)
    .await
}
