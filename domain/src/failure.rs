//! From what the database says to what people are told.

use types::{ErrorCode, Failure};

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
