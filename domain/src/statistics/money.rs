//! Money that moved, by its currency: the one place where money is summed. Amounts of different
//! currencies have no sum, and nothing here answers with one.

use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use types::ids::EventId;
use types::statistics::{MoneyDay, MoneyMoved};

/// What was paid and went back of all time: for one event, or for all of them.
pub(super) async fn totals(
    connection: &mut PgConnection,
    event: Option<EventId>,
) -> Result<Vec<MoneyMoved>, sqlx::Error> {
    match event {
        Some(event) => {
            sqlx::query_as(
                "SELECT p.currency, sum(p.captured) AS revenue, sum(p.refunded) AS refunds
                 FROM payments p JOIN bookings b ON b.id = p.booking_id
                 WHERE b.event_id = $1 AND p.captured > 0 GROUP BY p.currency ORDER BY p.currency",
            )
            .bind(event)
            .fetch_all(connection)
            .await
        }
        None => {
            sqlx::query_as(
                "SELECT currency, sum(captured) AS revenue, sum(refunded) AS refunds
                 FROM payments GROUP BY currency ORDER BY currency",
            )
            .fetch_all(connection)
            .await
        }
    }
}

/// The same day by day (UTC).
pub(super) async fn days(
    connection: &mut PgConnection,
    since: DateTime<Utc>,
) -> Result<Vec<MoneyDay>, sqlx::Error> {
    sqlx::query_as(
        "SELECT (t.created_at AT TIME ZONE 'UTC')::date AS date, p.currency,
             coalesce(sum(t.amount) FILTER (WHERE t.kind = 'CHARGE'), 0) AS revenue,
             coalesce(sum(t.amount) FILTER (WHERE t.kind = 'REFUND'), 0) AS refunds
         FROM transactions t JOIN payments p ON p.id = t.payment_id
         WHERE t.created_at >= $1 GROUP BY 1, p.currency ORDER BY 1, p.currency",
    )
    .bind(since)
    .fetch_all(connection)
    .await
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
        // The reconciler sums what belongs to one payment, which has one currency.
        let here = ["statistics/money.rs", "reconcile/checks.rs"];
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
