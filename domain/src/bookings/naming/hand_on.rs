//! Handing a ticket on to its guest, and mailing it again.

use super::super::organizer::rename;
use super::super::read::load_own;
use super::bounds::within_the_day;
use super::{link, open};
use crate::audit::Entry;
use crate::idempotency::{Answer, IdempotencyKey, Refusal, Request, once};
use crate::ids::{new_id, ticket_code};
use crate::notifications::{MailKind, Notice, queue_to, tell};
use crate::{Actor, Allowed, Error, Hub, accounts};
use serde_json::json;
use sqlx::postgres::PgConnection;
use types::bookings::Booking;
use types::history::AuditAction;
use types::ids::{BookingId, EventId, TicketId, UserId};
use types::notifications::NoticeKind;
use types::ticket_names::HandOn;
use types::{ErrorCode, Failure, FieldProblem, Locale};
use uuid::Uuid;

/// Gives a ticket of the caller's own to a guest: it has their name and a new code, which is mailed to
/// them with one link. What the caller is told is the same whether the address has an account or not.
///
/// # Errors
/// `email_not_verified` of the caller; `not_found`; invalid by field, also the caller's own address;
/// `ticket_handed_on`, `event_cancelled`, `booking_not_confirmed`, `already_checked_in`,
/// `changes_closed`; `too_many_requests` beyond thirty mails of one person a day, fifteen of a booking.
pub async fn hand_on(
    hub: &Hub,
    actor: Actor,
    booking: BookingId,
    ticket: TicketId,
    mut input: HandOn,
    key: Option<IdempotencyKey>,
) -> Result<Answer<Booking>, Refusal> {
    let user = actor.require_user()?;
    let body = (booking, ticket, &input);
    let request = key.map(|key| Request::new(hub, user, key, "hand_on_ticket", &body));
    let settings = hub.settings.clone();
    once(hub, request, move |tx| {
        Box::pin(async move {
            proved(accounts::stays_verified(tx, user).await?)?;
            input.check()?;
            let locale = language(tx, booking).await?;
            let people = [(input.email.as_str(), input.name.as_str())];
            // Accounts are locked before events.
            let mut accounts = accounts::guest_accounts(tx, &people, locale).await?;
            let guest = accounts.remove(&input.email).ok_or(ErrorCode::Internal)?;
            let open = open::own(tx, user, (booking, ticket)).await?;
            if guest.id == user {
                return Err(Error::from(Failure::field("email", FieldProblem::NotAllowed)));
            }
            if open.guest.is_some() {
                return Err(Error::from(ErrorCode::TicketHandedOn));
            }
            let event = open.booking.event;
            within_the_day(tx, user, booking).await?;
            rename(tx, ticket, &input.name).await?.ok_or(ErrorCode::BookingNotConfirmed)?;
            new_code(tx, ticket).await?;
            let made = link::make(&settings, ticket);
            link::write(tx, ticket, (guest.id, input.email.as_str()), &made).await?;
            if guest.reachable {
                mail(tx, made.nonce, user, (booking, ticket), guest.id).await?;
            }
            let notice = Notice {
                kind: NoticeKind::TicketSent,
                occasion: made.nonce,
                event: Some(event),
                booking: Some(booking),
                data: json!({}),
            };
            tell(tx, user, notice).await?;
            let entry = entry(actor, AuditAction::TicketHandedOn, ticket, (booking, event));
            entry.changed("attendee_name").changed("code").record(tx).await?;
            load_own(tx, user, booking).await?.ok_or_else(|| Error::from(ErrorCode::NotFound))
        })
    })
    .await
}

/// Whether there is a guest whom the caller may mail a ticket of theirs to again.
///
/// # Errors
/// `not_found`.
pub async fn may_send_again(
    hub: &Hub,
    actor: Actor,
    booking: BookingId,
    ticket: TicketId,
) -> Result<Allowed, Error> {
    let there: bool = sqlx::query_scalar(
        "SELECT EXISTS (SELECT FROM bookings b JOIN tickets t ON t.booking_id = b.id
             JOIN ticket_guests g ON g.ticket_id = t.id
         WHERE b.id = $1 AND b.user_id = $2 AND t.id = $3)",
    )
    .bind(booking)
    .bind(actor.require_user()?)
    .bind(ticket)
    .fetch_one(&mut *hub.db.read().await?)
    .await?;
    if there { Ok(Allowed::looked()) } else { Err(ErrorCode::NotFound.into()) }
}

/// Mails the ticket to its guest once more; code and link stay as they are.
///
/// # Errors
/// As [`hand_on`]; `not_found` where it is nobody's but the caller's.
pub async fn send_again(
    hub: &Hub,
    actor: Actor,
    booking: BookingId,
    ticket: TicketId,
    key: Option<IdempotencyKey>,
) -> Result<Answer<Booking>, Refusal> {
    let user = actor.require_user()?;
    let body = (booking, ticket);
    let request = key.map(|key| Request::new(hub, user, key, "send_ticket_again", &body));
    once(hub, request, move |tx| {
        Box::pin(async move {
            proved(accounts::stays_verified(tx, user).await?)?;
            let open = open::own(tx, user, (booking, ticket)).await?;
            let guest = open.guest.ok_or(ErrorCode::NotFound)?;
            within_the_day(tx, user, booking).await?;
            sqlx::query(
                "UPDATE ticket_guests SET sent_at = clock_timestamp() WHERE ticket_id = $1",
            )
            .bind(ticket)
            .execute(&mut *tx)
            .await?;
            mail(tx, new_id(), user, (booking, ticket), guest).await?;
            let of = (booking, open.booking.event);
            entry(actor, AuditAction::TicketSentAgain, ticket, of).record(tx).await?;
            load_own(tx, user, booking).await?.ok_or_else(|| Error::from(ErrorCode::NotFound))
        })
    })
    .await
}

pub(super) fn entry(
    actor: Actor,
    action: AuditAction,
    ticket: TicketId,
    (booking, event): (BookingId, EventId),
) -> Entry {
    Entry::new(actor, action, ticket).booking(booking).event(event)
}

/// Mail to strangers is sent for people whose own address is proved.
fn proved(verified: Option<bool>) -> Result<(), ErrorCode> {
    match verified {
        Some(true) => Ok(()),
        Some(false) => Err(ErrorCode::EmailNotVerified),
        None => Err(ErrorCode::Unauthenticated),
    }
}

/// What a guest who is not known yet is written in: the event's language.
async fn language(tx: &mut PgConnection, booking: BookingId) -> Result<Locale, Error> {
    let found: Option<Locale> = sqlx::query_scalar(
        "SELECT e.language FROM bookings b JOIN events e ON e.id = b.event_id WHERE b.id = $1",
    )
    .bind(booking)
    .fetch_optional(tx)
    .await?;
    found.ok_or_else(|| ErrorCode::NotFound.into())
}

/// The code before it opens no door from now on.
pub(super) async fn new_code(tx: &mut PgConnection, ticket: TicketId) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE tickets SET code = $2 WHERE id = $1")
        .bind(ticket)
        .bind(ticket_code())
        .execute(tx)
        .await?;
    Ok(())
}

async fn mail(
    tx: &mut PgConnection,
    occasion: Uuid,
    from: UserId,
    (booking, ticket): (BookingId, TicketId),
    guest: UserId,
) -> Result<(), sqlx::Error> {
    let name: String = sqlx::query_scalar("SELECT display_name FROM users WHERE id = $1")
        .bind(from)
        .fetch_one(&mut *tx)
        .await?;
    let data = json!({ "ticket": ticket, "from": name });
    queue_to(tx, MailKind::TicketHandedOn, occasion, guest, Some(booking), data).await
}
