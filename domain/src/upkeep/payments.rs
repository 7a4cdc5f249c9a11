//! Payments that went nowhere: their provider never said how they ended, or what was paid for a
//! cancelled event could not be given back.

use crate::audit::Entry;
use crate::jobs::{Job as _, SettleMockPayment};
use crate::{Actor, Error, Hub, accounts, bookings, payments};
use types::effects::RetryCancellation;
use types::history::AuditAction;
use types::ids::{BookingId, EventId, PaymentId};
use types::page::LIST_MAX;
use types::upkeep::{PaymentTrouble, TroubledPayment};
use types::{ErrorCode, Page, PageRequest};

/// Payments in trouble, of each kind up to `$3`, the oldest: `$1` is when an open one is overdue, `$2` the
/// trouble that is asked for.
const WANTED: &str = "(SELECT id, 'stuck' AS trouble, created_at AS since FROM payments
         WHERE status = 'PENDING' AND created_at < $1 AND ($2::text IS NULL OR $2 = 'stuck')
         ORDER BY created_at, id LIMIT $3)
     UNION ALL
     (SELECT p.id, 'refund_failed', f.failed_at FROM cancellation_failures f
         CROSS JOIN LATERAL (SELECT id FROM payments
             WHERE booking_id = f.booking_id AND captured > refunded OFFSET 0) AS p
         WHERE $2::text IS NULL OR $2 = 'refund_failed'
         ORDER BY f.failed_at, p.id LIMIT $3)";

/// A page of them, those that have waited longest first.
///
/// # Errors
/// Denied to everyone but admins.
pub async fn troubled_payments(
    hub: &Hub,
    actor: Actor,
    trouble: Option<PaymentTrouble>,
    page: PageRequest,
) -> Result<Page<TroubledPayment>, Error> {
    actor.require_admin()?;
    let mut connection = hub.db.read().await?;
    let before = payments::overdue_before(hub);
    let trouble = trouble.map(PaymentTrouble::as_str);
    let (limit, offset) = page.counted_rows();
    let count = format!("SELECT count(*) FROM (SELECT FROM ({WANTED}) AS wanted LIMIT $3) AS it");
    let count = sqlx::query_scalar(sqlx::AssertSqlSafe(count))
        .bind(before)
        .bind(trouble)
        .bind(LIST_MAX)
        .persistent(false)
        .fetch_one(&mut *connection)
        .await?;
    let sql = format!(
        "SELECT t.id, t.trouble, b.id AS booking, b.reference, e.id AS event, e.title, e.slug,
             u.id AS user, u.display_name,
             CASE t.trouble WHEN 'stuck' THEN p.amount ELSE p.captured - p.refunded END AS amount,
             p.currency, t.since, coalesce(f.attempts, 0) AS attempts,
             coalesce(f.reason, j.last_error) AS last_error
         FROM (SELECT * FROM ({WANTED}) AS wanted ORDER BY since, id LIMIT $4 OFFSET $5) AS t
             JOIN payments p ON p.id = t.id
             JOIN bookings b ON b.id = p.booking_id
             JOIN events e ON e.id = b.event_id
             LEFT JOIN users u ON u.id = b.user_id
             LEFT JOIN cancellation_failures f
                 ON f.booking_id = b.id AND t.trouble = 'refund_failed'
             LEFT JOIN graphile_worker._private_jobs j
                 ON j.key = $6 || ':' || t.id AND t.trouble = 'stuck'
         ORDER BY t.since, t.id"
    );
    let found = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(before)
        .bind(trouble)
        .bind(limit + offset)
        .bind(limit)
        .bind(offset)
        .bind(SettleMockPayment::IDENTIFIER)
        .persistent(false)
        .fetch_all(&mut *connection)
        .await?;
    Ok(Page::new(page, count, found))
}

/// Asks the provider again how an open payment ended, or tries again to give back what was paid for a
/// cancelled event.
///
/// # Errors
/// Denied to everyone but admins; not found; `payment_in_progress` where its provider says by itself how
/// a payment ended and cannot be asked.
pub async fn retry_payment(hub: &Hub, actor: Actor, payment: PaymentId) -> Result<(), Error> {
    actor.require_admin()?;
    let owed: Option<(EventId, BookingId)> = sqlx::query_as(
        "SELECT f.event_id, f.booking_id FROM cancellation_failures f
             JOIN payments p ON p.booking_id = f.booking_id AND p.captured > p.refunded
         WHERE p.id = $1",
    )
    .bind(payment)
    .fetch_optional(&mut *hub.db.read().await?)
    .await?;
    if let Some((event, booking)) = owed {
        let retry = RetryCancellation { booking: Some(booking) };
        bookings::retry_cancellation(hub, actor, &event.to_string(), retry).await?;
        return Ok(());
    }
    let provider = hub.payments.clone();
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                match payments::settle_again(tx, &*provider, payment).await? {
                    None => return Err(ErrorCode::NotFound.into()),
                    Some(false) => return Err(ErrorCode::PaymentInProgress.into()),
                    Some(true) => {}
                }
                let booking: BookingId =
                    sqlx::query_scalar("SELECT booking_id FROM payments WHERE id = $1")
                        .bind(payment)
                        .fetch_one(&mut *tx)
                        .await?;
                let entry = Entry::new(actor, AuditAction::PaymentRetried, payment);
                Ok(entry.booking(booking).record(tx).await?)
            })
        })
        .await
}
