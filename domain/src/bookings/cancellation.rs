//! Cancellation of an event: what it costs before, how far it is after, and trying again what failed.
//! All of it is read from the rows that it is about.

use super::cancel::cancel_called_off;
use crate::audit::Entry;
use crate::events::{EventRight, own_locked, owned};
use crate::failure::from_database;
use crate::jobs::{CancelEventBookings, enqueue};
use crate::{Actor, Error, Hub, accounts};
use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use types::ErrorCode;
use types::effects::{Cancellation, CancellationCost, CancellationFailure, RetryCancellation, Sum};
use types::events::EventStatus;
use types::history::AuditAction;
use types::ids::{BookingId, EventId};

/// Failures that are named.
const FAILURES_SHOWN: i64 = 100;

/// What cancelling the event would cost now.
///
/// # Errors
/// Not found or denied.
pub async fn cancellation_cost(
    hub: &Hub,
    actor: Actor,
    event: &str,
) -> Result<CancellationCost, Error> {
    let mut connection = hub.db.read().await?;
    let row = owned(&mut connection, actor, event, EventRight::Cancel).await?;
    let (people, bookings, seats): (i64, i64, i64) = sqlx::query_as(
        "SELECT count(DISTINCT user_id) FILTER (WHERE status = 'CONFIRMED'), count(*),
             coalesce(sum(quantity), 0)
         FROM bookings WHERE event_id = $1 AND status IN ('PENDING', 'CONFIRMED')",
    )
    .bind(row.id)
    .fetch_one(&mut *connection)
    .await?;
    let refunds = to_refund(&mut connection, row.id).await?;
    let charges = sqlx::query_scalar(
        "SELECT count(*) FROM payments p JOIN bookings b ON b.id = p.booking_id
         WHERE b.event_id = $1 AND b.status IN ('PENDING', 'CONFIRMED') AND p.captured > p.refunded",
    )
    .bind(row.id)
    .fetch_one(&mut *connection)
    .await?;
    let waiting = row.waitlist_count.into();
    Ok(CancellationCost { people, bookings, seats, waiting, charges, refunds })
}

/// How far the cancellation of an event is.
///
/// # Errors
/// Not found or denied; the event was not cancelled.
pub async fn cancellation(hub: &Hub, actor: Actor, event: &str) -> Result<Cancellation, Error> {
    let mut connection = hub.db.read().await?;
    let row = owned(&mut connection, actor, event, EventRight::Bookings).await?;
    if row.status != EventStatus::Cancelled {
        return Err(ErrorCode::EventNotCancelled.into());
    }
    let (cancelled_at, open, cancelled): (Option<DateTime<Utc>>, i64, i64) = sqlx::query_as(
        "SELECT e.cancelled_at,
             count(b.id) FILTER (WHERE b.status <> 'CANCELLED'),
             count(b.id) FILTER (WHERE b.cancel_reason = 'event_cancelled')
         FROM events e LEFT JOIN bookings b ON b.event_id = e.id
             AND (b.status IN ('PENDING', 'CONFIRMED') OR b.status = 'CANCELLED')
         WHERE e.id = $1 GROUP BY e.id",
    )
    .bind(row.id)
    .fetch_one(&mut *connection)
    .await?;
    let refunded = sqlx::query_as(
        "SELECT sum(t.amount) AS amount, p.currency
         FROM bookings b JOIN payments p ON p.booking_id = b.id
             JOIN transactions t ON t.payment_id = p.id AND t.kind = 'REFUND'
         WHERE b.event_id = $1 AND b.status = 'CANCELLED' AND b.cancel_reason = 'event_cancelled'
           AND t.reason = 'event_cancelled'
         GROUP BY p.currency ORDER BY p.currency",
    )
    .bind(row.id)
    .fetch_all(&mut *connection)
    .await?;
    let refunds_left = to_refund(&mut connection, row.id).await?;
    let (told, waiting, failed_mails): (i64, i64, i64) = sqlx::query_as(
        "SELECT count(*) FILTER (WHERE m.status = 'SENT'),
             count(*) FILTER (WHERE m.status = 'QUEUED'),
             count(*) FILTER (WHERE m.status = 'FAILED')
         FROM bookings b JOIN mail_messages m ON m.unique_key = 'event_cancelled:' || b.id
         WHERE b.event_id = $1 AND b.status = 'CANCELLED'",
    )
    .bind(row.id)
    .fetch_one(&mut *connection)
    .await?;
    let failed = failures(&mut connection, row.id).await?;
    Ok(Cancellation {
        cancelled_at,
        reason: row.cancel_reason.unwrap_or_default(),
        done: open == 0 && refunds_left.is_empty() && waiting == 0,
        bookings: open + cancelled,
        bookings_cancelled: cancelled,
        refunded,
        refunds_left,
        people_told: told,
        mails_waiting: waiting,
        mails_failed: failed_mails,
        failed,
    })
}

/// Tries again what failed: one booking at once, or all by the job that goes on with them.
///
/// # Errors
/// Not found or denied; the event was not cancelled.
pub async fn retry_cancellation(
    hub: &Hub,
    actor: Actor,
    event: &str,
    retry: RetryCancellation,
) -> Result<Cancellation, Error> {
    let key = event.to_owned();
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                let row = own_locked(tx, actor, &key, EventRight::Cancel).await?;
                if row.status != EventStatus::Cancelled {
                    return Err(Error::from(ErrorCode::EventNotCancelled));
                }
                let action = AuditAction::EventCancellationRetried;
                let entry = match retry.booking {
                    Some(booking) if is_of(tx, booking, row.id).await? => {
                        Entry::new(actor, action, booking).event(row.id)
                    }
                    Some(_) => return Err(ErrorCode::NotFound.into()),
                    None => {
                        enqueue(tx, &CancelEventBookings { event: row.id }, None).await?;
                        Entry::new(actor, action, row.id)
                    }
                };
                Ok(entry.record(tx).await?)
            })
        })
        .await?;
    if let Some(booking) = retry.booking {
        // What fails again stands in the answer.
        let _ = cancel_called_off(hub, booking).await;
    }
    cancellation(hub, actor, event).await
}

async fn is_of(
    tx: &mut PgConnection,
    booking: BookingId,
    event: EventId,
) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar("SELECT EXISTS (SELECT FROM bookings WHERE id = $1 AND event_id = $2)")
        .bind(booking)
        .bind(event)
        .fetch_one(tx)
        .await
}

/// What is held of the charges for bookings that are not cancelled, by currency.
async fn to_refund(connection: &mut PgConnection, event: EventId) -> Result<Vec<Sum>, sqlx::Error> {
    sqlx::query_as(
        "SELECT sum(p.captured - p.refunded) AS amount, p.currency
         FROM bookings b JOIN payments p ON p.booking_id = b.id
         WHERE b.event_id = $1 AND b.status IN ('PENDING', 'CONFIRMED') AND p.captured > p.refunded
         GROUP BY p.currency ORDER BY p.currency",
    )
    .bind(event)
    .fetch_all(connection)
    .await
}

async fn failures(
    connection: &mut PgConnection,
    event: EventId,
) -> Result<Vec<CancellationFailure>, sqlx::Error> {
    sqlx::query_as(
        "SELECT f.booking_id AS booking, b.reference::text AS reference, f.attempts, f.failed_at,
             f.reason
         FROM cancellation_failures f JOIN bookings b ON b.id = f.booking_id
         WHERE f.event_id = $1 AND b.status <> 'CANCELLED'
         ORDER BY f.failed_at DESC, f.booking_id LIMIT $2",
    )
    .bind(event)
    .bind(FAILURES_SHOWN)
    .fetch_all(connection)
    .await
}

/// Notes that a booking could not be cancelled. Where not even that can be written, the log has it.
pub(super) async fn note_failure(hub: &Hub, booking: BookingId, error: &sqlx::Error) {
    let busy = from_database(error).code == ErrorCode::Unavailable;
    let reason = if busy { "busy" } else { "internal" };
    let noted: Result<(), sqlx::Error> = hub
        .db
        .statement(move |connection| {
            Box::pin(async move {
                sqlx::query(
                    "INSERT INTO cancellation_failures AS known (booking_id, event_id, reason)
                     SELECT id, event_id, $2 FROM bookings WHERE id = $1
                     ON CONFLICT (booking_id) DO UPDATE SET reason = excluded.reason,
                         attempts = known.attempts + 1, failed_at = clock_timestamp()",
                )
                .bind(booking)
                .bind(reason)
                .execute(connection)
                .await
                .map(drop)
            })
        })
        .await;
    if let Err(error) = noted {
        tracing::warn!(%error, %booking, "that a booking is not cancelled yet could not be noted");
    }
}

/// Forgets the failure of a booking that is cancelled now.
pub(super) async fn forget_failure(
    tx: &mut PgConnection,
    booking: BookingId,
) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM cancellation_failures WHERE booking_id = $1")
        .bind(booking)
        .execute(tx)
        .await?;
    Ok(())
}
