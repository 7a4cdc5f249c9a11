//! Money that moved, by its currency: the one place where money is summed. Amounts of different
//! currencies have no sum, and nothing here answers with one.

use super::platform::{Span, job_from, live_from, until};
use crate::Hub;
use chrono::{DateTime, Datelike as _, Utc};
use rust_decimal::Decimal;
use sqlx::postgres::PgConnection;
use types::Currency;
use types::ids::EventId;
use types::organizer::Revenue;
use types::statistics::{Interval, MoneyDay, MoneyMoved};

/// What was paid and went back for an event.
pub(super) async fn totals_of(
    connection: &mut PgConnection,
    event: EventId,
) -> Result<Vec<MoneyMoved>, sqlx::Error> {
    sqlx::query_as(
        "SELECT p.currency, sum(p.captured) AS revenue, sum(p.refunded) AS refunds
         FROM payments p JOIN bookings b ON b.id = p.booking_id
         WHERE b.event_id = $1 AND p.captured > 0 GROUP BY p.currency ORDER BY p.currency",
    )
    .bind(event)
    .fetch_all(connection)
    .await
}

/// Lines of the books by their day (UTC), from an index that has all of it; what only moved with a
/// booking to another event is no new money.
macro_rules! lines {
    ($($from:tt)+) => {
        concat!(
            "SELECT (at AT TIME ZONE 'UTC')::date AS day, currency, sum(charged) AS charged,
                 sum(refunded) AS refunded
             FROM book_lines WHERE kind IN ('CHARGE', 'REFUND') AND at >= ",
            $($from)+,
            " AND at < ",
            until!(),
            " GROUP BY 1, 2"
        )
    };
}

/// The money of the days from `$1` to before `$2`.
pub(super) const KEEP_DAYS: &str = concat!(
    "INSERT INTO platform_money_days (day, currency, charged, refunded) ",
    lines!(job_from!())
);

/// What moved on the days that are not summed up, by day: read once for all spans that have them.
pub(super) async fn live(
    connection: &mut PgConnection,
    all: Span,
) -> Result<Vec<MoneyDay>, sqlx::Error> {
    let (from, to, counted) = all.bounds();
    sqlx::query_as(concat!(
        "SELECT day AS date, currency, charged AS revenue, refunded AS refunds FROM (",
        lines!(live_from!()),
        ") AS days ORDER BY day, currency"
    ))
    .bind(from)
    .bind(to)
    .bind(counted)
    .fetch_all(connection)
    .await
}

/// What was paid on the whole platform and what went back, by day or month; `live` has the days that are
/// not summed up.
pub(super) async fn days(
    connection: &mut PgConnection,
    span: Span,
    interval: Interval,
    live: &[MoneyDay],
) -> Result<Vec<MoneyDay>, sqlx::Error> {
    let (from, to, counted) = span.bounds();
    let mut days: Vec<MoneyDay> = sqlx::query_as(
        "SELECT date_trunc($4, day::timestamp)::date AS date, currency, sum(charged) AS revenue,
             sum(refunded) AS refunds
         FROM platform_money_days WHERE day >= $1 AND day < least($2, $3) GROUP BY 1, currency",
    )
    .bind(from)
    .bind(to)
    .bind(counted)
    .bind(interval.as_str())
    .fetch_all(connection)
    .await?;
    for MoneyDay { date, moved } in live.iter().filter(|it| it.date >= from && it.date < to) {
        let date = match interval {
            Interval::Day => *date,
            Interval::Month => date.with_day(1).unwrap_or(*date),
        };
        let same = |it: &&mut MoneyDay| it.date == date && it.moved.currency == moved.currency;
        match days.iter_mut().find(same) {
            Some(day) => add(&mut day.moved, moved),
            None => days.push(MoneyDay { date, moved: moved.clone() }),
        }
    }
    days.sort_by(|a, b| {
        (a.date, a.moved.currency.as_str()).cmp(&(b.date, b.moved.currency.as_str()))
    });
    Ok(days)
}

/// The same in all.
pub(super) async fn totals(
    connection: &mut PgConnection,
    span: Span,
    live: &[MoneyDay],
) -> Result<Vec<MoneyMoved>, sqlx::Error> {
    Ok(together(&days(connection, span, Interval::Month, live).await?))
}

fn add(sum: &mut MoneyMoved, moved: &MoneyMoved) {
    sum.revenue += moved.revenue;
    sum.refunds += moved.refunds;
}

/// The sum of these, a line a currency.
pub(super) fn together(days: &[MoneyDay]) -> Vec<MoneyMoved> {
    let mut all: Vec<MoneyMoved> = Vec::new();
    for MoneyDay { moved, .. } in days {
        match all.iter_mut().find(|sum| sum.currency == moved.currency) {
            Some(sum) => add(sum, moved),
            None => all.push(moved.clone()),
        }
    }
    all.sort_by(|a, b| a.currency.as_str().cmp(b.currency.as_str()));
    all
}

/// What was charged, given off and given back for an event in one currency.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub(super) struct Sales {
    pub(super) event_id: EventId,
    currency: Currency,
    charged: Decimal,
    refunded: Decimal,
    discounts: Decimal,
}

impl Sales {
    fn revenue(self) -> Revenue {
        Revenue {
            currency: self.currency,
            gross: self.charged + self.discounts,
            discounts: self.discounts,
            refunds: self.refunded,
            net: self.charged - self.refunded,
        }
    }
}

/// The money of these events, in every currency in which anything moved: what was summed up already,
/// and the ledger's lines since. The caller reads in one snapshot, so that none is missed or counted
/// twice.
pub(super) async fn of_events(
    snapshot: &mut PgConnection,
    events: &[EventId],
) -> Result<Vec<Sales>, sqlx::Error> {
    // As a value: the planner knows then how few lines there are since.
    let until: DateTime<Utc> = counted_until(snapshot).await?;
    sqlx::query_as(
        "SELECT event_id, currency, sum(charged) AS charged, sum(refunded) AS refunded,
             sum(discounts) AS discounts
         FROM (
             SELECT event_id, currency, charged, refunded, 0 AS discounts
             FROM event_sales WHERE event_id = ANY($1)
             UNION ALL
             SELECT b.event_id, p.currency, CASE t.kind WHEN 'CHARGE' THEN t.amount ELSE 0 END,
                 CASE t.kind WHEN 'REFUND' THEN t.amount ELSE 0 END, 0
             FROM transactions t JOIN payments p ON p.id = t.payment_id
                 JOIN bookings b ON b.id = p.booking_id
             WHERE t.created_at >= $2 AND b.event_id = ANY($1)
             UNION ALL
             SELECT event_id, currency, 0, 0, sum(discount) FROM bookings
             WHERE event_id = ANY($1) AND discount > 0 AND confirmed_at IS NOT NULL
             GROUP BY event_id, currency
         ) AS parts
         GROUP BY event_id, currency HAVING max(charged) > 0 OR max(discounts) > 0
         ORDER BY event_id, currency",
    )
    .bind(events)
    .bind(until)
    .fetch_all(snapshot)
    .await
}

/// Lines of one event.
pub(super) fn revenue_of(sales: &[Sales], event: EventId) -> Vec<Revenue> {
    sales.iter().filter(|it| it.event_id == event).map(|it| it.revenue()).collect()
}

/// All of them together, a line a currency.
pub(super) fn revenue(sales: &[Sales]) -> Vec<Revenue> {
    let mut all: Vec<Revenue> = Vec::new();
    for line in sales.iter().map(|it| it.revenue()) {
        match all.iter_mut().find(|sum| sum.currency == line.currency) {
            Some(sum) => {
                sum.gross += line.gross;
                sum.discounts += line.discounts;
                sum.refunds += line.refunds;
                sum.net += line.net;
            }
            None => all.push(line),
        }
    }
    all.sort_by(|a, b| a.currency.as_str().cmp(b.currency.as_str()));
    all
}

async fn counted_until(connection: &mut PgConnection) -> Result<DateTime<Utc>, sqlx::Error> {
    sqlx::query_scalar("SELECT greatest(until, '0001-01-01') FROM sales_counted")
        .fetch_one(connection)
        .await
}

/// Lines that are summed up in one transaction.
const LINES: i64 = 100_000;

/// Sums up the ledger's lines that are two minutes old: whoever wrote them has committed. Answers how
/// many there were.
///
/// # Errors
/// What the database says; what was summed up before stays.
pub async fn count_sales(hub: &Hub) -> Result<u64, sqlx::Error> {
    let mut counted = 0;
    loop {
        let lines = hub.db.unseen().write(|tx| Box::pin(count_some(tx))).await?;
        counted += u64::try_from(lines).unwrap_or_default();
        if lines < LINES {
            return Ok(counted);
        }
    }
}

async fn count_some(tx: &mut PgConnection) -> Result<i64, sqlx::Error> {
    // Two processes count one after another, and what moves a booking waits.
    sqlx::query("SELECT FROM sales_counted FOR UPDATE").execute(&mut *tx).await?;
    let from = counted_until(tx).await?;
    let (lines, until): (i64, Option<DateTime<Utc>>) = sqlx::query_as(
        "SELECT count(*), max(created_at) FROM (
             SELECT created_at FROM transactions
             WHERE created_at >= $1 AND created_at < clock_timestamp() - interval '2 minutes'
             ORDER BY created_at LIMIT $2
         ) AS next",
    )
    .bind(from)
    .bind(LINES)
    .fetch_one(&mut *tx)
    .await?;
    let Some(until) = until else { return Ok(0) };
    // All lines of the last moment, also those beyond the limit.
    sqlx::query(
        "INSERT INTO event_sales AS s (event_id, currency, charged, refunded)
         SELECT b.event_id, p.currency,
             coalesce(sum(t.amount) FILTER (WHERE t.kind = 'CHARGE'), 0),
             coalesce(sum(t.amount) FILTER (WHERE t.kind = 'REFUND'), 0)
         FROM transactions t JOIN payments p ON p.id = t.payment_id
             JOIN bookings b ON b.id = p.booking_id
         WHERE t.created_at >= $1 AND t.created_at <= $2
         GROUP BY b.event_id, p.currency ORDER BY b.event_id, p.currency
         ON CONFLICT (event_id, currency) DO UPDATE
             SET charged = s.charged + excluded.charged,
                 refunded = s.refunded + excluded.refunded",
    )
    .bind(from)
    .bind(until)
    .execute(&mut *tx)
    .await?;
    sqlx::query("UPDATE sales_counted SET until = $1 + interval '1 microsecond'")
        .bind(until)
        .execute(tx)
        .await?;
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() && name != "tests" {
                sources(&path, found);
            } else if path.extension().is_some_and(|it| it == "rs") && name != "tests.rs" {
                found.push(path);
            }
        }
    }

    /// Whether SQL in this text sums an amount.
    fn sums_money(text: &str) -> bool {
        const AMOUNTS: [&str; 7] =
            ["captured", "refunded", "amount", "total_price", "unit_price", "discount", "price"];
        text.match_indices("sum(").any(|(at, sum)| {
            let summed = &text[at + sum.len()..];
            let summed = &summed[..summed.find([')', ' ']).unwrap_or(summed.len())];
            let column = summed.rsplit('.').next().unwrap_or(summed);
            AMOUNTS.contains(&column)
        })
    }

    #[test]
    fn money_is_summed_nowhere_else() {
        assert!(sums_money("SELECT sum(p.captured) FROM payments"));
        assert!(!sums_money("SELECT sum(quantity) FROM bookings"));
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let mut found = Vec::new();
        for folder in ["domain/src", "demo-data/src", "server/src", "app/src"] {
            sources(&root.join(folder), &mut found);
        }
        // The reconciler sums what belongs to one payment or booking, a list and a booking's owner what
        // belongs to one booking: those have one currency. A cancellation, a code's costs, a list's totals, an event's kinds of
        // ticket, a report's days and the check of the platform's days group by it.
        let here = [
            "statistics/money.rs",
            "statistics/by_type.rs",
            "reconcile/checks.rs",
            "reconcile/days.rs",
            "event_bookings/rows.rs",
            "bookings/read.rs",
            "bookings/cancellation.rs",
            "promotions/costs.rs",
            "event_bookings/totals.rs",
            "reports/sums.rs",
        ];
        let elsewhere: Vec<_> = found
            .iter()
            .filter(|path| !here.iter().any(|file| path.ends_with(file)))
            .filter(|path| sums_money(&fs::read_to_string(path).unwrap()))
            .collect();
        assert!(
            elsewhere.is_empty(),
            "sum money by its currency in statistics/money.rs: {elsewhere:?}"
        );
    }
}
