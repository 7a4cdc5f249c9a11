//! What can go wrong, one enum a use case.

use super::password::HashingError;
use crate::failure::from_database;
use types::{ErrorCode, Failure};

#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    #[error(transparent)]
    Invalid(#[from] Failure),
    #[error("there is an account with this e-mail already")]
    EmailTaken,
    #[error(transparent)]
    Hashing(#[from] HashingError),
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

impl From<RegisterError> for Failure {
    fn from(error: RegisterError) -> Self {
        match error {
            RegisterError::Invalid(failure) => failure,
            RegisterError::EmailTaken => ErrorCode::EmailTaken.into(),
            RegisterError::Hashing(error) => error.into(),
            RegisterError::Database(error) => from_database(&error),
        }
    }
}

/// The command line makes an admin under the same rules as a registration.
pub type CreateAdminError = RegisterError;

#[derive(Debug, thiserror::Error)]
pub enum LoginError {
    #[error("the e-mail or the password is wrong")]
    InvalidCredentials,
    #[error("too many failed log-ins")]
    TooManyAttempts { retry_after: u32 },
    #[error(transparent)]
    Hashing(#[from] HashingError),
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

impl From<LoginError> for Failure {
    fn from(error: LoginError) -> Self {
        match error {
            LoginError::InvalidCredentials => ErrorCode::InvalidCredentials.into(),
            LoginError::TooManyAttempts { retry_after } => {
                Self { retry_after: Some(retry_after), ..Self::new(ErrorCode::TooManyRequests) }
            }
            LoginError::Hashing(error) => error.into(),
            LoginError::Database(error) => from_database(&error),
        }
    }
}

#[derive(Debug, thiserror::Error)]
pub enum RefreshError {
    #[error("log in first")]
    Unauthenticated,
    #[error("the token is not valid or has expired")]
    Invalid,
    #[error("the token was used before")]
    Reused,
    #[error("an access token could not be signed")]
    Signing,
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

impl From<RefreshError> for Failure {
    fn from(error: RefreshError) -> Self {
        match error {
            RefreshError::Unauthenticated => ErrorCode::Unauthenticated.into(),
            RefreshError::Invalid => ErrorCode::TokenInvalid.into(),
            RefreshError::Reused => ErrorCode::TokenReused.into(),
            RefreshError::Signing => ErrorCode::Internal.into(),
            RefreshError::Database(error) => from_database(&error),
        }
    }
}

#[derive(Debug, thiserror::Error)]
pub enum ResetError {
    #[error(transparent)]
    Invalid(#[from] Failure),
    #[error("the token is not valid, was used or has expired")]
    TokenInvalid,
    #[error(transparent)]
    Hashing(#[from] HashingError),
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

impl From<OwnPasswordError> for ResetError {
    fn from(error: OwnPasswordError) -> Self {
        match error {
            OwnPasswordError::Hashing(error) => error.into(),
            OwnPasswordError::Database(error) => error.into(),
            refused => Self::Invalid(refused.into()),
        }
    }
}

impl From<ResetError> for Failure {
    fn from(error: ResetError) -> Self {
        match error {
            ResetError::Invalid(failure) => failure,
            ResetError::TokenInvalid => ErrorCode::TokenInvalid.into(),
            ResetError::Hashing(error) => error.into(),
            ResetError::Database(error) => from_database(&error),
        }
    }
}

/// What can go wrong with a link that proves an address.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    #[error(transparent)]
    Refused(#[from] Failure),
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

impl From<ErrorCode> for VerifyError {
    fn from(code: ErrorCode) -> Self {
        Self::Refused(code.into())
    }
}

impl From<VerifyError> for Failure {
    fn from(error: VerifyError) -> Self {
        match error {
            VerifyError::Refused(failure) => failure,
            VerifyError::Database(error) => from_database(&error),
        }
    }
}

#[derive(Debug, thiserror::Error)]
pub enum ProfileError {
    #[error(transparent)]
    Refused(#[from] Failure),
    #[error("there is no such account")]
    NotFound,
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

impl From<ErrorCode> for ProfileError {
    fn from(code: ErrorCode) -> Self {
        Self::Refused(code.into())
    }
}

impl From<ProfileError> for Failure {
    fn from(error: ProfileError) -> Self {
        match error {
            ProfileError::Refused(failure) => failure,
            ProfileError::NotFound => ErrorCode::NotFound.into(),
            ProfileError::Database(error) => from_database(&error),
        }
    }
}

/// What is done only with one's own password at hand.
#[derive(Debug, thiserror::Error)]
pub enum OwnPasswordError {
    #[error(transparent)]
    Refused(#[from] Failure),
    #[error("too many wrong passwords")]
    TooManyAttempts { retry_after: u32 },
    #[error(transparent)]
    Hashing(#[from] HashingError),
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

impl From<ErrorCode> for OwnPasswordError {
    fn from(code: ErrorCode) -> Self {
        Self::Refused(code.into())
    }
}

impl From<VerifyError> for OwnPasswordError {
    fn from(error: VerifyError) -> Self {
        match error {
            VerifyError::Refused(failure) => failure.into(),
            VerifyError::Database(error) => error.into(),
        }
    }
}

impl From<LoginError> for OwnPasswordError {
    fn from(error: LoginError) -> Self {
        match error {
            LoginError::InvalidCredentials => ErrorCode::InvalidCredentials.into(),
            LoginError::TooManyAttempts { retry_after } => Self::TooManyAttempts { retry_after },
            LoginError::Hashing(error) => error.into(),
            LoginError::Database(error) => error.into(),
        }
    }
}

impl From<RefreshError> for OwnPasswordError {
    fn from(error: RefreshError) -> Self {
        match error {
            RefreshError::Database(error) => error.into(),
            error => Self::Refused(error.into()),
        }
    }
}

impl From<OwnPasswordError> for Failure {
    fn from(error: OwnPasswordError) -> Self {
        match error {
            OwnPasswordError::Refused(failure) => failure,
            OwnPasswordError::TooManyAttempts { retry_after } => {
                Self { retry_after: Some(retry_after), ..Self::new(ErrorCode::TooManyRequests) }
            }
            OwnPasswordError::Hashing(error) => error.into(),
            OwnPasswordError::Database(error) => from_database(&error),
        }
    }
}

/// What can go wrong when an admin looks after accounts.
#[derive(Debug, thiserror::Error)]
pub enum ManageError {
    #[error("denied: {0}")]
    Denied(ErrorCode),
    #[error("there is no such account")]
    NotFound,
    #[error("nobody else is an admin")]
    LastAdmin,
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

impl From<ManageError> for Failure {
    fn from(error: ManageError) -> Self {
        match error {
            ManageError::Denied(code) => code.into(),
            ManageError::NotFound => ErrorCode::NotFound.into(),
            ManageError::LastAdmin => ErrorCode::LastAdmin.into(),
            ManageError::Database(error) => from_database(&error),
        }
    }
}
