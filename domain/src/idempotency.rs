//! Requests that are safe to repeat: the first answer is stored in the transaction that gave it.
//!
//! A repeat with the same body gets the stored answer, one with another body is refused, and one
//! that comes while the first still runs is told so. Refusals are answers too; only what failed on
//! our side is not stored, since trying again may work.

use crate::Hub;
use crate::failure::from_database;
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
#[derive(Clone, Debug, PartialEq, Eq)]
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
        Self { user, key, hash: mac.finalize().into_bytes().into() }
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
                match look_up(tx, &request).await? {
                    LookUp::Running => {
                        return Ok(Err(ErrorCode::RequestInProgress.into()));
                    }
                    LookUp::Stored(stored) => return Ok(stored.replay(&request)),
                    LookUp::Free => {}
                }
                let mut savepoint = tx.begin().await?;
                match work(&mut savepoint).await {
                    Ok(value) => {
                        savepoint.commit().await?;
                        store(tx, &request, 200, serde_json::to_value(&value)).await?;
                        Ok(Ok(Answer::fresh(value)))
                    }
                    Err(error) => {
                        let failure: Failure = error.into();
                        if failure.code.status() >= 500 {
                            return Err(Interrupted(failure.into()));
                        }
                        savepoint.rollback().await?;
                        let body = serde_json::to_value(&failure);
                        store(tx, &request, failure.code.status(), body).await?;
                        Ok(Err(failure.into()))
                    }
                }
            })
        })
        .await;
    done.unwrap_or_else(|Interrupted(refusal)| Err(refusal))
}

enum LookUp {
    Running,
    Stored(Stored),
    Free,
}

#[derive(sqlx::FromRow)]
struct Stored {
    request_hash: Vec<u8>,
    status: i32,
    body: serde_json::Value,
}

impl Stored {
    fn replay<T: DeserializeOwned>(self, request: &Request) -> Result<Answer<T>, Refusal> {
        if self.request_hash != request.hash {
            return Err(ErrorCode::IdempotencyKeyReused.into());
        }
        let unreadable = |error: serde_json::Error| {
            tracing::error!(%error, "a stored answer cannot be read");
            Refusal::from(ErrorCode::Internal)
        };
        if self.status < 400 {
            let value = serde_json::from_value(self.body).map_err(unreadable)?;
            Ok(Answer { value, replayed: true })
        } else {
            let failure = serde_json::from_value(self.body).map_err(unreadable)?;
            Err(Refusal { failure, replayed: true })
        }
    }
}

async fn look_up(tx: &mut PgConnection, request: &Request) -> Result<LookUp, sqlx::Error> {
    let acquired: bool = sqlx::query_scalar("SELECT pg_try_advisory_xact_lock($1)")
        .bind(request.lock())
        .fetch_one(&mut *tx)
        .await?;
    if !acquired {
        return Ok(LookUp::Running);
    }
    // A statement of its own: its snapshot must be taken under the lock.
    let stored: Option<Stored> = sqlx::query_as(
        "SELECT request_hash, status, body FROM idempotency_keys
         WHERE user_id = $1 AND key = $2 AND status IS NOT NULL
           AND created_at > clock_timestamp() - interval '24 hours'",
    )
    .bind(request.user.0)
    .bind(&request.key.0)
    .fetch_optional(tx)
    .await?;
    Ok(stored.map_or(LookUp::Free, LookUp::Stored))
}

async fn store(
    tx: &mut PgConnection,
    request: &Request,
    status: u16,
    body: Result<serde_json::Value, serde_json::Error>,
) -> Result<(), sqlx::Error> {
    let body = body.map_err(|error| sqlx::Error::Encode(error.into()))?;
    sqlx::query(
        "INSERT INTO idempotency_keys (user_id, key, request_hash, status, body)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (user_id, key) DO UPDATE
         SET request_hash = excluded.request_hash, status = excluded.status,
             body = excluded.body, created_at = clock_timestamp()",
    )
    .bind(request.user.0)
    .bind(&request.key.0)
    .bind(request.hash.as_slice())
    .bind(i32::from(status))
    .bind(body)
    .execute(tx)
    .await?;
    Ok(())
}

/// Forgets the answers that are kept no longer; says how many.
///
/// # Errors
/// What the database says.
pub async fn sweep(hub: &Hub) -> Result<u64, sqlx::Error> {
    hub.db
        .statement(|connection| {
            Box::pin(async move {
                sqlx::query(
                    "DELETE FROM idempotency_keys
                     WHERE created_at <= clock_timestamp() - interval '24 hours'",
                )
                .execute(connection)
                .await
                .map(|done| done.rows_affected())
            })
        })
        .await
}
