//! INV-11: a client that goes away changes nothing. Its request's future is dropped halfway; the
//! write is there in full or not at all, and the connection is clean.

use super::support::{attendee, book, event, execute, in_balance, sold, somebody_waits};
use crate::testing::test_hub;
use chrono::{DateTime, Utc};
use sqlx::postgres::PgPoolOptions;
use sqlx::{Acquire as _, Executor as _};
use std::time::Duration;
use types::ids::EventId;

/// Waits until a booking of the event is there.
async fn until_sold(hub: &crate::Hub, event: EventId, seats: i64) {
    let done = async {
        while sold(hub, event).await != seats {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), done).await.expect("the booking is made");
}

#[tokio::test]
async fn a_booking_whose_client_went_away_is_made_in_full() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).create(&hub).await);
    let mut holder = hub.db.read().await.unwrap();
    let mut holder = holder.begin().await.unwrap();
    sqlx::query("SELECT FROM events WHERE id = $1 FOR UPDATE")
        .bind(event)
        .execute(&mut *holder)
        .await
        .unwrap();
    let request = tokio::spawn({
        let hub = hub.clone();
        async move { book(&hub, ada, event, 2).await }
    });
    somebody_waits(&hub).await;
    // The browser disconnects: its handler is dropped in the middle of the statement.
    request.abort();
    assert!(request.await.unwrap_err().is_cancelled());
    holder.rollback().await.unwrap();
    until_sold(&hub, event, 2).await;
    in_balance(&hub).await;
    // Every connection of the pool is clean.
    let mut connections = Vec::new();
    for _ in 0..15 {
        let mut connection = hub.db.read().await.unwrap();
        // now() stands still inside a transaction.
        let mut moments = Vec::new();
        for _ in 0..2 {
            let now: DateTime<Utc> =
                sqlx::query_scalar("SELECT now()").fetch_one(&mut *connection).await.unwrap();
            moments.push(now);
        }
        assert_ne!(moments[0], moments[1], "a transaction was left open");
        connections.push(connection);
    }
}

/// Leaves a connection as a cancelled `begin()` can: with a transaction nobody knows of.
async fn leave_a_transaction_open(pool: &sqlx::PgPool) {
    let mut connection = pool.acquire().await.unwrap();
    connection.execute("BEGIN").await.unwrap();
}

async fn write_and_look(pool: &sqlx::PgPool, other: &sqlx::PgPool) -> i64 {
    sqlx::query("INSERT INTO marks VALUES (1)").execute(pool).await.unwrap();
    sqlx::query_scalar("SELECT count(*) FROM marks").fetch_one(other).await.unwrap()
}

#[tokio::test]
async fn the_pool_hands_out_no_connection_with_an_open_transaction() {
    let (hub, database) = test_hub().await;
    execute(&hub, "CREATE TABLE marks (mark integer)").await;
    let ours = crate::Db::connect(&database.url(), 1).await.unwrap();
    leave_a_transaction_open(ours.pool()).await;
    assert_eq!(write_and_look(ours.pool(), hub.db.pool()).await, 1);
}

#[tokio::test]
async fn without_the_rollback_a_later_write_is_lost_although_it_said_ok() {
    let (hub, database) = test_hub().await;
    execute(&hub, "CREATE TABLE marks (mark integer)").await;
    let plain = PgPoolOptions::new().max_connections(1).connect(&database.url()).await.unwrap();
    leave_a_transaction_open(&plain).await;
    assert_eq!(write_and_look(&plain, hub.db.pool()).await, 0, "it said Ok, and nothing is there");
}
