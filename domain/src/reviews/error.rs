//! What can go wrong with reviews.

use crate::events::EventError;
use crate::failure::from_database;
use types::{ErrorCode, Failure};

#[derive(Debug, thiserror::Error)]
pub enum ReviewError {
    /// There is no such review, or the caller may not know of it.
    #[error("there is no such review")]
    NotFound,
    /// Not logged in, or not the author or an admin.
    #[error("denied: {0}")]
    Denied(ErrorCode),
    /// The event it is about cannot be seen.
    #[error(transparent)]
    Event(#[from] EventError),
    #[error("invalid: {0}")]
    Invalid(Failure),
    #[error("no confirmed booking")]
    NotAttended,
    #[error("the event is not over")]
    EventNotEnded,
    #[error("there is a review by this person already")]
    AlreadyReviewed,
    /// What was hidden is not taken away and written anew.
    #[error("the review is hidden")]
    Hidden,
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

impl From<ReviewError> for Failure {
    fn from(error: ReviewError) -> Self {
        match error {
            ReviewError::NotFound => ErrorCode::NotFound.into(),
            ReviewError::Denied(code) => code.into(),
            ReviewError::Event(error) => error.into(),
            ReviewError::Invalid(failure) => failure,
            ReviewError::NotAttended => ErrorCode::NotAttended.into(),
            ReviewError::EventNotEnded => ErrorCode::EventNotEnded.into(),
            ReviewError::AlreadyReviewed => ErrorCode::AlreadyReviewed.into(),
            ReviewError::Hidden => ErrorCode::ReviewHidden.into(),
            ReviewError::Database(error) => from_database(&error),
        }
    }
}
