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

/// What stands for a payment and its booking, whatever is wrong.
const FROM: &str = "FROM (
        SELECT p.id, 'stuck' AS trouble, p.booking_id, p.amount, p.created_at AS since,
            0 AS attempts, j.last_error
        FROM payments p
            LEFT JOIN graphile_worker._private_jobs j ON j.key = $2 || ':' || p.id
        WHERE p.status = 'PENDING' AND p.created_at < $1
        UNION ALL
        SELECT p.id, 'refund_failed', p.booking_id, p.captured - p.refunded, f.failed_at,
            f.attempts, f.reason
        FROM cancellation_failures f
            JOIN payments p ON p.booking_id = f.booking_id AND p.captured > p.refunded
    ) AS t
        JOIN payments p ON p.id = t.id
        JOIN bookings b ON b.id = t.booking_id
        JOIN events e ON e.id = b.event_id
        LEFT JOIN users u ON u.id = b.user_id
    WHERE ($3::text IS NULL OR t.trouble = $3)";

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
    let count = sqlx::query_scalar(sqlx::AssertSqlSafe(format!(
        "SELECT count(*) FROM (SELECT {FROM} LIMIT {LIST_MAX}) AS it"
    )))
    .bind(before)
    .bind(SettleMockPayment::IDENTIFIER)
    .bind(trouble)
    .fetch_one(&mut *connection)
    .await?;
    let (limit, offset) = page.counted_rows();
    let sql = format!(
        "SELECT t.id, t.trouble, b.id AS booking, b.reference, e.id AS event, e.title, e.slug,
             u.id AS user, u.display_name, t.amount, p.currency, t.since, t.attempts, t.last_error
         {FROM} ORDER BY t.since, t.id LIMIT $4 OFFSET $5"
    );
    let found = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(before)
        .bind(SettleMockPayment::IDENTIFIER)
        .bind(trouble)
        .bind(limit)
        .bind(offset)
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
