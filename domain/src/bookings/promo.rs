//! A promo code on a booking that is still to be paid.

use super::book::is_wrong;
use super::code_use::take_code_off;
use super::confirm::confirm_and_tell;
use super::error::invalid_promo_code;
use super::locked::{LockedBooking, LockedEvent, lock};
use super::read::load_own;
use super::store;
use crate::accounts;
use crate::audit::Entry;
use crate::idempotency::{Answer, IdempotencyKey, Refusal, Request, once};
use crate::promotions::Try;
use crate::{Actor, Error, Hub, promotions};
use sqlx::postgres::PgConnection;
use types::bookings::{Booking, BookingStatus};
use types::history::AuditAction;
use types::ids::BookingId;
use types::promotions::{PromoCodeInput, normal_code};
use types::{ErrorCode, Money};

/// Puts a code on a held booking of the caller's own, in the place of the one it has, or takes it
/// off. Where nothing is left to pay, the booking is confirmed at once.
///
/// # Errors
/// `not_found`, `booking_not_payable` once the hold is over, `payment_in_progress`,
/// `invalid_promo_code`, `too_many_requests` after too many of those; then the booking keeps the code
/// it had.
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
            let off = take_code_off(tx, booking).await?;
            let typed = input.promo_code.as_deref().map(str::trim).unwrap_or_default();
            if !typed.is_empty() {
                apply(tx, &locked, typed, actor).await?;
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

/// Takes a use of the code and lays its discount over the booking, which has none.
pub(super) async fn apply(
    tx: &mut PgConnection,
    booking: &LockedBooking,
    typed: &str,
    actor: Actor,
) -> Result<(), Error> {
    let price = booking.price();
    let code = normal_code(typed).ok_or_else(invalid_promo_code)?;
    // A code that brings nothing is not used up.
    if price.is_zero() {
        return Err(invalid_promo_code().into());
    }
    let taken = promotions::take(tx, &code, booking.event, price.currency, booking.user)
        .await?
        .ok_or_else(invalid_promo_code)?;
    let discount = promotions::policy::discount(taken.kind, taken.value, price);
    store::set_discount(tx, booking, discount, taken.promotion, &code).await?;
    let entry = Entry::new(actor, AuditAction::BookingDiscounted, booking.id).event(booking.event);
    entry
        .change("promo_code", None::<&str>, code)
        .change("discount", Money::zero(price.currency), discount)
        .record(tx)
        .await?;
    if price.less(discount).is_zero() {
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
