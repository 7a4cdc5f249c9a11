//! Why a session does not go on: what shows a token does one thing or another by it.

use crate::Error;
use types::{ErrorCode, Failure};

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

impl From<RefreshError> for Error {
    fn from(error: RefreshError) -> Self {
        let code = match error {
            RefreshError::Unauthenticated => ErrorCode::Unauthenticated,
            RefreshError::Invalid => ErrorCode::TokenInvalid,
            RefreshError::Reused => ErrorCode::TokenReused,
            RefreshError::Signing => ErrorCode::Internal,
            RefreshError::Database(error) => return error.into(),
        };
        code.into()
    }
}

impl From<RefreshError> for Failure {
    fn from(error: RefreshError) -> Self {
        Error::from(error).into()
    }
}
