//! Payments whose outcome was never told: the job that tells it was lost, or is dead.

use super::PaymentProvider;
use crate::Hub;
use crate::jobs::{Job as _, SettleMockPayment, enqueue};
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::postgres::PgConnection;
use sqlx::types::Json;
use types::ids::PaymentId;
use types::payments::PaymentOutcome;

/// How long after a payment should have been settled it is looked after.
const GRACE: TimeDelta = TimeDelta::minutes(1);

#[derive(sqlx::FromRow)]
struct Unsettled {
    id: PaymentId,
    card_last4: Option<String>,
    /// What a dead job still knows.
    dead: Option<Json<SettleMockPayment>>,
}

/// Payments that were started before this should have been settled: the job that tells their outcome had
/// its time.
pub(crate) fn overdue_before(hub: &Hub) -> DateTime<Utc> {
    let delay = TimeDelta::from_std(hub.settings.mock_payment_delay).unwrap_or_default();
    hub.now() - delay - GRACE
}

/// The safety net: queues the job of every payment again that has none that is alive. Answers how
/// many there were.
///
/// # Errors
/// What the database says.
pub async fn settle_due(hub: &Hub) -> Result<u64, sqlx::Error> {
    let provider = hub.payments.clone();
    let before = overdue_before(hub);
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                let unsettled: Vec<Unsettled> = sqlx::query_as(
                    "SELECT p.id, p.card_last4, j.payload AS dead FROM payments p
                         LEFT JOIN graphile_worker._private_jobs j ON j.key = $2 || ':' || p.id
                     WHERE p.status = 'PENDING' AND p.provider = $3 AND p.created_at < $1
                       AND (j.id IS NULL OR j.attempts >= j.max_attempts AND j.locked_at IS NULL)
                     ORDER BY p.created_at LIMIT 200",
                )
                .bind(before)
                .bind(SettleMockPayment::IDENTIFIER)
                .bind(provider.name())
                .fetch_all(&mut *tx)
                .await?;
                let mut queued = 0;
                for payment in unsettled {
                    queued += u64::from(settle(tx, &*provider, payment).await?);
                }
                Ok(queued)
            })
        })
        .await
}

/// Asks once more how one open payment ended; `None` where it is not open, `false` where its provider
/// cannot be asked.
pub(crate) async fn settle_again(
    tx: &mut PgConnection,
    provider: &dyn PaymentProvider,
    payment: PaymentId,
) -> Result<Option<bool>, sqlx::Error> {
    #[derive(sqlx::FromRow)]
    struct Open {
        #[sqlx(flatten)]
        payment: Unsettled,
        provider: String,
    }
    let open: Option<Open> = sqlx::query_as(
        "SELECT p.id, p.card_last4, p.provider, j.payload AS dead FROM payments p
             LEFT JOIN graphile_worker._private_jobs j ON j.key = $2 || ':' || p.id
         WHERE p.id = $1 AND p.status = 'PENDING' FOR NO KEY UPDATE OF p",
    )
    .bind(payment)
    .bind(SettleMockPayment::IDENTIFIER)
    .fetch_optional(&mut *tx)
    .await?;
    match open {
        None => Ok(None),
        Some(open) if open.provider == provider.name() => {
            Ok(Some(settle(tx, provider, open.payment).await?))
        }
        Some(_) => Ok(Some(false)),
    }
}

/// Queues the job that says how a payment ended, if that can be known.
async fn settle(
    tx: &mut PgConnection,
    provider: &dyn PaymentProvider,
    payment: Unsettled,
) -> Result<bool, sqlx::Error> {
    let known: Option<PaymentOutcome> = payment.dead.map(|job| job.0.outcome);
    let asked = || provider.inquire(payment.card_last4.as_deref());
    let Some(outcome) = known.or_else(asked) else { return Ok(false) };
    enqueue(tx, &SettleMockPayment { payment: payment.id, outcome }, None).await?;
    Ok(true)
}
