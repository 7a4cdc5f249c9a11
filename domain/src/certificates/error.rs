//! What can go wrong with certificates.

use crate::events::EventError;
use crate::failure::from_database;
use types::{ErrorCode, Failure};

#[derive(Debug, thiserror::Error)]
pub enum CertificateError {
    /// Unknown or revoked: nobody is told which.
    #[error("there is no such certificate")]
    NotFound,
    #[error("denied: {0}")]
    Denied(ErrorCode),
    /// The event refuses: not there, or not the caller's.
    #[error(transparent)]
    Event(#[from] EventError),
    /// The event's state refuses: not over, cancelled, never published.
    #[error("refused: {0}")]
    Refused(ErrorCode),
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

impl From<CertificateError> for Failure {
    fn from(error: CertificateError) -> Self {
        match error {
            CertificateError::NotFound => ErrorCode::NotFound.into(),
            CertificateError::Denied(code) | CertificateError::Refused(code) => code.into(),
            CertificateError::Event(error) => error.into(),
            CertificateError::Database(error) => from_database(&error),
        }
    }
}
