//! What buyers do with payments.

use super::exchanges;
use super::mock::MockProvider;
use super::provider::NewPayment;
use super::store::{self, BookingState};
use crate::accounts;
use crate::audit::Entry;
use crate::db::after_commit::payment_changed;
use crate::idempotency::{Answer, IdempotencyKey, Refusal, Request, once};
use crate::ids::new_id;
use crate::jobs::{SettleMockPayment, enqueue};
use crate::{Actor, Allowed, Error, Hub, bookings};
use sqlx::postgres::PgConnection;
use types::history::AuditAction;
use types::ids::PaymentId;
use types::payments::{PayInput, Payment, PaymentStatus};
use types::validation::card_digits;
use types::{ErrorCode, Money};

/// Starts the payment of a booking that is held, or of the open exchange of one that is confirmed; the
/// provider says later how it ended.
///
/// # Errors
/// `payment_in_progress`, `already_paid`, `booking_not_payable`, `not_found`,
/// `validation_failed`, and what an idempotency key can say.
pub async fn pay(
    hub: &Hub,
    actor: Actor,
    input: PayInput,
    key: Option<IdempotencyKey>,
) -> Result<Answer<Payment>, Refusal> {
    let user = actor.require_user()?;
    if let Err(failure) = input.check() {
        bookings::may_change(hub, actor, input.booking).await?;
        return Err(failure.into());
    }
    let card = input.card_number.as_deref().and_then(card_digits);
    let id = PaymentId(new_id());
    let opened =
        hub.payments.open(NewPayment { id, method: input.payment_method, card: card.as_deref() });
    let start = store::Start {
        id,
        booking: input.booking,
        user,
        provider: hub.payments.name(),
        method: input.payment_method,
        reference_id: opened.reference_id,
        card_last4: card
            .as_deref()
            .and_then(|digits| digits.get(digits.len() - 4..))
            .map(Into::into),
    };
    let settle = opened
        .settles
        .map(|(outcome, delay)| (SettleMockPayment { payment: id, outcome }, hub.now() + delay));
    let request = key.map(|key| {
        Request::new(hub, user, key, "pay", &(input.booking, input.payment_method, &card))
    });
    let booking = input.booking;
    once(hub, request, move |tx| {
        Box::pin(async move {
            accounts::acting(tx, actor).await?;
            let payment = match store::start(tx, &start).await? {
                Some(payment) => payment,
                None => match exchanges::start(tx, &start).await? {
                    Some(payment) => payment,
                    None => return Err(Error::from(refused(tx, &start).await?)),
                },
            };
            payment_changed(user, booking);
            let amount = Money::new(payment.amount, payment.currency);
            Entry::new(actor, AuditAction::PaymentStarted, payment.id)
                .booking(booking)
                .change("status", None::<&str>, PaymentStatus::Pending.as_str())
                .change("amount", None::<Money>, amount)
                .record(tx)
                .await?;
            if let Some((job, at)) = settle {
                enqueue(tx, &job, Some(at)).await?;
            }
            Ok(payment)
        })
    })
    .await
}

/// Why nothing can be paid of a booking.
async fn refused(tx: &mut PgConnection, start: &store::Start) -> Result<ErrorCode, sqlx::Error> {
    let state = store::booking_state(tx, start.booking).await?;
    Ok(match state.filter(|state| state.owner == start.user) {
        None => ErrorCode::NotFound,
        Some(BookingState { paying: true, .. }) => ErrorCode::PaymentInProgress,
        Some(BookingState { paid: true, exchanging: false, .. }) => ErrorCode::AlreadyPaid,
        Some(_) => ErrorCode::BookingNotPayable,
    })
}

/// A payment of the caller's own, or any for an admin.
///
/// # Errors
/// `unauthenticated`; `not_found` for another person's.
pub async fn get(hub: &Hub, actor: Actor, payment: PaymentId) -> Result<Payment, Error> {
    Ok(visible(hub, actor, payment).await?.0)
}

/// Whether the caller may say how a payment went.
///
/// # Errors
/// `unauthenticated`; `not_found` for another person's, `forbidden` for one that is not the mock's.
pub async fn may_settle(hub: &Hub, actor: Actor, payment: PaymentId) -> Result<Allowed, Error> {
    let (_, provider) = visible(hub, actor, payment).await?;
    if provider == MockProvider::NAME {
        Ok(Allowed::looked())
    } else {
        Err(ErrorCode::Forbidden.into())
    }
}

/// The payment and its provider, if the caller may see it.
pub(super) async fn visible(
    hub: &Hub,
    actor: Actor,
    payment: PaymentId,
) -> Result<(Payment, String), Error> {
    actor.require_user()?;
    let mut connection = hub.db.read().await?;
    match store::load(&mut connection, payment).await? {
        Some((payment, owner, provider)) if actor.owns(owner) => Ok((payment, provider)),
        _ => Err(ErrorCode::NotFound.into()),
    }
}
