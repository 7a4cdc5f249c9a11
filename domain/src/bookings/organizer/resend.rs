//! Sending the tickets once more.

use super::own;
use crate::audit::Entry;
use crate::idempotency::{Answer, IdempotencyKey, Refusal, Request, once};
use crate::notifications::{MailKind, NewMessage, queue_again};
use crate::{Actor, Error, Hub};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use sqlx::postgres::PgConnection;
use types::booking_actions::BookingResent;
use types::bookings::BookingStatus;
use types::history::AuditAction;
use types::ids::BookingId;
use types::{ErrorCode, Failure, Locale};

/// So often a day (UTC).
const A_DAY: i64 = 3;

/// Promises the message with the tickets of a confirmed booking once more, to the address that its
/// owner has now. The inbox, which has them already, is told nothing.
///
/// # Errors
/// Not found or denied; `booking_not_confirmed`; `gone` where the account was deleted;
/// `too_many_requests` after three a day.
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
            let (complimentary, recipient, locale): (bool, String, Locale) = sqlx::query_as(
                "SELECT b.origin = 'complimentary', u.email, u.locale
                 FROM bookings b JOIN users u ON u.id = b.user_id
                 WHERE b.id = $1 AND u.deleted_at IS NULL",
            )
            .bind(booking)
            .fetch_optional(&mut *tx)
            .await?
            .ok_or(ErrorCode::Gone)?;
            let kind =
                if complimentary { MailKind::GuestTicket } else { MailKind::BookingConfirmed };
            let sent = sent_today(tx, kind, booking, now).await?;
            if sent >= A_DAY {
                return Err(enough(now).into());
            }
            let message = NewMessage {
                unique_key: key_of(kind, booking, now, sent + 1),
                kind,
                user_id: Some(own.booking.user),
                recipient: recipient.clone(),
                locale,
                booking_id: Some(booking),
                data: json!({}),
            };
            queue_again(tx, message).await?;
            let entry = Entry::new(actor, AuditAction::MailResent, booking).event(own.event.id);
            entry.change("kind", None::<&str>, kind.as_str()).record(tx).await?;
            Ok(BookingResent { recipient, left: A_DAY - sent - 1 })
        })
    })
    .await
}

/// Names the occasion: a booking's message, a day, and which of that day.
fn key_of(kind: MailKind, booking: BookingId, now: DateTime<Utc>, nth: i64) -> String {
    format!("{kind}:{booking}:again:{}:{nth}", now.date_naive())
}

/// Under the booking's lock, so that two clicks count one after the other.
async fn sent_today(
    tx: &mut PgConnection,
    kind: MailKind,
    booking: BookingId,
    now: DateTime<Utc>,
) -> Result<i64, sqlx::Error> {
    let keys: Vec<_> = (1..=A_DAY).map(|nth| key_of(kind, booking, now, nth)).collect();
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
