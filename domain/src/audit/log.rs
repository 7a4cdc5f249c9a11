//! The whole audit log, for admins: a page of it, or all that a filter finds as a file.

use super::Object;
use super::history::{Between, push_conditions};
use crate::{Actor, Error, Hub};
use chrono::{DateTime, Days, NaiveTime, Utc};
use sqlx::types::Json;
use sqlx::{Postgres, QueryBuilder};
use std::collections::BTreeMap;
use types::history::{AuditEntry, Changes, HistoryActor, HistoryObject, HistoryQuery};
use types::ids::{BookingId, EventId, UserId};
use types::page::LIST_MAX;
use types::{Page, TimeBound};
use uuid::Uuid;

/// Entries that are read at once for a file.
const PIECE: i64 = 1000;

const SELECT: &str = "SELECT a.id, a.created_at, a.actor_id, u.display_name, a.action, a.subject,
    a.event_id, a.booking_id, a.changes, a.reason, a.detail, a.network::text AS network
    FROM audit_log a LEFT JOIN users u ON u.id = a.actor_id WHERE ";

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    created_at: DateTime<Utc>,
    actor_id: Option<UserId>,
    display_name: Option<String>,
    action: String,
    subject: String,
    event_id: Option<EventId>,
    booking_id: Option<BookingId>,
    changes: Json<Changes>,
    reason: Option<String>,
    detail: serde_json::Value,
    network: Option<String>,
}

impl From<Row> for AuditEntry {
    fn from(row: Row) -> Self {
        let (kind, id) = Object::parts(&row.subject);
        let name = row.display_name.unwrap_or_else(|| "–".to_owned());
        Self {
            id: row.id,
            at: row.created_at,
            actor: row.actor_id.map(|id| HistoryActor { id, display_name: name }),
            action: row.action,
            object: HistoryObject { kind, id },
            event: row.event_id,
            booking: row.booking_id,
            changes: row.changes.0,
            reason: row.reason,
            detail: told(row.detail),
            network: row.network,
        }
    }
}

/// A detail by its name; one that is no text as it is written in JSON.
fn told(detail: serde_json::Value) -> BTreeMap<String, String> {
    let serde_json::Value::Object(detail) = detail else { return BTreeMap::new() };
    let text = |value| match value {
        serde_json::Value::String(text) => text,
        value => value.to_string(),
    };
    detail.into_iter().map(|(name, value)| (name, text(value))).collect()
}

/// Days are those of UTC: the log is of no one place.
fn between(query: &HistoryQuery) -> Between {
    let begin = |bound: TimeBound| match bound {
        TimeBound::At(time) => time,
        TimeBound::Day(day) => day.and_time(NaiveTime::MIN).and_utc(),
    };
    let end = |bound: TimeBound| match bound {
        TimeBound::At(time) => (time, true),
        TimeBound::Day(day) => {
            let next = day.checked_add_days(Days::new(1)).unwrap_or(day);
            (next.and_time(NaiveTime::MIN).and_utc(), false)
        }
    };
    Between { from: query.from.map(begin), to: query.to.map(end) }
}

/// One page, the newest first. What lies beyond ten thousand entries is found with a narrower filter.
///
/// # Errors
/// Denied to everyone but admins.
pub async fn list(
    hub: &Hub,
    actor: Actor,
    query: &HistoryQuery,
) -> Result<Page<AuditEntry>, Error> {
    actor.require_admin()?;
    let mut connection = hub.db.read().await?;
    let mut sql = QueryBuilder::new("");
    push_count(&mut sql, query);
    let count = sql.build_query_scalar().persistent(false).fetch_one(&mut *connection).await?;
    let mut sql = QueryBuilder::new("");
    push_page(&mut sql, query);
    let rows: Vec<Row> = sql.build_query_as().persistent(false).fetch_all(&mut *connection).await?;
    Ok(Page::new(query.page, count, rows.into_iter().map(AuditEntry::from).collect()))
}

fn push_count(sql: &mut QueryBuilder<Postgres>, query: &HistoryQuery) {
    sql.push("SELECT count(*) FROM (SELECT FROM audit_log a WHERE ");
    push_conditions(sql, None, query, between(query));
    sql.push(format_args!(" LIMIT {LIST_MAX}) entries"));
}

pub(super) fn push_page(sql: &mut QueryBuilder<Postgres>, query: &HistoryQuery) {
    let (limit, offset) = query.page.counted_rows();
    sql.push(SELECT);
    push_conditions(sql, None, query, between(query));
    sql.push(" ORDER BY a.created_at DESC, a.id DESC");
    sql.push(format_args!(" LIMIT {limit} OFFSET {offset}"));
}

/// Every entry that the filter finds, piece by piece, the newest first: no transaction and no
/// connection is held while a slow reader takes its time.
#[derive(Debug)]
pub struct AuditExport {
    hub: Hub,
    query: HistoryQuery,
    /// The last entry that was read.
    last: Option<(DateTime<Utc>, Uuid)>,
}

/// # Errors
/// Denied to everyone but admins.
pub fn export(hub: &Hub, actor: Actor, query: &HistoryQuery) -> Result<AuditExport, Error> {
    actor.require_admin()?;
    Ok(AuditExport { hub: hub.clone(), query: query.clone(), last: None })
}

impl AuditExport {
    /// The next entries; nothing after the last.
    ///
    /// # Errors
    /// What the database says.
    pub async fn next(&mut self) -> Result<Option<Vec<AuditEntry>>, sqlx::Error> {
        let mut sql = QueryBuilder::<Postgres>::new(SELECT);
        push_conditions(&mut sql, None, &self.query, between(&self.query));
        if let Some((at, id)) = self.last {
            sql.push(" AND (a.created_at, a.id) < (").push_bind(at);
            sql.push(", ").push_bind(id).push(")");
        }
        sql.push(format_args!(" ORDER BY a.created_at DESC, a.id DESC LIMIT {PIECE}"));
        let mut connection = self.hub.db.read().await?;
        let rows: Vec<Row> =
            sql.build_query_as().persistent(false).fetch_all(&mut *connection).await?;
        self.last = rows.last().map(|row| (row.created_at, row.id)).or(self.last);
        let entries: Vec<_> = rows.into_iter().map(AuditEntry::from).collect();
        Ok((!entries.is_empty()).then_some(entries))
    }
}
