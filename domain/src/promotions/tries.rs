//! Codes cannot be guessed at leisure: only so many wrong ones an hour, of each account and of each
//! network. A try is counted before the code is looked up and given back when it was no guess, so
//! that many at once do not slip through.

use crate::Hub;
use crate::failure::from_database;
use crate::network;
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::postgres::PgConnection;
use types::ids::UserId;
use types::{ErrorCode, Failure};

const WINDOW: TimeDelta = TimeDelta::hours(1);
const OF_AN_ACCOUNT: i32 = 10;
/// A school or an office may share one address.
const OF_A_NETWORK: i32 = 60;
/// Expired windows are deleted by later requests, a few at a time.
const FORGOTTEN: i64 = 20;

/// One look at a code, counted as a wrong one until it is known.
#[derive(Debug)]
#[must_use]
pub(crate) struct Try {
    keys: Vec<String>,
}

enum Refused {
    Until(DateTime<Utc>),
    Database(sqlx::Error),
}

impl From<sqlx::Error> for Refused {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error)
    }
}

impl Try {
    /// # Errors
    /// `too_many_requests` with when to come again.
    pub(crate) async fn begin(hub: &Hub, user: impl Into<Option<UserId>>) -> Result<Self, Failure> {
        let user = user.into();
        let network =
            hub.client.map(|client| (format!("network:{}", network::of(client)), OF_A_NETWORK));
        let account = user.map(|user| (format!("account:{user}"), OF_AN_ACCOUNT));
        let limits: Vec<_> = network.into_iter().chain(account).collect();
        let keys = limits.iter().map(|(key, _)| key.clone()).collect();
        let now = hub.now();
        // No shared page shows it.
        let db = hub.db.unseen();
        let counted = db.write(move |tx| {
            Box::pin(async move {
                forget(tx, now - WINDOW).await?;
                for (key, most) in limits {
                    if let Some(until) = count(tx, &key, most, now).await? {
                        return Err(Refused::Until(until));
                    }
                }
                Ok(())
            })
        });
        match counted.await {
            Ok(()) => Ok(Self { keys }),
            Err(Refused::Database(error)) => Err(from_database(&error)),
            Err(Refused::Until(until)) => {
                let seconds = (until - now).num_seconds().max(0).unsigned_abs() + 1;
                let retry_after = Some(u32::try_from(seconds).unwrap_or(u32::MAX));
                tracing::warn!(user = ?user, "too many wrong promo codes");
                Err(Failure { retry_after, ..Failure::new(ErrorCode::TooManyRequests) })
            }
        }
    }

    /// It is known now whether the code was a wrong one.
    pub(crate) async fn end(self, hub: &Hub, wrong: bool) {
        if wrong {
            return;
        }
        let db = hub.db.unseen();
        let back = db.statement(move |connection| {
            Box::pin(async move {
                sqlx::query(
                    "UPDATE promo_code_tries SET tries = tries - 1 \
                     WHERE key = ANY($1) AND tries > 0",
                )
                .bind(self.keys)
                .execute(connection)
                .await
            })
        });
        // One try fewer for an hour is all that is lost.
        if let Err(error) = back.await {
            tracing::warn!(%error, "a promo code attempt could not be given back");
        }
    }
}

/// Counts one more; when the window is over where it would be one too many.
async fn count(
    tx: &mut PgConnection,
    key: &str,
    most: i32,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, sqlx::Error> {
    let counted = sqlx::query(
        "INSERT INTO promo_code_tries AS t (key, tries, since) VALUES ($1, 1, $2) \
         ON CONFLICT (key) DO UPDATE SET \
             tries = CASE WHEN t.since <= $3 THEN 1 ELSE t.tries + 1 END, \
             since = CASE WHEN t.since <= $3 THEN $2 ELSE t.since END \
         WHERE t.since <= $3 OR t.tries < $4",
    )
    .bind(key)
    .bind(now)
    .bind(now - WINDOW)
    .bind(most)
    .execute(&mut *tx)
    .await?;
    if counted.rows_affected() > 0 {
        return Ok(None);
    }
    let since: Option<DateTime<Utc>> =
        sqlx::query_scalar("SELECT since FROM promo_code_tries WHERE key = $1")
            .bind(key)
            .fetch_optional(tx)
            .await?;
    Ok(Some(since.unwrap_or(now) + WINDOW))
}

async fn forget(tx: &mut PgConnection, before: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query(
        "DELETE FROM promo_code_tries WHERE key IN (SELECT key FROM promo_code_tries \
             WHERE since <= $1 ORDER BY since LIMIT $2 FOR UPDATE SKIP LOCKED)",
    )
    .bind(before)
    .bind(FORGOTTEN)
    .execute(tx)
    .await?;
    Ok(())
}
