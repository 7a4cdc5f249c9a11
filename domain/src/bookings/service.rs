//! What people do with bookings.

use super::cancel::cancel_booking;
use super::claim::{Claim, claim, claim_queued};
use super::confirm::confirm_and_tell;
use super::error::BookError;
use super::locked::lock;
use super::promo;
use super::read::load_own;
use crate::accounts::{self, Bearer, identify_bearer};
use crate::idempotency::{Answer, IdempotencyKey, Refusal, Request, once};
use crate::promotions::Try;
use crate::{Actor, Error, Hub, events};
use sqlx::postgres::PgConnection;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use types::ErrorCode;
use types::bookings::{BookInput, Booking, BookingStatus, CancelReason};
use types::ids::{BookingId, UserId};

/// Books seats: PENDING with a hold, or CONFIRMED at once where nothing is to be paid.
///
/// # Errors
/// `sold_out` with the seats that are left, `waitlist_first` where they are promised to people who
/// wait, `per_person_limit` with how many seats one person may have, `event_not_bookable`,
/// `not_found`,
/// `invalid_promo_code`, `validation_failed`, and what an idempotency key can say.
pub async fn book(
    hub: &Hub,
    actor: Actor,
    input: BookInput,
    key: Option<IdempotencyKey>,
) -> Result<Answer<Booking>, Refusal> {
    let user = actor.require_user()?;
    if let Err(failure) = input.check() {
        events::may_take_part(hub, actor, &input.event.to_string()).await?;
        return Err(failure.into());
    }
    let wanted = wanted(hub, user, &input);
    let code = code(&input).map(str::to_owned);

    let request = key.map(|key| Request::new(hub, user, key, "book", &input));
    if let Some(code) = code {
        let look = Try::begin(hub, user).await?;
        let booked = in_transaction(hub, request, wanted, Some(code)).await;
        look.end(hub, is_wrong(&booked)).await;
        return booked;
    }
    if let Some(answer) = claim_queued(hub, wanted, request.clone()).await {
        return answer;
    }
    if request.is_some() {
        return in_transaction(hub, request, wanted, None).await;
    }
    book_alone(hub, wanted).await
}

/// [`book`] for an access token: the claiming statement checks the account together with the seats,
/// under its lock, so that a rush reads each account once.
///
/// # Errors
/// Those of [`book`], and `token_invalid` where the account was disabled or reset.
pub async fn book_as(
    hub: &Hub,
    bearer: Bearer,
    input: BookInput,
    key: Option<IdempotencyKey>,
) -> Result<Answer<Booking>, Refusal> {
    // What must be looked up or refused says nothing to those it does not know.
    if key.is_some() || code(&input).is_some() || input.check().is_err() {
        let actor = identify_bearer(hub, bearer).await?.actor;
        return book(hub, actor, input, key).await;
    }
    let wanted = wanted(hub, bearer.user, &input);
    let at_once = Claim { version: Some(bearer.version), session: Some(bearer.session), ..wanted };
    if let Some(answer) = claim_queued(hub, at_once, None).await {
        return answer;
    }
    identify_bearer(hub, bearer).await?;
    book_alone(hub, wanted).await
}

fn wanted(hub: &Hub, user: UserId, input: &BookInput) -> Claim {
    let quantity = i32::try_from(input.quantity).unwrap_or(i32::MAX);
    let hold = hub.settings.booking_hold;
    Claim { event: input.event, user, version: None, session: None, quantity, hold }
}

fn code(input: &BookInput) -> Option<&str> {
    input.promo_code.as_deref().map(str::trim).filter(|code| !code.is_empty())
}

/// How often a claim is made that loses against another of the same person's: nothing happened, and
/// the next one sees the other.
const TRIES: usize = 3;

/// Not in a transaction of several statements: see `claim`.
async fn book_alone(hub: &Hub, wanted: Claim) -> Result<Answer<Booking>, Refusal> {
    let mut booked = Err(BookError::TryAgain);
    for _ in 0..TRIES {
        booked = hub.db.statement(move |connection| Box::pin(claim(connection, wanted))).await;
        if !matches!(booked, Err(BookError::TryAgain)) {
            break;
        }
    }
    Ok(Answer::fresh(booked?))
}

/// With a key, a code or both. Only where the claim itself says that nothing happened is it made
/// again.
async fn in_transaction(
    hub: &Hub,
    request: Option<Request>,
    wanted: Claim,
    code: Option<String>,
) -> Result<Answer<Booking>, Refusal> {
    let mut told = Err(BookError::TryAgain.into());
    for _ in 0..TRIES {
        let lost = Arc::new(AtomicBool::new(false));
        let (code, noted) = (code.clone(), lost.clone());
        told = once(hub, request.clone(), move |tx| {
            Box::pin(async move {
                let booked = match code {
                    Some(code) => book_with_code(tx, wanted, code).await,
                    None => claim(tx, wanted).await,
                };
                noted.store(matches!(booked, Err(BookError::TryAgain)), Ordering::SeqCst);
                booked
            })
        })
        .await;
        if !lost.load(Ordering::SeqCst) {
            break;
        }
    }
    told
}

/// Whether a code was looked for that is none.
pub(super) fn is_wrong<T>(told: &Result<Answer<T>, Refusal>) -> bool {
    told.as_ref().is_err_and(|refusal| refusal.failure.code == ErrorCode::InvalidPromoCode)
}

/// The seats and the discount, or neither.
async fn book_with_code(
    tx: &mut PgConnection,
    wanted: Claim,
    code: String,
) -> Result<Booking, BookError> {
    let booking = claim(tx, wanted).await?;
    let (_, locked) = lock(tx, booking.id).await?.ok_or(ErrorCode::NotFound)?;
    promo::apply(tx, &locked, &code).await?;
    load_own(tx, wanted.user, booking.id).await?.ok_or_else(|| ErrorCode::NotFound.into())
}

/// Cancels a booking of the caller's own: frees its seats and refunds what its refund rule says.
/// Cancelling again answers the same and changes nothing.
///
/// # Errors
/// `not_found`, `booking_not_cancellable` once the event has started, `already_checked_in` where
/// one of its tickets was used: the others are cancelled one by one.
pub async fn cancel(
    hub: &Hub,
    actor: Actor,
    booking: BookingId,
    key: Option<IdempotencyKey>,
) -> Result<Answer<Booking>, Refusal> {
    let user = actor.require_user()?;
    let request = key.map(|key| Request::new(hub, user, key, "cancel", &booking));
    let settings = hub.settings.clone();
    once(hub, request, move |tx| {
        Box::pin(async move {
            accounts::acting(tx, actor).await?;
            let (event, locked) = lock(tx, booking)
                .await?
                .filter(|(_, locked)| locked.user == user)
                .ok_or(ErrorCode::NotFound)?;
            if locked.status != BookingStatus::Cancelled {
                let reason = if event.cancelled() {
                    CancelReason::EventCancelled
                } else if event.started() {
                    return Err(ErrorCode::BookingNotCancellable.into());
                } else if locked.offer && locked.status == BookingStatus::Pending {
                    CancelReason::OfferDeclined
                } else {
                    CancelReason::ByAttendee
                };
                cancel_booking(tx, &event, &locked, reason, &settings).await?.ok()?;
            }
            load_own(tx, user, booking).await?.ok_or_else(|| Error::from(ErrorCode::NotFound))
        })
    })
    .await
}

/// Accepts an offer that costs nothing. A booking that is confirmed already answers with itself.
///
/// # Errors
/// `not_found`, `booking_not_confirmable` for everything else.
pub async fn confirm(
    hub: &Hub,
    actor: Actor,
    booking: BookingId,
    key: Option<IdempotencyKey>,
) -> Result<Answer<Booking>, Refusal> {
    let user = actor.require_user()?;
    let request = key.map(|key| Request::new(hub, user, key, "confirm", &booking));
    once(hub, request, move |tx| {
        Box::pin(async move {
            accounts::acting(tx, actor).await?;
            let (event, locked) = lock(tx, booking)
                .await?
                .filter(|(_, locked)| locked.user == user)
                .ok_or(ErrorCode::NotFound)?;
            let open = locked.status == BookingStatus::Pending
                && locked.hold_expires_at.is_some_and(|until| until > event.now);
            let free_offer = locked.offer && locked.total().is_zero();
            if open && free_offer && !event.cancelled() && !event.started() {
                confirm_and_tell(tx, &locked).await?;
            } else if locked.status != BookingStatus::Confirmed {
                return Err(ErrorCode::BookingNotConfirmable.into());
            }
            load_own(tx, user, booking).await?.ok_or_else(|| Error::from(ErrorCode::NotFound))
        })
    })
    .await
}
