//! What a provider says is applied once, together with everything it causes.

use super::provider::ProviderEvent;
use super::refunds::refund_payment;
use super::store::{self, Found};
use crate::audit::Entry;
use crate::bookings::{self, LockedBooking, LockedEvent, refund_data};
use crate::notifications::{MailKind, queue_about_booking};
use crate::{Actor, Hub, Settings};
use serde_json::json;
use sqlx::postgres::PgConnection;
use types::bookings::{BookingStatus, CancelReason};
use types::history::AuditAction;
use types::ids::{ExchangeId, PaymentId};
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
/// booking, its seats and tickets, or the ticket that is exchanged, and the message.
///
/// # Errors
/// What the database says; then nothing happened and the provider may call again.
pub async fn apply_outcome(hub: &Hub, event: ProviderEvent) -> Result<Effect, sqlx::Error> {
    let settings = hub.settings.clone();
    hub.db.write(move |tx| Box::pin(async move { apply(tx, event, &settings).await })).await
}

async fn apply(
    tx: &mut PgConnection,
    event: ProviderEvent,
    settings: &Settings,
) -> Result<Effect, sqlx::Error> {
    // Nothing is written down of a payment that is not known here (yet): the provider is told so
    // and says it again.
    let Some(found) = store::find(tx, event.provider, &event.reference_id).await? else {
        return Ok(Effect::Unknown);
    };
    let Found { id: payment, exchange, .. } = found;
    // A repeat waits here for the first to commit, and then finds it.
    if !record(tx, &event).await? {
        return Ok(Effect::Repeated);
    }
    let Some(locked) = bookings::lock(tx, found.booking).await? else {
        return Ok(Effect::Unknown);
    };
    let booking = &locked.1;
    let effect = if store::settle(tx, payment, event.outcome).await? {
        let action = match event.outcome {
            PaymentOutcome::Completed => AuditAction::PaymentCompleted,
            PaymentOutcome::Failed => AuditAction::PaymentFailed,
        };
        let entry = Entry::by_system(action, payment).event(booking.event).booking(booking.id);
        entry.change("status", "PENDING", event.outcome.as_str()).record(tx).await?;
        let paid = (payment, event.outcome);
        match exchange {
            None => follow(tx, paid, &locked).await?,
            Some(exchange) => exchange_follows(tx, paid, exchange, &locked, settings).await?,
        }
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

/// What follows from a booking's own payment that has just become final.
async fn follow(
    tx: &mut PgConnection,
    (payment, outcome): (PaymentId, PaymentOutcome),
    (event, booking): &(LockedEvent, LockedBooking),
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

/// What follows from the payment of an exchange that has just become final.
async fn exchange_follows(
    tx: &mut PgConnection,
    (payment, outcome): (PaymentId, PaymentOutcome),
    exchange: ExchangeId,
    (event, booking): &(LockedEvent, LockedBooking),
    settings: &Settings,
) -> Result<(), sqlx::Error> {
    match outcome {
        // The seat is held on: its holder may try again until the time is over.
        PaymentOutcome::Failed => {
            let data = bookings::exchange_data(tx, exchange).await?;
            tell(tx, MailKind::PaymentFailed, payment, booking, data).await
        }
        PaymentOutcome::Completed => {
            let locked = (event, booking);
            if bookings::complete_exchange(tx, locked, exchange, settings).await? {
                return Ok(());
            }
            let about = bookings::exchange_data(tx, exchange).await?;
            give_back(tx, payment, booking, about).await
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
    bookings::mark_refunded(tx, booking.id).await?;
    bookings::give_code_back(tx, booking.id).await?;
    give_back(tx, payment, booking, json!({})).await
}

/// Gives all of a payment back that came too late, and says so with what it was for.
async fn give_back(
    tx: &mut PgConnection,
    payment: PaymentId,
    booking: &LockedBooking,
    about: serde_json::Value,
) -> Result<(), sqlx::Error> {
    let refunded = refund_payment(tx, (booking.id, payment), "late_payment").await?;
    if let Some(entry) = bookings::refunded(Actor::Anonymous, booking, refunded) {
        entry.record(tx).await?;
    }
    let mut data = refund_data(refunded);
    if let (Some(data), serde_json::Value::Object(about)) = (data.as_object_mut(), about) {
        data.extend(about);
    }
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
