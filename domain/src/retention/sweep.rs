//! Forgetting what is old: in batches, so that no statement takes long, and table by table, so that
//! what goes wrong with one stops none behind it.

use super::tables::{Decision, Rule, TABLES};
use crate::Hub;
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::AssertSqlSafe;
use sqlx::postgres::PgConnection;
use uuid::Uuid;

/// Rows a transaction.
const BATCH: u64 = 1_000;
/// Batches a rule and sweep: a backlog is worked off in a few sweeps.
const BATCHES: usize = 200;

/// What one sweep did to one table.
#[derive(Debug)]
pub struct Swept {
    pub table: &'static str,
    pub rows: Result<u64, sqlx::Error>,
}

/// Applies every rule once.
pub async fn sweep(hub: &Hub) -> Vec<Swept> {
    let mut all = Vec::new();
    for (table, decision) in TABLES {
        if let Decision::Swept(rules) = decision {
            all.push(Swept { table, rows: apply(hub, table, rules).await });
        }
    }
    all
}

/// Applies the rules of one table now, without waiting for the next sweep.
///
/// # Errors
/// What the database says.
pub async fn forget(hub: &Hub, table: &str) -> Result<u64, sqlx::Error> {
    let found = TABLES.iter().find(|(name, _)| *name == table);
    match found {
        Some((name, Decision::Swept(rules))) => apply(hub, name, rules).await,
        _ => Ok(0),
    }
}

async fn apply(hub: &Hub, table: &'static str, rules: &[Rule]) -> Result<u64, sqlx::Error> {
    let mut rows = 0;
    for rule in rules {
        let sql = statement(table, *rule);
        let before = hub.now() - TimeDelta::days(rule.days.into());
        for _ in 0..BATCHES {
            let sql = sql.clone();
            let done = hub
                .db
                .write(move |tx| Box::pin(async move { batch(tx, sql, before).await }))
                .await?;
            rows += done;
            if done < BATCH {
                break;
            }
        }
    }
    Ok(rows)
}

pub(super) fn statement(table: &str, rule: Rule) -> String {
    let condition = rule.condition;
    let old = format!(
        "ctid = ANY (ARRAY(SELECT ctid FROM {table}
             WHERE $1::timestamptz IS NOT NULL AND $2::uuid IS NOT NULL AND ({condition})
             LIMIT {BATCH} FOR UPDATE SKIP LOCKED))"
    );
    match rule.emptied {
        Some(columns) => format!("UPDATE {table} SET {columns} WHERE {old}"),
        None => format!("DELETE FROM {table} WHERE {old}"),
    }
}

pub(super) async fn batch(
    tx: &mut PgConnection,
    sql: String,
    before: DateTime<Utc>,
) -> Result<u64, sqlx::Error> {
    // The audit log refuses every other DELETE: see its trigger.
    sqlx::query("SELECT set_config('event_hub.retention', 'on', true)").execute(&mut *tx).await?;
    let done = sqlx::query(AssertSqlSafe(sql)).bind(before).bind(first_id_at(before)).execute(tx);
    Ok(done.await?.rows_affected())
}

/// The smallest id of version 7 that is made at that time: rows before it have smaller ones, so the
/// primary key finds what is old.
fn first_id_at(time: DateTime<Utc>) -> Uuid {
    let milliseconds = u64::try_from(time.timestamp_millis()).unwrap_or_default();
    let time = u128::from(milliseconds) << 80;
    Uuid::from_u128(time | 0x7000 << 64 | 0x80 << 56)
}
