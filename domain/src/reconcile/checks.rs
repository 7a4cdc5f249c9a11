//! What each check compares.

use super::{Check, Difference};
use crate::db::each_page;
use crate::{Hub, bookings, reviews};
use sqlx::postgres::PgConnection;
use uuid::Uuid;

/// Every counter of one check that differs from its rows.
pub(super) async fn look(hub: &Hub, check: Check) -> Result<Vec<Difference>, sqlx::Error> {
    let (table, kind) = match check {
        Check::Seats | Check::Waitlist | Check::Stars => ("events", "event"),
        Check::PromoUses => ("promotions", "promotion"),
        Check::Ledger | Check::Worth => ("payments", "payment"),
    };
    let found = each_page(&hub.db, table, |connection, ids| {
        Box::pin(async move { page(connection, check, &ids).await })
    });
    let difference = |(id, stored, counted): Mismatch| {
        let subject = format!("{kind}:{id}");
        Difference { check, subject, stored, counted }
    };
    Ok(found.await?.into_iter().map(difference).collect())
}

/// Whose counter it is, what it says and what the rows say.
type Mismatch = (Uuid, String, String);

async fn page(
    connection: &mut PgConnection,
    check: Check,
    ids: &[Uuid],
) -> Result<Vec<Mismatch>, sqlx::Error> {
    match check {
        Check::Seats => {
            let drifts = bookings::drifts_of(connection, ids).await?;
            let seats = |it: bookings::Seats| {
                format!("{} confirmed, {} held, {} offered", it.confirmed, it.held, it.offered)
            };
            let told = |it: bookings::Drift| (it.event.0, seats(it.counters), seats(it.rows));
            Ok(drifts.into_iter().map(told).collect())
        }
        Check::Stars => {
            let drifts = reviews::drifts_of(connection, ids).await?;
            let told = |it: reviews::StarDrift| {
                (it.event.0, format!("{:?}", it.counters), format!("{:?}", it.rows))
            };
            Ok(drifts.into_iter().map(told).collect())
        }
        Check::Waitlist => compare(connection, WAITLIST, ids).await,
        Check::PromoUses => compare(connection, PROMO_USES, ids).await,
        Check::Ledger => compare(connection, LEDGER, ids).await,
        Check::Worth => compare(connection, WORTH, ids).await,
    }
}

const WAITLIST: &str = "SELECT * FROM (
        SELECT e.id, format('%s waiting, smallest %s', e.waitlist_count,
                coalesce(e.waitlist_smallest::text, '–')) AS stored,
            format('%s waiting, smallest %s', count(w.id), coalesce(min(w.quantity)::text, '–'))
                AS counted
        FROM events e LEFT JOIN waitlist_entries w ON w.event_id = e.id AND w.status = 'WAITING'
        WHERE e.id = ANY($1) GROUP BY e.id
    ) AS waiting WHERE stored <> counted ORDER BY id";

const PROMO_USES: &str = "SELECT * FROM (
        SELECT p.id, p.uses || ' uses' AS stored,
            count(b.id) FILTER (WHERE b.promo_counted) || ' uses' AS counted
        FROM promotions p LEFT JOIN bookings b ON b.promotion_id = p.id
        WHERE p.id = ANY($1) GROUP BY p.id
    ) AS used WHERE stored <> counted ORDER BY id";

const LEDGER: &str = "SELECT * FROM (
        SELECT p.id, format('%s taken, %s given back', p.captured, p.refunded) AS stored,
            format('%s taken, %s given back',
                coalesce(sum(t.amount) FILTER (WHERE t.kind = 'CHARGE'), 0)::numeric(12, 2),
                coalesce(sum(t.amount) FILTER (WHERE t.kind = 'REFUND'), 0)::numeric(12, 2))
                AS counted
        FROM payments p LEFT JOIN transactions t ON t.payment_id = p.id
        WHERE p.id = ANY($1) GROUP BY p.id
    ) AS moved WHERE stored <> counted ORDER BY id";

/// More may be left: what a ticket that was given back late was not refunded.
const WORTH: &str = "SELECT id, format('worth %s', worth) AS stored,
        format('%s left', kept) AS counted
    FROM (
        SELECT p.id, b.total_price - b.goodwill AS worth,
            coalesce(sum(CASE t.kind WHEN 'CHARGE' THEN t.amount ELSE -t.amount END), 0)
                ::numeric(12, 2) AS kept
        FROM payments p JOIN bookings b ON b.id = p.booking_id AND b.status = 'CONFIRMED'
            LEFT JOIN transactions t ON t.payment_id = p.id
        WHERE p.id = ANY($1) AND p.status IN ('COMPLETED', 'REFUNDED')
        GROUP BY p.id, b.id
    ) AS paid WHERE kept < worth ORDER BY id";

async fn compare(
    connection: &mut PgConnection,
    sql: &'static str,
    ids: &[Uuid],
) -> Result<Vec<Mismatch>, sqlx::Error> {
    sqlx::query_as(sql).bind(ids).fetch_all(connection).await
}
