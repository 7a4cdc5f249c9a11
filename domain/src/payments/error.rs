//! What can go wrong with a payment.

use crate::failure::from_database;
use types::{ErrorCode, Failure};

#[derive(Debug, thiserror::Error)]
pub enum PayError {
    #[error("nobody is logged in")]
    Unauthenticated,
    #[error("there is no such booking of theirs")]
    NotFound,
    #[error("a payment is under way")]
    InProgress,
    #[error("the booking is paid")]
    AlreadyPaid,
    #[error("the booking's hold has lapsed, or it costs nothing, or its event was cancelled")]
    NotPayable,
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

impl From<PayError> for Failure {
    fn from(error: PayError) -> Self {
        match error {
            PayError::Unauthenticated => ErrorCode::Unauthenticated.into(),
            PayError::NotFound => ErrorCode::NotFound.into(),
            PayError::InProgress => ErrorCode::PaymentInProgress.into(),
            PayError::AlreadyPaid => ErrorCode::AlreadyPaid.into(),
            PayError::NotPayable => ErrorCode::BookingNotPayable.into(),
            PayError::Database(error) => from_database(&error),
        }
    }
}

/// Reading a payment and simulating its callback.
#[derive(Debug, thiserror::Error)]
pub enum PaymentError {
    #[error("nobody is logged in")]
    Unauthenticated,
    #[error("there is no such payment of theirs")]
    NotFound,
    #[error("only the mock provider's callbacks can be simulated")]
    NotMock,
    #[error("the input is not valid: {0}")]
    Invalid(Failure),
    #[error(transparent)]
    Webhook(#[from] WebhookError),
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

impl From<PaymentError> for Failure {
    fn from(error: PaymentError) -> Self {
        match error {
            PaymentError::Unauthenticated => ErrorCode::Unauthenticated.into(),
            PaymentError::NotFound => ErrorCode::NotFound.into(),
            PaymentError::NotMock => ErrorCode::Forbidden.into(),
            PaymentError::Invalid(failure) => failure,
            PaymentError::Webhook(error) => error.into(),
            PaymentError::Database(error) => from_database(&error),
        }
    }
}

#[derive(Debug, thiserror::Error)]
pub enum WebhookError {
    #[error("there is no such provider")]
    UnknownProvider,
    #[error("there is no such payment")]
    UnknownPayment,
    #[error("the signature is missing, wrong or too old")]
    SignatureInvalid,
    #[error("the body is not a callback")]
    Malformed,
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

impl From<WebhookError> for Failure {
    fn from(error: WebhookError) -> Self {
        match error {
            WebhookError::UnknownProvider | WebhookError::UnknownPayment => {
                ErrorCode::NotFound.into()
            }
            WebhookError::SignatureInvalid => ErrorCode::SignatureInvalid.into(),
            WebhookError::Malformed => ErrorCode::MalformedBody.into(),
            WebhookError::Database(error) => from_database(&error),
        }
    }
}
