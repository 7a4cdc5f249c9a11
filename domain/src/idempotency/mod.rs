//! Requests that are safe to repeat: the first answer is stored in the transaction that gave it.
//!
//! A repeat with the same body gets the stored answer, one with another body is refused, and one
//! that comes while the first still runs is told so. Refusals are answers too; only what failed on
//! our side is not stored, since trying again may work.

mod store;

use store::wait_for;
pub(crate) use store::{LookUp, look_up_each, store_each};

use crate::failure::from_database;
use crate::{Hub, retention};
use futures::future::BoxFuture;
use hmac::{Hmac, KeyInit as _, Mac as _};
use secrecy::ExposeSecret as _;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};
use sqlx::Connection as _;
use sqlx::postgres::PgConnection;
use types::ids::UserId;
use types::{ErrorCode, Failure, FieldProblem};

/// What a client calls its request: 1 to 255 printable characters.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    pub const MAX: usize = 255;

    /// # Errors
    /// `validation_failed` for the header's name.
    pub fn parse(key: &str) -> Result<Self, Failure> {
        let key = key.trim();
        let problem = match key.chars().count() {
            0 => Some(FieldProblem::Required),
            n if n > Self::MAX => Some(FieldProblem::TooLong),
            _ if key.chars().any(char::is_control) => Some(FieldProblem::InvalidCharacter),
            _ => None,
        };
        match problem {
            Some(problem) => Err(Failure::field("Idempotency-Key", problem)),
            None => Ok(Self(key.to_owned())),
        }
    }
}

/// An answer, and whether it is the stored one of an earlier request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer<T> {
    pub value: T,
    pub replayed: bool,
}

impl<T> Answer<T> {
    pub fn fresh(value: T) -> Self {
        Self { value, replayed: false }
    }
}

/// A refusal, and whether it is the stored one of an earlier request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub failure: Failure,
    pub replayed: bool,
}

impl<F: Into<Failure>> From<F> for Refusal {
    fn from(failure: F) -> Self {
        Self { failure: failure.into(), replayed: false }
    }
}

/// So that `Refusal` can travel through [`crate::Db::write`].
struct Interrupted(Refusal);

impl From<sqlx::Error> for Interrupted {
    fn from(error: sqlx::Error) -> Self {
        Self(from_database(&error).into())
    }
}

/// One request under a key.
#[derive(Clone, Debug)]
pub struct Request {
    user: UserId,
    key: IdempotencyKey,
    hash: [u8; 32],
    waits: bool,
    keeps_refusals: bool,
}

impl Request {
    /// `body` is everything that makes two requests the same one. It is keyed before it is
    /// stored, so that a card number cannot be guessed from it.
    pub fn new(
        hub: &Hub,
        user: UserId,
        key: IdempotencyKey,
        operation: &str,
        body: &impl Serialize,
    ) -> Self {
        let secret = hub.settings.secret_key.expose_secret().as_bytes();
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret) else {
            unreachable!("HMAC takes a key of any length");
        };
        mac.update(b"idempotency\0");
        mac.update(operation.as_bytes());
        mac.update(b"\0");
        // A body that came in as JSON goes out as JSON.
        mac.update(&serde_json::to_vec(body).unwrap_or_default());
        let hash = mac.finalize().into_bytes().into();
        Self { user, key, hash, waits: false, keeps_refusals: true }
    }

    /// While the first of the same requests runs, waits for its answer: of two clicks a browser
    /// shows what the second is answered.
    #[must_use]
    pub fn waiting(self) -> Self {
        Self { waits: true, ..self }
    }

    /// A refusal is no answer: the next of these requests may say what was missing.
    #[must_use]
    pub fn until_done(self) -> Self {
        Self { keeps_refusals: false, ..self }
    }

    /// The advisory lock that says this request is running.
    fn lock(&self) -> i64 {
        let mut digest = Sha256::new();
        digest.update(self.user.0.as_bytes());
        digest.update(self.key.0.as_bytes());
        let bytes: [u8; 32] = digest.finalize().into();
        i64::from_be_bytes(std::array::from_fn(|index| bytes[index]))
    }
}

/// Runs `work` in a transaction of its own, once per key.
///
/// # Errors
/// What `work` refuses; `request_in_progress`; `idempotency_key_reused`.
pub async fn once<T, E, F>(
    hub: &Hub,
    request: Option<Request>,
    work: F,
) -> Result<Answer<T>, Refusal>
where
    F: for<'c> FnOnce(&'c mut PgConnection) -> BoxFuture<'c, Result<T, E>> + Send + 'static,
    T: Serialize + DeserializeOwned + Send + 'static,
    E: Into<Failure> + Send + 'static,
{
    let done: Result<Result<Answer<T>, Refusal>, Interrupted> = hub
        .db
        .write(move |tx| {
            Box::pin(async move {
                let Some(request) = request else {
                    let value = work(tx).await.map_err(|error| Interrupted(error.into().into()))?;
                    return Ok(Ok(Answer::fresh(value)));
                };
                if request.waits {
                    wait_for(tx, &request).await?;
                }
                match look_up_each(tx, &[Some(&request)]).await?.pop() {
                    Some(LookUp::Running) => {
                        return Ok(Err(ErrorCode::RequestInProgress.into()));
                    }
                    Some(LookUp::Stored(stored)) => return Ok(stored.replay(&request)),
                    Some(LookUp::Free | LookUp::Twice) | None => {}
                }
                let mut savepoint = tx.begin().await?;
                match work(&mut savepoint).await {
                    Ok(value) => {
                        savepoint.commit().await?;
                        store_each(tx, vec![(&request, 200, serde_json::to_value(&value))]).await?;
                        Ok(Ok(Answer::fresh(value)))
                    }
                    Err(error) => {
                        let failure: Failure = error.into();
                        if failure.code.status() >= 500 || !request.keeps_refusals {
                            return Err(Interrupted(failure.into()));
                        }
                        savepoint.rollback().await?;
                        let body = serde_json::to_value(&failure);
                        store_each(tx, vec![(&request, failure.code.status(), body)]).await?;
                        Ok(Err(failure.into()))
                    }
                }
            })
        })
        .await;
    done.unwrap_or_else(|Interrupted(refusal)| Err(refusal))
}

/// Forgets the answers that are kept no longer; says how many.
///
/// # Errors
/// What the database says; what was forgotten before it stays so.
pub async fn sweep(hub: &Hub) -> Result<u64, sqlx::Error> {
    retention::forget(hub, "idempotency_keys").await
}
