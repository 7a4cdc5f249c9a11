//! What can go wrong with sessions.

use crate::events::EventError;
use crate::failure::from_database;
use types::{ErrorCode, Failure};

#[derive(Debug, thiserror::Error)]
pub enum SessionError {
    #[error("there is no such session")]
    NotFound,
    #[error("denied: {0}")]
    Denied(ErrorCode),
    /// The event it belongs to refuses.
    #[error(transparent)]
    Event(#[from] EventError),
    #[error("invalid: {0}")]
    Invalid(Failure),
    /// The room or the speaker is taken at that time.
    #[error("conflict: {0}")]
    Conflict(ErrorCode),
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

impl From<SessionError> for Failure {
    fn from(error: SessionError) -> Self {
        match error {
            SessionError::NotFound => ErrorCode::NotFound.into(),
            SessionError::Event(error) => error.into(),
            SessionError::Invalid(failure) => failure,
            SessionError::Denied(code) | SessionError::Conflict(code) => code.into(),
            SessionError::Database(error) => from_database(&error),
        }
    }
}
