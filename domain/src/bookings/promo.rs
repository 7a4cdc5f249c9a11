//! A promo code on a booking that is still to be paid.

use super::book::is_wrong;
use super::code_use::take_code_off;
use super::confirm::confirm_and_tell;
use super::error::{code_for_others, invalid_promo_code};
use super::locked::{LockedBooking, LockedEvent, lock};
use super::read::load_own;
use super::store;
use crate::accounts;
use crate::audit::Entry;
use crate::idempotency::{Answer, IdempotencyKey, Refusal, Request, once};
use crate::promotions::Try;
use crate::{Actor, Error, Hub, promotions};
use rust_decimal::Decimal;
use sqlx::postgres::PgConnection;
use types::bookings::{Booking, BookingStatus};
use types::history::AuditAction;
use types::ids::{BookingId, EventId, TicketTypeId, UserId};
use types::promotions::{PromoCodeInput, normal_code};
use types::{ErrorCode, Failure, FieldProblem, Money};

/// Puts a code on a held booking of the caller's own, in the place of the one it has, or takes it
/// off. Where nothing is left to pay, the booking is confirmed at once.
///
/// # Errors
/// `not_found`, `booking_not_payable` once the hold is over, `payment_in_progress`,
/// `invalid_promo_code`, `too_many_requests` after too many of those; `promo_code_for_others`, also where the
/// booking's own code opened a hidden type and this one does not; then the booking keeps the code it had.
pub async fn change_promo_code(
    hub: &Hub,
    actor: Actor,
    booking: BookingId,
    input: PromoCodeInput,
    key: Option<IdempotencyKey>,
) -> Result<Answer<Booking>, Refusal> {
    let user = actor.require_user()?;
    let request = key.map(|key| Request::new(hub, user, key, "promo_code", &(booking, &input)));
    let looks = input.promo_code.as_deref().is_some_and(|code| !code.trim().is_empty());
    let look = if looks { Some(Try::begin(hub, user).await?) } else { None };
    let changed = once(hub, request, move |tx| {
        Box::pin(async move {
            accounts::acting(tx, actor).await?;
            let (event, locked) = lock(tx, booking)
                .await?
                .filter(|(_, locked)| locked.user == user)
                .ok_or(ErrorCode::NotFound)?;
            if !payable(&event, &locked) {
                return Err(ErrorCode::BookingNotPayable.into());
            }
            if being_paid(tx, booking).await? {
                return Err(ErrorCode::PaymentInProgress.into());
            }
            let opened = opened_by_its_code(tx, booking).await?;
            let typed = input.promo_code.as_deref().map(str::trim).unwrap_or_default();
            // Else one use of it would open a hidden type to as many bookings as somebody likes.
            if typed.is_empty() && !opened.is_empty() {
                return Err(Failure::field("promo_code", FieldProblem::Required).into());
            }
            let off = take_code_off(tx, booking).await?;
            if !typed.is_empty() {
                apply(tx, &locked, typed, &opened, actor).await?;
            } else if off {
                let entry = Entry::new(actor, AuditAction::BookingDiscounted, booking);
                entry.event(locked.event).changed("promo_code").record(tx).await?;
            }
            load_own(tx, user, booking).await?.ok_or_else(|| Error::from(ErrorCode::NotFound))
        })
    })
    .await;
    if let Some(look) = look {
        look.end(hub, is_wrong(&changed)).await;
    }
    changed
}

/// The hidden types that a code opens, before a use of it is taken; none of an event without types. A
/// wrong code is refused before anything is said of the types.
pub(super) async fn opened(
    tx: &mut PgConnection,
    event: EventId,
    user: UserId,
    typed: &str,
) -> Result<Vec<TicketTypeId>, Error> {
    let has_types: Option<bool> = sqlx::query_scalar("SELECT typed FROM events WHERE id = $1")
        .bind(event)
        .fetch_optional(&mut *tx)
        .await?;
    if has_types != Some(true) {
        return Ok(Vec::new());
    }
    let code = normal_code(typed).ok_or_else(invalid_promo_code)?;
    let offer = promotions::look(tx, &code, event, Some(user)).await?;
    Ok(offer.ok_or_else(invalid_promo_code)?.opens)
}

/// The types of a booking that are hidden.
pub(super) async fn hidden_items(
    tx: &mut PgConnection,
    booking: BookingId,
) -> Result<Vec<TicketTypeId>, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT t.id FROM booking_items i JOIN ticket_types t ON t.id = i.ticket_type_id
         WHERE i.booking_id = $1 AND t.hidden",
    )
    .bind(booking)
    .fetch_all(tx)
    .await
}

/// The hidden types of a booking that its own code has opened.
async fn opened_by_its_code(
    tx: &mut PgConnection,
    booking: BookingId,
) -> Result<Vec<TicketTypeId>, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT t.id FROM bookings b JOIN booking_items i ON i.booking_id = b.id
             JOIN ticket_types t ON t.id = i.ticket_type_id AND t.hidden
             JOIN promotion_ticket_types l ON l.promotion_id = b.promotion_id
                 AND l.ticket_type_id = t.id
         WHERE b.id = $1",
    )
    .bind(booking)
    .fetch_all(tx)
    .await
}

/// Takes a use of the code and lays its discount over what it is for of the booking, which has none. The
/// code must open each of the `hidden` types.
pub(super) async fn apply(
    tx: &mut PgConnection,
    booking: &LockedBooking,
    typed: &str,
    hidden: &[TicketTypeId],
    actor: Actor,
) -> Result<(), Error> {
    let price = booking.price();
    let code = normal_code(typed).ok_or_else(invalid_promo_code)?;
    // A code that brings nothing is not used up.
    if price.is_zero() && !booking.typed {
        return Err(invalid_promo_code().into());
    }
    let offer = promotions::take(tx, &code, booking.event, price.currency, booking.user)
        .await?
        .ok_or_else(invalid_promo_code)?;
    let items = store::item_prices(tx, booking.id).await?;
    let of_it = items.iter().filter(|(of, _)| offer.covers(*of));
    let of_it: Decimal = of_it.map(|(_, price)| *price).sum();
    let covered = if booking.typed { Money::new(of_it, price.currency) } else { price };
    let discount = offer.discount(covered);
    let opens = items.iter().any(|(of, _)| offer.opens.contains(of));
    if discount.is_zero() && offer.types.is_none() {
        return Err(invalid_promo_code().into());
    }
    if hidden.iter().any(|of| !offer.opens.contains(of)) || discount.is_zero() && !opens {
        return Err(code_for_others().into());
    }
    store::set_discount(tx, booking, discount, &offer, &code).await?;
    let entry = Entry::new(actor, AuditAction::BookingDiscounted, booking.id).event(booking.event);
    entry
        .change("promo_code", None::<&str>, code)
        .change("discount", Money::zero(price.currency), discount)
        .record(tx)
        .await?;
    if booking.status == BookingStatus::Pending && price.less(discount).is_zero() {
        confirm_and_tell(tx, booking, actor).await?;
    }
    Ok(())
}

fn payable(event: &LockedEvent, booking: &LockedBooking) -> bool {
    booking.status == BookingStatus::Pending
        && booking.hold_expires_at.is_some_and(|until| until > event.now)
        && !event.cancelled()
}

async fn being_paid(tx: &mut PgConnection, booking: BookingId) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT EXISTS (SELECT FROM payments WHERE booking_id = $1 AND status = 'PENDING')",
    )
    .bind(booking)
    .fetch_one(tx)
    .await
}
