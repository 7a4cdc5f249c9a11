//! What can go wrong at the door.

use crate::events::EventError;
use crate::failure::from_database;
use chrono::{DateTime, Utc};
use types::{ErrorCode, Failure};

#[derive(Debug, thiserror::Error)]
pub enum AttendanceError {
    #[error("the input is not valid: {0}")]
    Invalid(Failure),
    /// Not there, or not the caller's.
    #[error(transparent)]
    Event(#[from] EventError),
    #[error("there is no such ticket for this event")]
    NotFound,
    #[error("the ticket was given back")]
    GivenBack,
    #[error("seen at the door at {0}")]
    AlreadyCheckedIn(DateTime<Utc>),
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

impl From<AttendanceError> for Failure {
    fn from(error: AttendanceError) -> Self {
        match error {
            AttendanceError::Invalid(failure) => failure,
            AttendanceError::Event(error) => error.into(),
            AttendanceError::NotFound => ErrorCode::NotFound.into(),
            AttendanceError::GivenBack => ErrorCode::BookingNotConfirmed.into(),
            AttendanceError::AlreadyCheckedIn(at) => {
                Self { checked_in_at: Some(at), ..Self::new(ErrorCode::AlreadyCheckedIn) }
            }
            AttendanceError::Database(error) => from_database(&error),
        }
    }
}
