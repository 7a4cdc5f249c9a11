//! Doing an action once, or only to see what it would bring about.

use crate::idempotency::{Answer, IdempotencyKey, Refusal, Request, once};
use crate::{Error, Hub};
use futures::future::BoxFuture;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::postgres::PgConnection;
use types::ids::UserId;

/// Whether an action happens.
#[derive(Clone, Debug)]
pub enum Run {
    /// It does, once for this key.
    Real(Option<IdempotencyKey>),
    /// It is done and taken back in one transaction, so that what it answers is what would happen at
    /// this moment; nobody is told.
    Rehearsal,
}

/// Runs `work` in a transaction of its own. `body` is everything that makes two requests the same one.
pub(in crate::bookings) async fn perform<T, F>(
    hub: &Hub,
    user: UserId,
    run: Run,
    (operation, body): (&str, &impl Serialize),
    work: F,
) -> Result<Answer<T>, Refusal>
where
    F: for<'c> FnOnce(&'c mut PgConnection) -> BoxFuture<'c, Result<T, Error>> + Send + 'static,
    T: Serialize + DeserializeOwned + Send + 'static,
{
    match run {
        Run::Real(key) => {
            let request = key.map(|key| Request::new(hub, user, key, operation, body));
            once(hub, request, work).await
        }
        Run::Rehearsal => Ok(Answer::fresh(hub.db.rehearse(work).await?)),
    }
}
