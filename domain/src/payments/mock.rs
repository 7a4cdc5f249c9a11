//! A provider that takes no money: the outcome is decided when a payment starts and told later
//! through a signed callback, as a real one would.

use super::chance::{Chance, SystemChance};
use super::provider::{NewPayment, Opened, PaymentProvider, ProviderEvent};
use super::signature;
use crate::Error;
use crate::Settings;
use chrono::{DateTime, Utc};
use secrecy::ExposeSecret as _;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::time::Duration;
use types::ErrorCode;
use types::payments::PaymentOutcome;

/// Always succeeds.
const GOOD_CARD: &str = "4111111111111111";
/// Always fails.
const BAD_CARD: &str = "4000000000000002";

pub struct MockProvider {
    key: [u8; 32],
    success_rate: f64,
    delay: Duration,
    chance: Arc<dyn Chance>,
}

impl std::fmt::Debug for MockProvider {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MockProvider").field("delay", &self.delay).finish_non_exhaustive()
    }
}

/// The body of a callback.
#[derive(Debug, Serialize, Deserialize)]
struct Callback {
    id: String,
    reference_id: String,
    status: PaymentOutcome,
}

/// A callback ready to be delivered.
#[derive(Clone, Debug)]
pub(crate) struct Signed {
    pub(crate) signature: String,
    pub(crate) body: Vec<u8>,
}

impl MockProvider {
    pub const NAME: &'static str = "mock";

    pub fn new(settings: &Settings) -> Self {
        Self {
            key: signing_key(settings),
            success_rate: settings.mock_payment_success_rate,
            delay: settings.mock_payment_delay,
            chance: Arc::new(SystemChance),
        }
    }

    #[must_use]
    pub fn with_chance(mut self, chance: Arc<dyn Chance>) -> Self {
        self.chance = chance;
        self
    }

    fn decide(&self, card: Option<&str>) -> PaymentOutcome {
        let succeeds = match card {
            Some(GOOD_CARD) => true,
            Some(BAD_CARD) => false,
            _ => self.chance.hits(self.success_rate),
        };
        if succeeds { PaymentOutcome::Completed } else { PaymentOutcome::Failed }
    }
}

fn signing_key(settings: &Settings) -> [u8; 32] {
    let secret = settings.secret_key.expose_secret().as_bytes();
    signature::derive_key(secret, "mock payment provider webhooks v1")
}

/// What the mock would send: used by its job and by `simulate-webhook`.
pub(crate) fn signed_callback(
    settings: &Settings,
    event_id: String,
    reference_id: String,
    status: PaymentOutcome,
    now: DateTime<Utc>,
) -> Signed {
    let callback = Callback { id: event_id, reference_id, status };
    let body = serde_json::to_vec(&callback).unwrap_or_default();
    Signed { signature: signature::sign(&signing_key(settings), now, &body), body }
}

impl PaymentProvider for MockProvider {
    fn name(&self) -> &'static str {
        Self::NAME
    }

    fn open(&self, payment: NewPayment<'_>) -> Opened {
        Opened {
            reference_id: format!("mock_{}", payment.id.0.simple()),
            settles: Some((self.decide(payment.card), self.delay)),
        }
    }

    /// Decides anew, the two test cards as ever: nothing but the lost job knew the outcome.
    fn inquire(&self, card_last4: Option<&str>) -> Option<PaymentOutcome> {
        let known = [GOOD_CARD, BAD_CARD];
        let card =
            known.into_iter().find(|card| card_last4.is_some_and(|last| card.ends_with(last)));
        Some(self.decide(card))
    }

    fn signature_header(&self) -> &'static str {
        "mock-signature"
    }

    fn verify(
        &self,
        signature: Option<&str>,
        body: &[u8],
        now: DateTime<Utc>,
    ) -> Result<ProviderEvent, Error> {
        let signed = signature.is_some_and(|given| signature::matches(&self.key, given, body, now));
        if !signed {
            return Err(ErrorCode::SignatureInvalid.into());
        }
        let callback: Callback =
            serde_json::from_slice(body).map_err(|_| ErrorCode::MalformedBody)?;
        for name in [&callback.id, &callback.reference_id] {
            if !(1..=200).contains(&name.chars().count()) || name.contains('\0') {
                return Err(ErrorCode::MalformedBody.into());
            }
        }
        Ok(ProviderEvent {
            provider: Self::NAME,
            event_id: callback.id,
            reference_id: callback.reference_id,
            outcome: callback.status,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::chance::SeededChance;
    use super::*;

    fn outcomes(rate: f64, seed: u64) -> Vec<PaymentOutcome> {
        let mut settings = Settings::new("x".repeat(32), "http://localhost");
        settings.mock_payment_success_rate = rate;
        let mock = MockProvider::new(&settings).with_chance(Arc::new(SeededChance::new(seed)));
        (0..200).map(|_| mock.decide(Some("5555555555554444"))).collect()
    }

    #[test]
    fn the_two_card_numbers_leave_nothing_to_chance() {
        for rate in [0.0, 1.0] {
            let mut settings = Settings::new("x".repeat(32), "http://localhost");
            settings.mock_payment_success_rate = rate;
            let mock = MockProvider::new(&settings);
            assert_eq!(mock.decide(Some(GOOD_CARD)), PaymentOutcome::Completed);
            assert_eq!(mock.decide(Some(BAD_CARD)), PaymentOutcome::Failed);
        }
    }

    #[test]
    fn a_seed_decides_the_rest() {
        assert_eq!(outcomes(0.5, 7), outcomes(0.5, 7));
        assert_ne!(outcomes(0.5, 7), outcomes(0.5, 8));
        assert!(outcomes(1.0, 1).iter().all(|o| *o == PaymentOutcome::Completed));
        assert!(outcomes(0.0, 1).iter().all(|o| *o == PaymentOutcome::Failed));
        let good = outcomes(0.95, 3).iter().filter(|o| **o == PaymentOutcome::Completed).count();
        assert!((170..200).contains(&good), "{good}");
    }
}
