//! The port to a payment provider.

use crate::Error;
use chrono::{DateTime, Utc};
use std::time::Duration;
use types::ids::PaymentId;
use types::payments::{PaymentMethod, PaymentOutcome};

/// A payment that is about to be started.
#[derive(Clone, Copy)]
pub struct NewPayment<'a> {
    pub id: PaymentId,
    pub method: PaymentMethod,
    /// The digits of the card, checked; never stored.
    pub card: Option<&'a str>,
}

/// A payment as the provider knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The provider's name for it.
    pub reference_id: String,
    /// For a provider that lives in this process: what it will say, and when.
    pub settles: Option<(PaymentOutcome, Duration)>,
}

/// What a provider says of a payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderEvent {
    pub provider: &'static str,
    /// The provider's own name for this message.
    pub event_id: String,
    pub reference_id: String,
    pub outcome: PaymentOutcome,
}

pub trait PaymentProvider: Send + Sync + std::fmt::Debug {
    fn name(&self) -> &'static str;

    fn open(&self, payment: NewPayment<'_>) -> Opened;

    /// What became of a payment whose outcome was never told; `None` where the provider will say so
    /// by itself.
    fn inquire(&self, _card_last4: Option<&str>) -> Option<PaymentOutcome> {
        None
    }

    /// The header that carries a callback's signature.
    fn signature_header(&self) -> &'static str;

    /// Reads a callback whose signature matches its raw body and whose time is close to `now`.
    ///
    /// # Errors
    /// The signature is missing, wrong or too old, or the body is not one of the provider's.
    fn verify(
        &self,
        signature: Option<&str>,
        body: &[u8],
        now: DateTime<Utc>,
    ) -> Result<ProviderEvent, Error>;
}
