//! What needs a person, in one look that every page of admins can afford.

use crate::jobs::{Job as _, SendMail};
use crate::{Actor, Error, Hub, payments};
use types::upkeep::Attention;

/// Each is counted so far: how many more there are makes no difference.
const COUNTED: i64 = 1_000;

/// Each count finds its rows by an index, whatever else is in the tables.
const COUNTS: &str = "SELECT
        (SELECT count(*) FROM (SELECT FROM graphile_worker._private_jobs j
            WHERE NOT j.is_available AND j.locked_at IS NULL
              AND j.task_id IS DISTINCT FROM (SELECT id
                  FROM graphile_worker._private_tasks WHERE identifier = $1)
            LIMIT $3) AS it) AS failed_jobs,
        (SELECT count(*) FROM (SELECT FROM mail_messages m
            WHERE m.status = 'FAILED' AND m.recipient NOT LIKE '%@deleted.invalid'
            LIMIT $3) AS it) AS failed_mail,
        (SELECT count(*) FROM (SELECT FROM payments p
            WHERE p.status = 'PENDING' AND p.created_at < $2 LIMIT $3) AS it) AS stuck_payments,
        (SELECT count(*) FROM (SELECT FROM cancellation_failures f
            CROSS JOIN LATERAL (SELECT FROM payments p
                WHERE p.booking_id = f.booking_id AND p.captured > p.refunded OFFSET 0) AS owed
            LIMIT $3) AS it) AS failed_refunds";

/// # Errors
/// Denied to everyone but admins; what the database says, or that it did not answer in time.
pub async fn attention(hub: &Hub, actor: Actor) -> Result<Attention, Error> {
    actor.require_admin()?;
    let ask = async {
        sqlx::query_as(COUNTS)
            .bind(SendMail::IDENTIFIER)
            .bind(payments::overdue_before(hub))
            .bind(COUNTED)
            .fetch_one(&mut *hub.db.read().await?)
            .await
    };
    Ok(hub.db.in_time(ask).await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::test_hub;

    /// Without a sequential scan where there is any other way: what is left has no index.
    #[tokio::test]
    async fn what_every_page_counts_is_found_by_an_index() {
        let (hub, _database) = test_hub().await;
        let mut tx = hub.db.pool().begin().await.unwrap();
        sqlx::query("SET LOCAL enable_seqscan = off").execute(&mut *tx).await.unwrap();
        let plan: Vec<String> =
            sqlx::query_scalar(sqlx::AssertSqlSafe(format!("EXPLAIN {COUNTS}")))
                .bind(SendMail::IDENTIFIER)
                .bind(hub.now())
                .bind(COUNTED)
                .fetch_all(&mut *tx)
                .await
                .unwrap();
        let plan = plan.join("\n");
        // Only what could not be given back stands in this table.
        let scanned: Vec<_> = plan
            .lines()
            .filter(|line| line.contains("Seq Scan"))
            .filter(|line| !line.contains(" on cancellation_failures "))
            .collect();
        assert!(scanned.is_empty(), "{scanned:?}\n{plan}");
        assert!(plan.contains("Index Cond: (booking_id = f.booking_id)"), "{plan}");
        for index in ["unavailable_jobs", "mail_messages_open_idx", "payments_pending_idx"] {
            assert!(plan.contains(index), "{index}\n{plan}");
        }
    }
}
