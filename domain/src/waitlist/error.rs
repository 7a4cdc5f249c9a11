//! What can go wrong on a waitlist.

use crate::events::EventError;
use crate::failure::from_database;
use types::{ErrorCode, Failure};

#[derive(Debug, thiserror::Error)]
pub enum WaitlistError {
    #[error("nobody is logged in")]
    Unauthenticated,
    #[error("the input is not valid: {0}")]
    Invalid(Failure),
    #[error(transparent)]
    Event(#[from] EventError),
    #[error("the event is a draft, cancelled or has started")]
    EventNotBookable,
    #[error("that many of {seats_available} seats can be booked now")]
    SeatsAvailable { seats_available: i32 },
    #[error("one person may have {limit} seats of the event")]
    PerPersonLimit { limit: i32 },
    #[error("they wait already")]
    AlreadyWaiting,
    #[error("they do not wait")]
    NotOnWaitlist,
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

impl From<WaitlistError> for Failure {
    fn from(error: WaitlistError) -> Self {
        match error {
            WaitlistError::Unauthenticated => ErrorCode::Unauthenticated.into(),
            WaitlistError::Invalid(failure) => failure,
            WaitlistError::Event(error) => error.into(),
            WaitlistError::EventNotBookable => ErrorCode::EventNotBookable.into(),
            WaitlistError::SeatsAvailable { seats_available } => Self {
                seats_available: Some(seats_available),
                ..Self::new(ErrorCode::SeatsAvailable)
            },
            WaitlistError::PerPersonLimit { limit } => {
                Self { limit: Some(limit), ..Self::new(ErrorCode::PerPersonLimit) }
            }
            WaitlistError::AlreadyWaiting => ErrorCode::AlreadyWaiting.into(),
            WaitlistError::NotOnWaitlist => ErrorCode::NotOnWaitlist.into(),
            WaitlistError::Database(error) => from_database(&error),
        }
    }
}
