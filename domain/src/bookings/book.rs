//! Booking seats.

use super::claim::{Claim, Items, claim, claim_opened, claim_queued};
use super::error::BookError;
use super::locked::lock;
use super::promo;
use super::read::load_own;
use crate::accounts::{Bearer, identify_bearer};
use crate::idempotency::{Answer, IdempotencyKey, Refusal, Request, once};
use crate::promotions::Try;
use crate::{Actor, Error, Hub, events, network};
use sqlx::postgres::PgConnection;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use types::bookings::{BookInput, Booking};
use types::ids::{EventId, UserId};
use types::{ErrorCode, Failure, Via};

/// Who books.
#[derive(Clone, Copy, Debug)]
pub enum Claimant {
    /// Somebody whose account was looked up.
    Known(Actor),
    /// An access token with a valid signature, whose account was not.
    Bearer(Bearer),
}

impl From<Actor> for Claimant {
    fn from(actor: Actor) -> Self {
        Self::Known(actor)
    }
}

impl From<Bearer> for Claimant {
    fn from(bearer: Bearer) -> Self {
        Self::Bearer(bearer)
    }
}

/// Books seats: PENDING with a hold, or CONFIRMED at once where nothing is to be paid.
///
/// # Errors
/// `sold_out` with the seats that are left, `waitlist_first` where they are promised to people who
/// wait, `per_person_limit` with how many seats one person may have, `event_not_bookable`,
/// `sale_not_open`, `sale_ended`, `ticket_type_required` where the event has several on sale,
/// `not_found`, `invalid_promo_code`, `promo_code_for_others`, `validation_failed`, and what an idempotency key can say; for
/// an access token also `token_invalid`, where the account was disabled or reset.
pub async fn book(
    hub: &Hub,
    claimant: impl Into<Claimant>,
    input: BookInput,
    key: Option<IdempotencyKey>,
) -> Result<Answer<Booking>, Refusal> {
    let checked = input.check();
    match claimant.into() {
        Claimant::Known(actor) => book_known(hub, actor, input, checked, key).await,
        Claimant::Bearer(bearer) if key.is_none() && code(&input).is_none() && checked.is_ok() => {
            book_by_token(hub, bearer, &input).await
        }
        // Anything but the plain claim authenticates first: no error tells a revoked token anything.
        Claimant::Bearer(bearer) => {
            let actor = identify_bearer(hub, bearer).await?.actor;
            book_known(hub, actor, input, checked, key).await
        }
    }
}

/// The refusal of a request that cannot be read: the account is looked up first, and then the event,
/// if the request names one.
pub async fn refuse_unread(
    hub: &Hub,
    bearer: Bearer,
    event: Option<EventId>,
    failure: Failure,
) -> Failure {
    let checked = async {
        let actor = identify_bearer(hub, bearer).await?.actor;
        if let Some(event) = event {
            events::may_take_part(hub, actor, &event.to_string()).await?;
        }
        Ok::<_, Error>(())
    };
    checked.await.err().map_or(failure, Failure::from)
}

async fn book_known(
    hub: &Hub,
    actor: Actor,
    input: BookInput,
    checked: Result<(), Failure>,
    key: Option<IdempotencyKey>,
) -> Result<Answer<Booking>, Refusal> {
    let user = actor.require_user()?;
    if let Err(failure) = checked {
        events::may_take_part(hub, actor, &input.event.to_string()).await?;
        return Err(failure.into());
    }
    let wanted = wanted(hub, user, &input);
    let code = code(&input).map(str::to_owned);

    let request = key.map(|key| Request::new(hub, user, key, "book", &input));
    if let Some(code) = code {
        let look = Try::begin(hub, user).await?;
        let booked = in_transaction(hub, request, wanted, Some((actor, code))).await;
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

/// The claiming statement checks the account together with the seats, under its lock, so that a rush
/// reads each account once.
async fn book_by_token(
    hub: &Hub,
    bearer: Bearer,
    input: &BookInput,
) -> Result<Answer<Booking>, Refusal> {
    let wanted = wanted(hub, bearer.user, input);
    let at_once = Claim { version: Some(bearer.version), session: Some(bearer.session), ..wanted };
    if let Some(answer) = claim_queued(hub, at_once, None).await {
        return answer;
    }
    identify_bearer(hub, bearer).await?;
    book_alone(hub, wanted).await
}

fn wanted(hub: &Hub, user: UserId, input: &BookInput) -> Claim {
    let seats = |quantity: i64| i32::try_from(quantity).unwrap_or(i32::MAX);
    let quantity = input.quantity.map_or_else(
        || input.items.iter().fold(0, |sum, item| seats(item.quantity).saturating_add(sum)),
        seats,
    );
    Claim {
        event: input.event,
        user,
        version: None,
        session: None,
        quantity,
        items: Items::of(&input.items),
        hold: hub.settings.booking_hold,
        via: input.via.as_deref().and_then(Via::parse),
        client: network::client(),
    }
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
    code: Option<(Actor, String)>,
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
    (actor, code): (Actor, String),
) -> Result<Booking, BookError> {
    let opened = promo::opened(tx, wanted.event, wanted.user, &code).await?;
    let booking = claim_opened(tx, wanted, &opened).await?;
    let (_, locked) = lock(tx, booking.id).await?.ok_or(ErrorCode::NotFound)?;
    // It may have changed since it was looked at; now its use is taken.
    let hidden = promo::hidden_items(tx, booking.id).await?;
    promo::apply(tx, &locked, &code, &hidden, actor).await?;
    load_own(tx, wanted.user, booking.id).await?.ok_or_else(|| ErrorCode::NotFound.into())
}
