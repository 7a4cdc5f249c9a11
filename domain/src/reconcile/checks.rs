//! What each check compares.

use super::{Check, Difference};
use crate::db::each_page;
use crate::{Hub, bookings, reviews};
use sqlx::postgres::PgConnection;
use uuid::Uuid;

/// Every counter of one check that differs from its rows.
pub(super) async fn look(hub: &Hub, check: Check) -> Result<Vec<Difference>, sqlx::Error> {
    let (table, kind) = match check {
        Check::PlatformDays => return super::days::look(hub).await,
        Check::Seats | Check::Waitlist | Check::Stars | Check::Sales | Check::CheckIns => {
            ("events", "event")
        }
        Check::PromoUses => ("promotions", "promotion"),
        Check::Worth => ("bookings", "booking"),
        Check::Ledger | Check::Books => ("payments", "payment"),
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
pub(super) type Mismatch = (Uuid, String, String);

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
            let of_types = compare(connection, TICKET_TYPES, ids).await?;
            Ok(drifts.into_iter().map(told).chain(of_types).collect())
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
        Check::Sales => sales_of(connection, ids).await,
        Check::CheckIns => compare(connection, CHECK_INS, ids).await,
        Check::Books => compare(connection, BOOKS, ids).await,
        // Not by id.
        Check::PlatformDays => Ok(Vec::new()),
    }
}

/// Of types and pools, and of an event all of whose seats are of its types. An open exchange holds a seat of
/// its type, of the pool if its ticket has none there, and no other of the event.
const TICKET_TYPES: &str = "WITH booked AS (
        SELECT t.id, t.event_id, t.pool_id,
            coalesce(sum(i.quantity) FILTER (WHERE b.status <> 'CANCELLED'), 0)::int AS seats
        FROM ticket_types t LEFT JOIN booking_items i ON i.ticket_type_id = t.id
            LEFT JOIN bookings b ON b.id = i.booking_id
        WHERE t.event_id = ANY($1) GROUP BY t.id
    ), seats AS (
        SELECT b.id, b.event_id, b.pool_id, b.seats + count(x.id)::int AS taken
        FROM booked b LEFT JOIN ticket_exchanges x ON x.to_type = b.id AND x.status = 'OPEN'
        GROUP BY b.id, b.event_id, b.pool_id, b.seats
    ), of_pools AS (
        SELECT p.id, coalesce(sum(s.taken), 0)::int - exchanged_within(p.id) AS taken
        FROM ticket_pools p LEFT JOIN seats s ON s.pool_id = p.id
        WHERE p.event_id = ANY($1) GROUP BY p.id
    ), of_events AS (
        SELECT e.id, coalesce(sum(b.seats), 0)::int AS taken
        FROM events e LEFT JOIN booked b ON b.event_id = e.id
        WHERE e.id = ANY($1) AND e.typed GROUP BY e.id
    )
    SELECT t.event_id AS id, format('%s taken of type %s', t.taken, t.id) AS stored,
        format('%s taken of type %s', s.taken, t.id) AS counted
    FROM ticket_types t JOIN seats s ON s.id = t.id
    WHERE t.taken <> CASE WHEN t.counted THEN s.taken ELSE 0 END
    UNION ALL
    SELECT p.event_id, format('%s taken of pool %s', p.taken, p.id),
        format('%s taken of pool %s', s.taken, p.id)
    FROM ticket_pools p JOIN of_pools s ON s.id = p.id WHERE p.taken <> s.taken
    UNION ALL
    SELECT e.id, format('%s taken of the event', e.seats_confirmed + e.seats_held + e.seats_offered),
        format('%s taken of all its types', s.taken)
    FROM events e JOIN of_events s ON s.id = e.id
    WHERE e.seats_confirmed + e.seats_held + e.seats_offered <> s.taken
    ORDER BY id, stored";

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

/// By all payments of a booking, which are its own and those of its exchanges. More may be left: what a
/// ticket that was given back late was not refunded.
const WORTH: &str = "SELECT id, format('worth %s', worth) AS stored,
        format('%s left', kept) AS counted
    FROM (
        SELECT b.id, b.total_price - b.goodwill AS worth,
            coalesce(sum(CASE t.kind WHEN 'CHARGE' THEN t.amount ELSE -t.amount END), 0)
                ::numeric(12, 2) AS kept
        FROM bookings b JOIN payments p ON p.booking_id = b.id
                AND p.status IN ('COMPLETED', 'REFUNDED')
            LEFT JOIN transactions t ON t.payment_id = p.id
        WHERE b.id = ANY($1) AND b.status = 'CONFIRMED'
        GROUP BY b.id
    ) AS paid WHERE kept < worth ORDER BY id";

/// An event may have more lines than a statement should read of a thousand of them.
pub(super) async fn sales_of(
    connection: &mut PgConnection,
    ids: &[Uuid],
) -> Result<Vec<Mismatch>, sqlx::Error> {
    let mut found = Vec::new();
    for some in ids.chunks(SOLD_EVENTS) {
        found.extend(compare(connection, SALES, some).await?);
    }
    Ok(found)
}

/// Events whose sales one statement sums up.
const SOLD_EVENTS: usize = 20;

/// A line of neither is one of nothing: a booking that moved away leaves such a sum behind.
const SALES: &str = "WITH kept AS (
        SELECT event_id, currency, charged, refunded FROM event_sales WHERE event_id = ANY($1)
    ), lines AS (
        SELECT b.event_id, p.currency,
            coalesce(sum(t.amount) FILTER (WHERE t.kind = 'CHARGE'), 0) AS charged,
            coalesce(sum(t.amount) FILTER (WHERE t.kind = 'REFUND'), 0) AS refunded
        FROM bookings b JOIN payments p ON p.booking_id = b.id
            JOIN transactions t ON t.payment_id = p.id
        WHERE b.event_id = ANY($1) AND t.created_at < (SELECT until FROM sales_counted)
        GROUP BY b.event_id, p.currency
    ), both_sides AS (
        SELECT event_id AS id, currency,
            coalesce(kept.charged, 0)::numeric(16, 2) AS kept_charged,
            coalesce(kept.refunded, 0)::numeric(16, 2) AS kept_refunded,
            coalesce(lines.charged, 0)::numeric(16, 2) AS charged,
            coalesce(lines.refunded, 0)::numeric(16, 2) AS refunded
        FROM kept FULL JOIN lines USING (event_id, currency)
    )
    SELECT id, format('%s %s taken, %s given back', kept_charged, currency, kept_refunded) AS stored,
        format('%s %s taken, %s given back', charged, currency, refunded) AS counted
    FROM both_sides WHERE (kept_charged, kept_refunded) <> (charged, refunded)
    ORDER BY id, currency";

const CHECK_INS: &str = "SELECT t.event_id AS id,
        format('%s seen, last %s', count(t.checked_in_at), max(t.checked_in_at)) AS stored,
        format('%s seen, last %s', count(c.at), max(c.at)) AS counted
    FROM tickets t LEFT JOIN (
        SELECT ticket_id, min(at) AS at FROM check_ins
        WHERE event_id = ANY($1) AND direction = 'in' AND refusal IS NULL AND undone_at IS NULL
        GROUP BY ticket_id
    ) AS c ON c.ticket_id = t.id
    WHERE t.event_id = ANY($1) GROUP BY t.event_id
    HAVING bool_or(t.checked_in_at IS DISTINCT FROM c.at) ORDER BY t.event_id";

const BOOKS: &str = "SELECT id, stored, counted FROM (
        SELECT p.id, (SELECT format('%s taken, %s given back',
                coalesce(sum(l.charged), 0)::numeric(12, 2),
                coalesce(sum(l.refunded), 0)::numeric(12, 2))
            FROM book_lines l WHERE l.payment_id = p.id AND l.event_id = b.event_id) AS stored,
            (SELECT format('%s taken, %s given back',
                coalesce(sum(t.amount) FILTER (WHERE t.kind = 'CHARGE'), 0)::numeric(12, 2),
                coalesce(sum(t.amount) FILTER (WHERE t.kind = 'REFUND'), 0)::numeric(12, 2))
            FROM transactions t WHERE t.payment_id = p.id) AS counted
        FROM payments p JOIN bookings b ON b.id = p.booking_id WHERE p.id = ANY($1)
    ) AS written WHERE stored <> counted ORDER BY id";

async fn compare(
    connection: &mut PgConnection,
    sql: &'static str,
    ids: &[Uuid],
) -> Result<Vec<Mismatch>, sqlx::Error> {
    sqlx::query_as(sql).bind(ids).fetch_all(connection).await
}
