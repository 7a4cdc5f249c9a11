//! The answers that are kept, and who is at work on one: for one request or for many at once.

use super::{Answer, Refusal, Request};
use serde::de::DeserializeOwned;
use sqlx::postgres::PgConnection;
use std::collections::{HashMap, HashSet};
use types::ErrorCode;

/// What is known of a request before its work is done.
#[derive(Debug)]
pub(crate) enum LookUp {
    /// Not seen before, and locked until the transaction ends; so are all requests without a key.
    Free,
    /// Another transaction is at work on it.
    Running,
    /// An earlier one of the same requests, which are not to be done twice in one transaction.
    Twice,
    Stored(Stored),
}

/// An answer that was given.
#[derive(Debug, sqlx::FromRow)]
pub(crate) struct Stored {
    place: i64,
    request_hash: Vec<u8>,
    status: i32,
    body: serde_json::Value,
}

impl Stored {
    pub(crate) fn replay<T: DeserializeOwned>(
        self,
        request: &Request,
    ) -> Result<Answer<T>, Refusal> {
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

/// Waits until no other transaction is at work on the request, as long as any lock is waited for.
pub(super) async fn wait_for(tx: &mut PgConnection, request: &Request) -> Result<(), sqlx::Error> {
    sqlx::query("SELECT pg_advisory_xact_lock($1)").bind(request.lock()).execute(tx).await?;
    Ok(())
}

/// What is known of each, in their order.
pub(crate) async fn look_up_each(
    tx: &mut PgConnection,
    requests: &[Option<&Request>],
) -> Result<Vec<LookUp>, sqlx::Error> {
    // Of two with one key in this transaction the lock would let both through.
    let mut seen = HashSet::new();
    let first: Vec<_> = requests
        .iter()
        .map(|request| request.filter(|request| seen.insert((request.user, &request.key))))
        .collect();
    let locks: Vec<_> = first.iter().map(|request| request.map(Request::lock)).collect();
    let locked: Vec<Option<bool>> = sqlx::query_scalar(
        "SELECT pg_try_advisory_xact_lock(lock)
         FROM unnest($1::bigint[]) WITH ORDINALITY AS request (lock, place) ORDER BY place",
    )
    .bind(locks)
    .fetch_all(&mut *tx)
    .await?;
    // A statement of its own: its snapshot must be taken under the locks.
    let stored: Vec<Stored> = sqlx::query_as(
        "SELECT place, request_hash, status, body
         FROM unnest($1::uuid[], $2::text[]) WITH ORDINALITY AS request (user_id, key, place)
         JOIN idempotency_keys AS kept USING (user_id, key)
         WHERE kept.status IS NOT NULL
           AND kept.created_at > clock_timestamp() - interval '24 hours'",
    )
    .bind(first.iter().map(|request| request.map(|it| it.user)).collect::<Vec<_>>())
    .bind(first.iter().map(|request| request.map(|it| it.key.0.as_str())).collect::<Vec<_>>())
    .fetch_all(tx)
    .await?;
    let mut stored: HashMap<_, _> = stored.into_iter().map(|row| (row.place, row)).collect();
    let of_each = requests.iter().zip(first).zip(locked).zip(1_i64..);
    Ok(of_each
        .map(|(((request, first), locked), place)| match locked {
            _ if request.is_none() => LookUp::Free,
            _ if first.is_none() => LookUp::Twice,
            Some(false) => LookUp::Running,
            _ => stored.remove(&place).map_or(LookUp::Free, LookUp::Stored),
        })
        .collect())
}

/// Keeps the answers, each with its HTTP status.
pub(crate) async fn store_each(
    tx: &mut PgConnection,
    answers: Vec<(&Request, u16, Result<serde_json::Value, serde_json::Error>)>,
) -> Result<(), sqlx::Error> {
    if answers.is_empty() {
        return Ok(());
    }
    let bodies: Result<Vec<_>, _> = answers.iter().map(|(.., body)| body.as_ref()).collect();
    let bodies = bodies.map_err(|error| sqlx::Error::Encode(error.to_string().into()))?;
    sqlx::query(
        "INSERT INTO idempotency_keys (user_id, key, request_hash, status, body)
         SELECT * FROM unnest($1::uuid[], $2::text[], $3::bytea[], $4::int[], $5::jsonb[])
         ON CONFLICT (user_id, key) DO UPDATE
         SET request_hash = excluded.request_hash, status = excluded.status,
             body = excluded.body, created_at = clock_timestamp()",
    )
    .bind(answers.iter().map(|(request, ..)| request.user).collect::<Vec<_>>())
    .bind(answers.iter().map(|(request, ..)| request.key.0.as_str()).collect::<Vec<_>>())
    .bind(answers.iter().map(|(request, ..)| request.hash.as_slice()).collect::<Vec<_>>())
    .bind(answers.iter().map(|(_, status, _)| i32::from(*status)).collect::<Vec<_>>())
    .bind(bodies)
    .execute(tx)
    .await?;
    Ok(())
}
