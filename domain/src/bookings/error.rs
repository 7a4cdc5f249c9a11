//! What is refused of bookings with more than a code.

use super::cancel::Cancelled;
use crate::Error;
use chrono::{DateTime, Utc};
use types::{ErrorCode, Failure, FieldError, FieldProblem};

/// Why no seats were booked.
#[derive(Debug, thiserror::Error)]
pub(super) enum BookError {
    /// Another of the same person's claims was first: nothing happened, and the same claim is made
    /// again.
    #[error("nothing happened; another try may work")]
    TryAgain,
    #[error(transparent)]
    Other(#[from] Error),
}

impl From<sqlx::Error> for BookError {
    fn from(error: sqlx::Error) -> Self {
        Self::Other(error.into())
    }
}

impl From<Failure> for BookError {
    fn from(failure: Failure) -> Self {
        Self::Other(failure.into())
    }
}

impl From<ErrorCode> for BookError {
    fn from(code: ErrorCode) -> Self {
        Self::Other(code.into())
    }
}

impl From<BookError> for Failure {
    fn from(error: BookError) -> Self {
        match error {
            BookError::TryAgain => {
                Self { retry_after: Some(1), ..Self::new(ErrorCode::Unavailable) }
            }
            BookError::Other(error) => error.into(),
        }
    }
}

/// With how many seats can be booked this moment.
pub(super) fn sold_out(seats_available: i32) -> Failure {
    Failure { seats_available: Some(seats_available), ..Failure::new(ErrorCode::SoldOut) }
}

/// With how many seats one person may have.
pub(super) fn per_person_limit(limit: i32) -> Failure {
    Failure { limit: Some(limit), ..Failure::new(ErrorCode::PerPersonLimit) }
}

/// The code's refusal, told beside its field too.
pub(super) fn invalid_promo_code() -> Failure {
    let field = FieldError {
        field: "promo_code".into(),
        problem: FieldProblem::PromoCodeInvalid,
        limit: None,
    };
    Failure { fields: vec![field], ..Failure::new(ErrorCode::InvalidPromoCode) }
}

/// A code that is good, but lowers the price of none of the seats and opens none of their types.
pub(super) fn code_for_others() -> Failure {
    let field = FieldError {
        field: "promo_code".into(),
        problem: FieldProblem::PromoCodeForOthers,
        limit: None,
    };
    Failure { fields: vec![field], ..Failure::new(ErrorCode::PromoCodeForOthers) }
}

impl Cancelled {
    pub(super) fn ok(self) -> Result<(), Error> {
        match self {
            Self::Done => Ok(()),
            Self::Used(at) => Err(used(at).into()),
        }
    }
}

/// With when somebody was let in.
pub(super) fn used(at: DateTime<Utc>) -> Failure {
    Failure { checked_in_at: Some(at), ..Failure::new(ErrorCode::AlreadyCheckedIn) }
}
