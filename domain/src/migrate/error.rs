//! Why a database could not be brought up to date.

use std::time::Duration;

#[derive(Debug, thiserror::Error)]
pub enum MigrateError {
    #[error("the tables could not be brought up to date: {0}")]
    Tables(#[from] sqlx::migrate::MigrateError),
    #[error("the job queue could not be brought up to date: {0}")]
    Queue(Box<dyn std::error::Error + Send + Sync>),
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    #[error(
        "{what} did not get its lock within {} s; held by {holders}: end what holds it, or start \
         again at a quieter time",
        waited.as_secs()
    )]
    Held { what: String, waited: Duration, holders: String },
}

impl MigrateError {
    /// Whether another session held what was needed, so that a retry may work.
    pub(super) fn is_contention(&self) -> bool {
        // lock_not_available and deadlock_detected.
        self.code().is_some_and(|code| ["55P03", "40P01"].contains(&code.as_str()))
    }

    fn code(&self) -> Option<String> {
        use sqlx::migrate::MigrateError as TableError;
        let error = match self {
            Self::Tables(TableError::Execute(error) | TableError::ExecuteMigration(error, _))
            | Self::Database(error) => error,
            // The queue's own error has no public name; what the database said is its source.
            Self::Queue(error) => {
                let source = error.source()?.downcast_ref::<graphile_worker::DbError>()?;
                return source.code().map(str::to_owned);
            }
            _ => return None,
        };
        error.as_database_error()?.code().map(Into::into)
    }
}
