//! Callbacks on their way in: the signature is checked before anything else is believed.

use super::mock::{MockProvider, signed_callback};
use super::outcome::{Effect, apply_outcome};
use super::service::visible;
use super::store;
use crate::ids::new_id;
use crate::{Actor, Error, Hub, network};
use types::ids::PaymentId;
use types::payments::{Payment, PaymentOutcome, SimulateWebhook};
use types::validation::Checks;
use types::{ErrorCode, Failure};

/// Takes a provider's callback; `Ok` means that what it says is committed.
///
/// # Errors
/// `not_found` for an unknown provider, or a payment that is not known (yet): the provider is to
/// call again; `signature_invalid`, `malformed_body`.
pub async fn receive_callback(
    hub: &Hub,
    provider: &str,
    signature: Option<&str>,
    body: &[u8],
) -> Result<Effect, Error> {
    if provider != hub.payments.name() {
        return Err(ErrorCode::NotFound.into());
    }
    let event = hub.payments.verify(signature, body, hub.now())?;
    match network::by_word_of(event.provider, apply_outcome(hub, event)).await? {
        Effect::Unknown => Err(ErrorCode::NotFound.into()),
        effect => Ok(effect),
    }
}

/// Delivers what the mock decided. The event id follows from the payment, so that a job that runs
/// twice says the same thing twice.
///
/// # Errors
/// What the database says.
pub async fn settle_mock(
    hub: &Hub,
    payment: PaymentId,
    outcome: PaymentOutcome,
) -> Result<Effect, Error> {
    let mut connection = hub.db.read().await?;
    let Some((payment, ..)) = store::load(&mut connection, payment).await? else {
        return Ok(Effect::Unknown);
    };
    drop(connection);
    deliver(hub, format!("settle_{}", payment.id), payment.reference_id, outcome).await
}

/// Delivers a callback that the caller makes up, through the same path as a real one.
///
/// # Errors
/// `not_found` for another person's payment, `forbidden` for one that is not the mock's,
/// `validation_failed` for an unusable event id.
pub async fn simulate_webhook(
    hub: &Hub,
    actor: Actor,
    payment: PaymentId,
    input: SimulateWebhook,
) -> Result<Payment, Error> {
    let (found, provider) = visible(hub, actor, payment).await?;
    if provider != MockProvider::NAME {
        return Err(ErrorCode::Forbidden.into());
    }
    let name = event_name(input.event_id.as_deref())?;
    // Prefixed with the payment: a caller cannot use up the id of another payment's callback.
    let event_id = format!("simulated_{payment}_{name}");
    deliver(hub, event_id, found.reference_id, input.status).await?;
    Ok(visible(hub, actor, payment).await?.0)
}

fn event_name(given: Option<&str>) -> Result<String, Failure> {
    let Some(name) = given else { return Ok(new_id().simple().to_string()) };
    let mut checks = Checks::new();
    checks.exact("event_id", name, 1, 100);
    checks.finish()?;
    Ok(name.trim().to_owned())
}

async fn deliver(
    hub: &Hub,
    event_id: String,
    reference_id: String,
    outcome: PaymentOutcome,
) -> Result<Effect, Error> {
    let callback = signed_callback(&hub.settings, event_id, reference_id, outcome, hub.now());
    receive_callback(hub, MockProvider::NAME, Some(&callback.signature), &callback.body).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::test_hub;

    #[tokio::test]
    async fn a_signed_callback_for_a_payment_nobody_knows_is_answered_with_a_404() {
        let (hub, _database) = test_hub().await;
        let said = |id: &str| {
            deliver(&hub, id.into(), "mock_of_another_place".into(), PaymentOutcome::Completed)
        };
        for id in ["evt_1", "evt_1", "evt_2"] {
            let refused = said(id).await.unwrap_err();
            assert_eq!(refused.code(), Some(ErrorCode::NotFound));
        }
    }
}
