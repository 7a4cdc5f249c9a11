//! What can go wrong with events and their categories.

use crate::Error;
use crate::failure::from_database;
use types::{ErrorCode, Failure};

#[derive(Debug, thiserror::Error)]
pub enum EventError {
    /// There is no such event, or the caller may not know of it.
    #[error("there is no such event")]
    NotFound,
    /// Not logged in, or not the right role or owner.
    #[error("denied: {0}")]
    Denied(ErrorCode),
    #[error("invalid: {0}")]
    Invalid(Failure),
    /// A rule of the event's state refuses it.
    #[error("refused: {0}")]
    Refused(ErrorCode),
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

impl From<EventError> for Error {
    fn from(error: EventError) -> Self {
        match error {
            EventError::Database(error) => Self::Database(error),
            refused => Self::Refused(refused.into()),
        }
    }
}

impl From<EventError> for Failure {
    fn from(error: EventError) -> Self {
        match error {
            EventError::NotFound => ErrorCode::NotFound.into(),
            EventError::Denied(code) | EventError::Refused(code) => code.into(),
            EventError::Invalid(failure) => failure,
            EventError::Database(error) => from_database(&error),
        }
    }
}
