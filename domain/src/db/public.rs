//! Public reads: what anybody may ask for, however often, bounded in time and in number.

use super::Db;
use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgConnection, Postgres};
use sqlx::{AssertSqlSafe, Executor as _};
use std::ops::{Deref, DerefMut};
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::OwnedSemaphorePermit;

/// How long a request waits for its turn before it is refused with `Retry-After`.
const WAIT: Duration = Duration::from_secs(1);
/// How long the statement of a cancelled request is waited for.
const END: Duration = Duration::from_secs(5);
/// Public reads at once: more would only make each slower.
const AT_ONCE_MAX: u32 = 16;

/// How many public reads run at once, so that they never take every connection.
pub(super) fn at_once(max_connections: u32) -> usize {
    usize::try_from((max_connections / 2).clamp(1, AT_ONCE_MAX)).unwrap_or(1)
}

/// A connection in a read transaction.
#[derive(Debug)]
pub struct PublicRead {
    held: Option<Held>,
}

#[derive(Debug)]
struct Held {
    connection: PoolConnection<Postgres>,
    permit: OwnedSemaphorePermit,
}

impl Db {
    /// A connection for a public read.
    ///
    /// # Errors
    /// Too many read already, or no connection came free in time.
    pub async fn public(&self) -> Result<PublicRead, sqlx::Error> {
        let turn = self.public.clone().acquire_owned();
        let permit = tokio::time::timeout(WAIT, turn)
            .await
            .map_err(|_| sqlx::Error::PoolTimedOut)?
            .map_err(|_| sqlx::Error::PoolClosed)?;
        let connection = self.pool.acquire().await?;
        let mut read = PublicRead { held: Some(Held { connection, permit }) };
        let time = self.deadlines.public.as_millis();
        let begin = format!("BEGIN READ ONLY; SET LOCAL statement_timeout = {time}");
        read.execute(AssertSqlSafe(begin)).await?;
        Ok(read)
    }
}

impl Deref for PublicRead {
    type Target = PgConnection;

    fn deref(&self) -> &PgConnection {
        match &self.held {
            Some(held) => &held.connection,
            None => unreachable!("what is held goes when this is dropped"),
        }
    }
}

impl DerefMut for PublicRead {
    fn deref_mut(&mut self) -> &mut PgConnection {
        match &mut self.held {
            Some(held) => &mut held.connection,
            None => unreachable!("what is held goes when this is dropped"),
        }
    }
}

/// The permit lasts as long as the statement: a request that is cancelled leaves it running, and
/// the next one is not let in before it has ended.
impl Drop for PublicRead {
    fn drop(&mut self) {
        let Some(Held { mut connection, permit }) = self.held.take() else { return };
        if let Ok(runtime) = Handle::try_current() {
            runtime.spawn(async move {
                let ended = tokio::time::timeout(END, connection.execute("ROLLBACK")).await;
                if !matches!(ended, Ok(Ok(_))) {
                    // The peer does not answer any more.
                    drop(connection.detach());
                }
                drop(permit);
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::db::Db;
    use crate::failure::from_database;
    use crate::testing::test_hub;
    use types::ErrorCode;

    #[tokio::test]
    async fn a_public_read_has_its_time_writes_nothing_and_is_told_to_nobody() {
        let (_hub, database) = test_hub().await;
        let db = Db::connect(&database.url(), 20).await.unwrap();
        let before = db.version();
        let mut read = db.public().await.unwrap();
        let slow = sqlx::query("SELECT pg_sleep(60)").execute(&mut *read).await.unwrap_err();
        let told = from_database(&slow);
        assert_eq!((told.code, told.retry_after), (ErrorCode::Unavailable, Some(1)));
        drop(read);
        let mut read = db.public().await.unwrap();
        let written = sqlx::query("DELETE FROM events").execute(&mut *read).await.unwrap_err();
        let code = written.as_database_error().and_then(|error| error.code().map(String::from));
        assert_eq!(code.as_deref(), Some("25006"));
        assert_eq!(db.version(), before);
    }

    #[tokio::test]
    async fn public_reads_never_take_every_connection() {
        let (hub, _database) = test_hub().await;
        let mut held = Vec::new();
        while hub.db.public.available_permits() > 0 {
            held.push(hub.db.public().await.unwrap());
        }
        let refused = hub.db.public().await.unwrap_err();
        assert!(matches!(refused, sqlx::Error::PoolTimedOut));
        hub.db.read().await.unwrap();
        held.clear();
        hub.db.public().await.unwrap();
    }

    #[tokio::test]
    async fn who_hangs_up_keeps_their_turn_until_the_statement_has_ended() {
        let (hub, database) = test_hub().await;
        let db = Db::connect(&database.url(), 20).await.unwrap();
        let all = db.public.available_permits();
        let slow = async {
            let mut read = db.public().await.unwrap();
            sqlx::query("SELECT pg_sleep(60)").execute(&mut *read).await
        };
        let running = || async {
            let count: i64 = sqlx::query_scalar(
                "SELECT count(*) FROM pg_stat_activity \
                 WHERE query LIKE 'SELECT pg_sleep(60)%' AND state = 'active' \
                 AND datname = current_database()",
            )
            .fetch_one(hub.db.pool())
            .await
            .unwrap();
            count
        };
        tokio::select! {
            _ = slow => unreachable!("it sleeps"),
            () = async { while running().await == 0 {} } => {}
        }
        assert_eq!(db.public.available_permits(), all - 1);
        while db.public.available_permits() < all {
            tokio::task::yield_now().await;
        }
        assert_eq!(running().await, 0, "the turn was given away before the work had ended");
    }
}
