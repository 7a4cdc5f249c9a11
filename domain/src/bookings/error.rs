//! What can go wrong with a booking.

use super::cancel::Cancelled;
use crate::failure::from_database;
use chrono::{DateTime, Utc};
use types::{ErrorCode, Failure, FieldError, FieldProblem};

#[derive(Debug, thiserror::Error)]
pub enum BookError {
    #[error("nobody is logged in")]
    Unauthenticated,
    #[error("the input is not valid: {0}")]
    Invalid(Failure),
    #[error("there is no such event")]
    NotFound,
    #[error("{seats_available} seats are left")]
    SoldOut { seats_available: i32 },
    #[error("the event is a draft, cancelled or has started")]
    EventNotBookable,
    #[error("the free seats are promised to people who wait")]
    WaitlistFirst,
    #[error("one person may have {limit} seats of the event")]
    PerPersonLimit { limit: i32 },
    #[error("nothing happened; another try may work")]
    TryAgain,
    #[error("the promo code cannot be used here")]
    InvalidPromoCode,
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

impl From<BookError> for Failure {
    fn from(error: BookError) -> Self {
        match error {
            BookError::Unauthenticated => ErrorCode::Unauthenticated.into(),
            BookError::Invalid(failure) => failure,
            BookError::NotFound => ErrorCode::NotFound.into(),
            BookError::SoldOut { seats_available } => {
                Self { seats_available: Some(seats_available), ..Self::new(ErrorCode::SoldOut) }
            }
            BookError::EventNotBookable => ErrorCode::EventNotBookable.into(),
            BookError::WaitlistFirst => ErrorCode::WaitlistFirst.into(),
            BookError::PerPersonLimit { limit } => {
                Self { limit: Some(limit), ..Self::new(ErrorCode::PerPersonLimit) }
            }
            BookError::TryAgain => {
                Self { retry_after: Some(1), ..Self::new(ErrorCode::Unavailable) }
            }
            BookError::InvalidPromoCode => invalid_promo_code(),
            BookError::Database(error) => from_database(&error),
        }
    }
}

impl From<PromoError> for BookError {
    fn from(error: PromoError) -> Self {
        match error {
            PromoError::Database(error) => error.into(),
            PromoError::Unauthenticated => Self::Unauthenticated,
            PromoError::NotFound => Self::NotFound,
            PromoError::InvalidPromoCode
            | PromoError::NotPayable
            | PromoError::PaymentInProgress => Self::InvalidPromoCode,
        }
    }
}

/// The code's refusal, told beside its field too.
fn invalid_promo_code() -> Failure {
    let field = FieldError {
        field: "promo_code".into(),
        problem: FieldProblem::PromoCodeInvalid,
        limit: None,
    };
    Failure { fields: vec![field], ..Failure::new(ErrorCode::InvalidPromoCode) }
}

/// Putting a promo code on a held booking.
#[derive(Debug, thiserror::Error)]
pub enum PromoError {
    #[error("nobody is logged in")]
    Unauthenticated,
    #[error("there is no such booking of theirs")]
    NotFound,
    #[error("the booking's hold has lapsed, or it is paid, or its event was cancelled")]
    NotPayable,
    #[error("a payment is under way")]
    PaymentInProgress,
    #[error("the promo code cannot be used here")]
    InvalidPromoCode,
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

impl From<PromoError> for Failure {
    fn from(error: PromoError) -> Self {
        match error {
            PromoError::Unauthenticated => ErrorCode::Unauthenticated.into(),
            PromoError::NotFound => ErrorCode::NotFound.into(),
            PromoError::NotPayable => ErrorCode::BookingNotPayable.into(),
            PromoError::PaymentInProgress => ErrorCode::PaymentInProgress.into(),
            PromoError::InvalidPromoCode => invalid_promo_code(),
            PromoError::Database(error) => from_database(&error),
        }
    }
}

/// Reading, cancelling and confirming a booking.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    #[error("nobody is logged in")]
    Unauthenticated,
    #[error("there is no such booking of theirs")]
    NotFound,
    #[error("the event has started")]
    NotCancellable,
    #[error("somebody was let in with it at {0}")]
    Used(DateTime<Utc>),
    #[error("the booking is not confirmed")]
    NotConfirmed,
    #[error("only an offer that costs nothing is confirmed like that")]
    NotConfirmable,
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

impl Cancelled {
    pub(super) fn ok(self) -> Result<(), ChangeError> {
        match self {
            Self::Done => Ok(()),
            Self::Used(at) => Err(ChangeError::Used(at)),
        }
    }
}

impl From<ChangeError> for Failure {
    fn from(error: ChangeError) -> Self {
        match error {
            ChangeError::Unauthenticated => ErrorCode::Unauthenticated.into(),
            ChangeError::NotFound => ErrorCode::NotFound.into(),
            ChangeError::NotCancellable => ErrorCode::BookingNotCancellable.into(),
            ChangeError::Used(at) => {
                Self { checked_in_at: Some(at), ..Self::new(ErrorCode::AlreadyCheckedIn) }
            }
            ChangeError::NotConfirmed => ErrorCode::BookingNotConfirmed.into(),
            ChangeError::NotConfirmable => ErrorCode::BookingNotConfirmable.into(),
            ChangeError::Database(error) => from_database(&error),
        }
    }
}
