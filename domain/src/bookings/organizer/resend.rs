//! Sending a message once more: the tickets, or any other that was written about a booking.

use super::{Own, own};
use crate::audit::Entry;
use crate::idempotency::{Answer, IdempotencyKey, Refusal, Request, once};
use crate::notifications::{MailKind, NewMessage, queue_again};
use crate::{Actor, Error, Hub};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use sqlx::postgres::PgConnection;
use types::booking_actions::BookingResent;
use types::bookings::BookingStatus;
use types::history::AuditAction;
use types::ids::{BookingId, MailId};
use types::mail::MailState;
use types::{ErrorCode, Failure, Locale};

/// So often a day (UTC) somebody is written to again about one booking, whatever the messages.
const A_DAY: i64 = 3;

/// Promises the message with the tickets of a confirmed booking once more, to the address that its
/// owner has now. The inbox, which has them already, is told nothing.
///
/// # Errors
/// Not found or denied; `booking_not_confirmed`; `gone` where the account was deleted;
/// `too_many_requests` after three messages a day.
pub async fn resend_confirmation(
    hub: &Hub,
    actor: Actor,
    event: &str,
    booking: BookingId,
    key: Option<IdempotencyKey>,
) -> Result<Answer<BookingResent>, Refusal> {
    let user = actor.require_user()?;
    let (name, now) = (event.to_owned(), hub.now());
    let request = key.map(|key| Request::new(hub, user, key, "organizer_resend", &booking));
    once(hub, request, move |tx| {
        Box::pin(async move {
            let own = own(tx, actor, &name, booking).await?;
            if own.booking.status != BookingStatus::Confirmed {
                return Err(Error::from(ErrorCode::BookingNotConfirmed));
            }
            let complimentary: bool =
                sqlx::query_scalar("SELECT origin = 'complimentary' FROM bookings WHERE id = $1")
                    .bind(booking)
                    .fetch_one(&mut *tx)
                    .await?;
            let kind =
                if complimentary { MailKind::GuestTicket } else { MailKind::BookingConfirmed };
            again(tx, (actor, now), &own, kind, json!({})).await
        })
    })
    .await
}

/// Promises a message that was written about a booking once more, to the address that its owner has
/// now.
///
/// # Errors
/// As [`resend_confirmation`]; not found where it is no message of this booking; `gone` where it
/// waits to be sent anyway, or what it says does not hold any more.
pub async fn resend_message(
    hub: &Hub,
    actor: Actor,
    event: &str,
    (booking, message): (BookingId, MailId),
    key: Option<IdempotencyKey>,
) -> Result<Answer<BookingResent>, Refusal> {
    let user = actor.require_user()?;
    let (name, now) = (event.to_owned(), hub.now());
    let body = (booking, message);
    let request = key.map(|key| Request::new(hub, user, key, "organizer_resend_message", &body));
    once(hub, request, move |tx| {
        Box::pin(async move {
            let own = own(tx, actor, &name, booking).await?;
            let (kind, state, data): (MailKind, MailState, Value) = sqlx::query_as(
                "SELECT kind, status, data - 'token' FROM mail_messages
                 WHERE id = $1 AND booking_id = $2 AND user_id = $3",
            )
            .bind(message)
            .bind(booking)
            .bind(own.booking.user)
            .fetch_optional(&mut *tx)
            .await?
            .ok_or(ErrorCode::NotFound)?;
            if !holds(kind, state, own.booking.status) {
                return Err(Error::from(ErrorCode::Gone));
            }
            again(tx, (actor, now), &own, kind, data).await
        })
    })
    .await
}

/// Whether a message of this name could be sent again: it does not wait to be sent anyway, and what it
/// says is still so.
pub fn may_be_sent_again(kind: &str, state: MailState, booking: BookingStatus) -> bool {
    MailKind::parse(kind).is_some_and(|kind| holds(kind, state, booking))
}

fn holds(kind: MailKind, state: MailState, booking: BookingStatus) -> bool {
    let says = match kind {
        MailKind::BookingConfirmed
        | MailKind::GuestTicket
        | MailKind::BookingMoved
        | MailKind::EventChanged
        | MailKind::TicketExchanged
        | MailKind::EventReminder => Some(BookingStatus::Confirmed),
        MailKind::PaymentFailed | MailKind::WaitlistOffer => Some(BookingStatus::Pending),
        MailKind::BookingCancelled
        | MailKind::PaymentRefunded
        | MailKind::EventCancelled
        | MailKind::WaitlistOfferLapsed => Some(BookingStatus::Cancelled),
        MailKind::TicketsCancelled
        | MailKind::BookingRefunded
        | MailKind::CertificateIssued
        | MailKind::EventSurvey => None,
        // Of an account, a guest, a review, a session, a wait, a team or many people, not of a booking.
        MailKind::ReviewReplied
        | MailKind::WaitlistEnded
        | MailKind::TicketHandedOn
        | MailKind::TicketTakenBack
        | MailKind::SessionsMoved
        | MailKind::TeamInvitation
        | MailKind::TeamChanged
        | MailKind::OrganizerMessage
        | MailKind::PasswordReset
        | MailKind::VerifyEmail
        | MailKind::PasswordChanged
        | MailKind::EmailChangeRequested
        | MailKind::EmailChanged
        | MailKind::SecondFactorOn
        | MailKind::SecondFactorOff
        | MailKind::RecoveryCodesLow
        | MailKind::EventHidden
        | MailKind::EventRestored
        | MailKind::ReviewHidden
        | MailKind::ReviewRestored => return false,
    };
    state != MailState::Queued && says.is_none_or(|says| says == booking)
}

async fn again(
    tx: &mut PgConnection,
    (actor, now): (Actor, DateTime<Utc>),
    own: &Own,
    kind: MailKind,
    data: Value,
) -> Result<BookingResent, Error> {
    let booking = own.booking.id;
    let (recipient, locale): (String, Locale) =
        sqlx::query_as("SELECT email, locale FROM users WHERE id = $1 AND deleted_at IS NULL")
            .bind(own.booking.user)
            .fetch_optional(&mut *tx)
            .await?
            .ok_or(ErrorCode::Gone)?;
    let sent = sent_today(tx, booking, now).await?;
    if sent >= A_DAY {
        return Err(enough(now).into());
    }
    let message = NewMessage {
        unique_key: key_of(booking, now, sent + 1),
        kind,
        user_id: Some(own.booking.user),
        recipient: recipient.clone(),
        locale,
        booking_id: Some(booking),
        data,
    };
    queue_again(tx, message).await?;
    let entry = Entry::new(actor, AuditAction::MailResent, booking).event(own.event.id);
    entry.change("kind", None::<&str>, kind.as_str()).record(tx).await?;
    Ok(BookingResent { recipient, left: A_DAY - sent - 1 })
}

/// Names the occasion: a booking, a day, and which message of that day.
fn key_of(booking: BookingId, now: DateTime<Utc>, nth: i64) -> String {
    format!("again:{booking}:{}:{nth}", now.date_naive())
}

/// Under the booking's lock, so that two clicks count one after the other.
async fn sent_today(
    tx: &mut PgConnection,
    booking: BookingId,
    now: DateTime<Utc>,
) -> Result<i64, sqlx::Error> {
    let keys: Vec<_> = (1..=A_DAY).map(|nth| key_of(booking, now, nth)).collect();
    sqlx::query_scalar("SELECT count(*) FROM mail_messages WHERE unique_key = ANY($1)")
        .bind(keys)
        .fetch_one(tx)
        .await
}

fn enough(now: DateTime<Utc>) -> Failure {
    let midnight = (now + TimeDelta::days(1)).date_naive().and_time(chrono::NaiveTime::MIN);
    let wait = (midnight.and_utc() - now).num_seconds();
    Failure {
        retry_after: Some(u32::try_from(wait).unwrap_or(1).max(1)),
        ..Failure::new(ErrorCode::TooManyRequests)
    }
}
