//! From what the database says to what people are told.

use types::{ErrorCode, Failure};

/// What a use case answers where it does not do what it was asked: `?` makes it of a code, of a
/// failure with its fields, and of what the database says. A use case has an enum of its own only
/// where its callers branch by it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("refused: {0}")]
    Refused(Failure),
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

impl Error {
    /// The code of a refusal.
    pub fn code(&self) -> Option<ErrorCode> {
        match self {
            Self::Refused(failure) => Some(failure.code),
            Self::Database(_) => None,
        }
    }
}

impl From<ErrorCode> for Error {
    fn from(code: ErrorCode) -> Self {
        Self::Refused(code.into())
    }
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        Self::Refused(failure)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::Refused(failure) => failure,
            Error::Database(error) => from_database(&error),
        }
    }
}

/// Logs a database error and answers without its text. A lock or a connection that did not come
/// free in time is `unavailable`: the same request may work in a moment.
pub fn from_database(error: &sqlx::Error) -> Failure {
    // 55P03 lock_not_available, 57014 query_canceled (timeout), 40001 and 40P01: try again.
    const BUSY: [&str; 4] = ["55P03", "57014", "40001", "40P01"];
    let busy = match error {
        sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Io(_) => true,
        sqlx::Error::Database(error) => {
            error.code().is_some_and(|code| BUSY.contains(&code.as_ref()))
        }
        _ => false,
    };
    if busy {
        tracing::warn!(%error, "the database is busy");
        Failure { retry_after: Some(1), ..Failure::new(ErrorCode::Unavailable) }
    } else {
        tracing::error!(%error, "a database statement failed");
        Failure::new(ErrorCode::Internal)
    }
}
