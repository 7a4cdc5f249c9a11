//! Payments whose outcome was never told: the job that tells it was lost, or is dead.

use crate::Hub;
use crate::jobs::{Job as _, SettleMockPayment, enqueue};
use chrono::TimeDelta;
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

/// The safety net: queues the job of every payment again that has none that is alive. Answers how
/// many there were.
///
/// # Errors
/// What the database says.
pub async fn settle_due(hub: &Hub) -> Result<u64, sqlx::Error> {
    let provider = hub.payments.clone();
    let delay = TimeDelta::from_std(hub.settings.mock_payment_delay).unwrap_or_default();
    let before = hub.now() - delay - GRACE;
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
                    let known: Option<PaymentOutcome> = payment.dead.map(|job| job.0.outcome);
                    let asked = || provider.inquire(payment.card_last4.as_deref());
                    let Some(outcome) = known.or_else(asked) else { continue };
                    let job = SettleMockPayment { payment: payment.id, outcome };
                    enqueue(tx, &job, None).await?;
                    queued += 1;
                }
                Ok(queued)
            })
        })
        .await
}
