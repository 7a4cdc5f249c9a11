//! What a provider says is applied once, together with everything it causes.

use super::provider::ProviderEvent;
use super::refunds::refund_payment;
use super::store;
use crate::audit::Entry;
use crate::bookings::{self, LockedBooking, LockedEvent, refund_data};
use crate::notifications::{MailKind, queue_about_booking};
use crate::{Actor, Hub};
use serde_json::json;
use sqlx::postgres::PgConnection;
use types::bookings::{BookingStatus, CancelReason};
use types::history::AuditAction;
use types::ids::PaymentId;
use types::payments::PaymentOutcome;

/// What a callback did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    Applied,
    /// The payment was final already.
    Ignored,
    /// This very callback was taken before.
    Repeated,
    /// There is no such payment; nothing was written down.
    Unknown,
}

impl Effect {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Ignored | Self::Repeated | Self::Unknown => "ignored",
        }
    }
}

/// Applies an outcome in one transaction: the callback's row, the payment and its ledger, the
/// booking, its seats and tickets, and the message.
///
/// # Errors
/// What the database says; then nothing happened and the provider may call again.
pub async fn apply_outcome(hub: &Hub, event: ProviderEvent) -> Result<Effect, sqlx::Error> {
    hub.db.write(move |tx| Box::pin(apply(tx, event))).await
}

async fn apply(tx: &mut PgConnection, event: ProviderEvent) -> Result<Effect, sqlx::Error> {
    // Nothing is written down of a payment that is not known here (yet): the provider is told so
    // and says it again.
    let Some((payment, booking)) = store::find(tx, event.provider, &event.reference_id).await?
    else {
        return Ok(Effect::Unknown);
    };
    // A repeat waits here for the first to commit, and then finds it.
    if !record(tx, &event).await? {
        return Ok(Effect::Repeated);
    }
    let Some((locked_event, booking)) = bookings::lock(tx, booking).await? else {
        return Ok(Effect::Unknown);
    };
    let effect = if store::settle(tx, payment, event.outcome).await? {
        let action = match event.outcome {
            PaymentOutcome::Completed => AuditAction::PaymentCompleted,
            PaymentOutcome::Failed => AuditAction::PaymentFailed,
        };
        let entry = Entry::by_system(action, payment).event(booking.event).booking(booking.id);
        entry.change("status", "PENDING", event.outcome.as_str()).record(tx).await?;
        follow(tx, payment, event.outcome, &locked_event, &booking).await?;
        Effect::Applied
    } else {
        Effect::Ignored
    };
    sqlx::query("UPDATE webhook_events SET effect = $3 WHERE provider = $1 AND event_id = $2")
        .bind(event.provider)
        .bind(&event.event_id)
        .bind(effect.as_str())
        .execute(tx)
        .await?;
    Ok(effect)
}

/// Writes the callback down; false where it was before.
async fn record(tx: &mut PgConnection, event: &ProviderEvent) -> Result<bool, sqlx::Error> {
    let recorded = sqlx::query(
        "INSERT INTO webhook_events (provider, event_id, reference_id, outcome, effect)
         VALUES ($1, $2, $3, $4, 'ignored')
         ON CONFLICT (provider, event_id) DO NOTHING",
    )
    .bind(event.provider)
    .bind(&event.event_id)
    .bind(&event.reference_id)
    .bind(event.outcome)
    .execute(tx)
    .await?
    .rows_affected();
    Ok(recorded == 1)
}

/// What follows from a payment that has just become final.
async fn follow(
    tx: &mut PgConnection,
    payment: PaymentId,
    outcome: PaymentOutcome,
    event: &LockedEvent,
    booking: &LockedBooking,
) -> Result<(), sqlx::Error> {
    match outcome {
        // The hold goes on: the buyer may try again until it lapses.
        PaymentOutcome::Failed => {
            bookings::give_code_back(tx, booking.id).await?;
            tell(tx, MailKind::PaymentFailed, payment, booking, json!({})).await
        }
        PaymentOutcome::Completed => {
            if seat(tx, event, booking).await? {
                // The mail says that it was a near thing.
                let data = json!({ "late": booking.status == BookingStatus::Cancelled });
                queue_about_booking(
                    tx,
                    MailKind::BookingConfirmed,
                    booking.id.0,
                    booking.id,
                    booking.user,
                    data,
                )
                .await
            } else {
                refund(tx, payment, booking).await
            }
        }
    }
}

/// Gives a paid booking its seats; false where they are gone.
async fn seat(
    tx: &mut PgConnection,
    event: &LockedEvent,
    booking: &LockedBooking,
) -> Result<bool, sqlx::Error> {
    match booking.status {
        // Its seats are still counted as held, even a moment after the hold has lapsed.
        BookingStatus::Pending if !event.cancelled() => {
            bookings::confirm_locked(tx, booking, Actor::Anonymous).await?;
            Ok(true)
        }
        BookingStatus::Cancelled if booking.cancel_reason == Some(CancelReason::Expired) => {
            bookings::retake(tx, booking).await
        }
        BookingStatus::Pending | BookingStatus::Cancelled | BookingStatus::Confirmed => Ok(false),
    }
}

/// Gives the money back for a booking that has no seats any more, and says so.
async fn refund(
    tx: &mut PgConnection,
    payment: PaymentId,
    booking: &LockedBooking,
) -> Result<(), sqlx::Error> {
    let refunded = refund_payment(tx, (booking.id, payment), "late_payment").await?;
    bookings::mark_refunded(tx, booking.id).await?;
    bookings::give_code_back(tx, booking.id).await?;
    if let Some(entry) = bookings::refunded(Actor::Anonymous, booking, refunded) {
        entry.record(tx).await?;
    }
    let data = refund_data(refunded);
    tell(tx, MailKind::PaymentRefunded, payment, booking, data).await
}

async fn tell(
    tx: &mut PgConnection,
    kind: MailKind,
    payment: PaymentId,
    booking: &LockedBooking,
    data: serde_json::Value,
) -> Result<(), sqlx::Error> {
    queue_about_booking(tx, kind, payment.0, booking.id, booking.user, data).await
}
