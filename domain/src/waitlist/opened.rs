//! A sale that opens at its hour: the seats of its type come free by the clock, without a use case that
//! could promise them.

use super::promise::{Cause, seats_freed};
use crate::Hub;
use crate::sweep::{Run, SweepError};
use types::ids::EventId;

/// Promises the seats of types whose sale has opened to those who wait for them; says of how many
/// events. One that fails keeps no other from it: they are taken in an order that is another one in
/// every run.
///
/// # Errors
/// Some failed; the others are done.
pub async fn promise_opened(hub: &Hub) -> Result<u64, SweepError> {
    let mut run = Run::default();
    match opened(hub).await {
        Ok(events) => {
            for event in events {
                let settings = hub.settings.clone();
                let promised: Result<(), sqlx::Error> = hub
                    .db
                    .write(move |tx| {
                        Box::pin(async move {
                            seats_freed(tx, event, Cause::EventChanged, &settings).await
                        })
                    })
                    .await;
                run.note(format_args!("event {event}"), None, promised.map(|()| 1));
            }
        }
        Err(error) => run.note("the events", None, Err(error)),
    }
    run.finish()
}

async fn opened(hub: &Hub) -> Result<Vec<EventId>, sqlx::Error> {
    let mut connection = hub.db.read().await?;
    sqlx::query_scalar(
        "SELECT id FROM events
         WHERE waitlist_count > 0 AND typed AND status = 'PUBLISHED' AND hidden_at IS NULL
           AND start_date > clock_timestamp() AND waiting_party_fits(id, true)
         ORDER BY random() LIMIT 100",
    )
    .fetch_all(&mut *connection)
    .await
}
