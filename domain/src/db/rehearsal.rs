//! Rehearsals: work that is done and taken back in one transaction, to say what it would bring about.

use super::Db;
use futures::future::BoxFuture;
use sqlx::postgres::PgConnection;

/// What a transaction that must not commit ends with.
enum Taken<T, E> {
    Back(T),
    Refused(E),
}

impl<T, E: From<sqlx::Error>> From<sqlx::Error> for Taken<T, E> {
    fn from(error: sqlx::Error) -> Self {
        Self::Refused(error.into())
    }
}

impl Db {
    /// What [`Db::write`] would answer at this moment; nothing of it stays, and nobody is told.
    ///
    /// # Errors
    /// As [`Db::write`].
    pub(crate) async fn rehearse<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: for<'c> FnOnce(&'c mut PgConnection) -> BoxFuture<'c, Result<T, E>> + Send + 'static,
        T: Send + 'static,
        E: From<sqlx::Error> + Send + 'static,
    {
        let taken: Result<(), Taken<T, E>> = self
            .unseen()
            .write(move |tx| {
                Box::pin(async move {
                    match work(tx).await {
                        Ok(value) => Err(Taken::Back(value)),
                        Err(error) => Err(Taken::Refused(error)),
                    }
                })
            })
            .await;
        match taken {
            Err(Taken::Back(value)) => Ok(value),
            Err(Taken::Refused(error)) => Err(error),
            Ok(()) => unreachable!("a rehearsal does not commit"),
        }
    }
}
