//! Exchanges that were not paid in time give their seats back, exactly once.

use super::super::locked::lock;
use super::open::{self, ExchangeEnd};
use crate::sweep::{Run, SweepError};
use crate::{Actor, Hub, Settings};
use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use types::ids::{BookingId, EventId, ExchangeId, TicketId};

/// Ends an exchange whose time to be paid is over; says whether this call did it.
///
/// # Errors
/// What the database says.
pub async fn lapse_exchange(hub: &Hub, exchange: ExchangeId) -> Result<bool, sqlx::Error> {
    let settings = hub.settings.clone();
    hub.db.write(move |tx| Box::pin(async move { lapse_in(tx, exchange, &settings).await })).await
}

async fn lapse_in(
    tx: &mut PgConnection,
    exchange: ExchangeId,
    settings: &Settings,
) -> Result<bool, sqlx::Error> {
    let due: Option<(BookingId, TicketId)> = sqlx::query_as(
        "SELECT booking_id, ticket_id FROM ticket_exchanges
         WHERE id = $1 AND status = 'OPEN' AND hold_expires_at <= clock_timestamp()",
    )
    .bind(exchange)
    .fetch_optional(&mut *tx)
    .await?;
    let Some((booking, ticket)) = due else { return Ok(false) };
    let Some((_, booking)) = lock(tx, booking).await? else { return Ok(false) };
    // Asked again under the lock: it may have been paid or given up meanwhile.
    let of = (exchange, ticket);
    open::give_back(tx, Actor::Anonymous, &booking, of, ExchangeEnd::Expired, settings).await
}

/// Ends those of these exchanges whose time is over. One that fails keeps no other from it.
///
/// # Errors
/// Some failed; the others are done.
pub async fn lapse_exchanges(hub: &Hub, exchanges: &[ExchangeId]) -> Result<u64, SweepError> {
    let mut run = Run::default();
    match due_among(hub, exchanges).await {
        Ok(due) => lapse_all(hub, &due, &mut run).await,
        Err(error) => run.note("the exchanges", None, Err(error)),
    }
    run.finish()
}

/// An exchange whose time is over.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
struct Due {
    id: ExchangeId,
    event_id: EventId,
    hold_expires_at: DateTime<Utc>,
}

async fn due_among(hub: &Hub, exchanges: &[ExchangeId]) -> Result<Vec<Due>, sqlx::Error> {
    let mut connection = hub.db.read().await?;
    sqlx::query_as(
        "SELECT x.id, b.event_id, x.hold_expires_at
         FROM ticket_exchanges x JOIN bookings b ON b.id = x.booking_id
         WHERE x.id = ANY($1) AND x.status = 'OPEN' AND x.hold_expires_at <= clock_timestamp()
         ORDER BY x.hold_expires_at, x.id",
    )
    .bind(exchanges)
    .fetch_all(&mut *connection)
    .await
}

async fn lapse_all(hub: &Hub, due: &[Due], run: &mut Run) {
    for hold in due {
        let event = hold.event_id;
        if !run.leaves_out(event) {
            let lapsed = lapse_exchange(hub, hold.id).await.map(u64::from);
            run.note(format_args!("exchange {}", hold.id), Some(event), lapsed);
        }
    }
}

/// Exchanges that are looked up at once.
const PAGE: usize = 500;
/// Pages a run, so that it ends.
const PAGES: usize = 20;

/// The safety net: ends exchanges whose own job did not, some time after they were due. However many
/// fail, those behind them have their turn.
///
/// # Errors
/// Some failed; the others are done.
pub async fn lapse_exchanges_due(hub: &Hub) -> Result<u64, SweepError> {
    let mut run = Run::default();
    let mut after = None;
    for _ in 0..PAGES {
        let due = match page_due(hub, after).await {
            Ok(due) => due,
            Err(error) => {
                run.note("the due exchanges", None, Err(error));
                break;
            }
        };
        lapse_all(hub, &due, &mut run).await;
        after = due.last().copied();
        if due.len() < PAGE {
            break;
        }
    }
    run.finish()
}

async fn page_due(hub: &Hub, after: Option<Due>) -> Result<Vec<Due>, sqlx::Error> {
    let mut connection = hub.db.read().await?;
    sqlx::query_as(
        "SELECT x.id, b.event_id, x.hold_expires_at
         FROM ticket_exchanges x JOIN bookings b ON b.id = x.booking_id
         WHERE x.status = 'OPEN' AND x.hold_expires_at <= clock_timestamp() - interval '30 seconds'
           AND ($1::timestamptz IS NULL OR (x.hold_expires_at, x.id) > ($1, $2))
         ORDER BY x.hold_expires_at, x.id LIMIT $3",
    )
    .bind(after.map(|due| due.hold_expires_at))
    .bind(after.map(|due| due.id))
    .bind(i64::try_from(PAGE).unwrap_or(i64::MAX))
    .fetch_all(&mut *connection)
    .await
}
