//! The history of an event and of a booking, read from the audit log.

use super::Object;
use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use sqlx::types::Json;
use sqlx::{Postgres, QueryBuilder};
use types::history::{
    Changes, HistoryActor, HistoryEntry, HistoryObject, HistoryQuery, ObjectKind,
};
use types::ids::{BookingId, EventId, UserId};
use types::page::LIST_MAX;
use uuid::Uuid;

/// Entries of one booking.
const OF_BOOKING_MAX: i64 = 500;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    created_at: DateTime<Utc>,
    actor_id: Option<UserId>,
    display_name: Option<String>,
    action: String,
    subject: String,
    changes: Json<Changes>,
    reason: Option<String>,
}

impl From<Row> for HistoryEntry {
    fn from(row: Row) -> Self {
        let (kind, id) = Object::parts(&row.subject);
        Self {
            id: row.id,
            at: row.created_at,
            // Of a person whose row is gone only the id is left.
            actor: row.actor_id.map(|id| HistoryActor {
                id,
                display_name: row.display_name.unwrap_or_else(|| "–".to_owned()),
            }),
            action: row.action,
            object: HistoryObject { kind, id },
            changes: row.changes.0,
            reason: row.reason,
        }
    }
}

const SELECT: &str = "SELECT a.id, a.created_at, a.actor_id, u.display_name, a.action, a.subject,
    a.changes, a.reason FROM audit_log a LEFT JOIN users u ON u.id = a.actor_id WHERE ";

/// Everything that happened to a booking, the first first.
pub(crate) async fn of_booking(
    connection: &mut PgConnection,
    booking: BookingId,
) -> Result<Vec<HistoryEntry>, sqlx::Error> {
    let mut sql = QueryBuilder::<Postgres>::new(SELECT);
    sql.push("a.booking_id = ").push_bind(booking);
    sql.push(" ORDER BY a.created_at, a.id LIMIT ").push_bind(OF_BOOKING_MAX);
    let rows: Vec<Row> = sql.build_query_as().fetch_all(connection).await?;
    Ok(rows.into_iter().map(HistoryEntry::from).collect())
}

/// What was done to an account and what its owner did, the newest first.
pub(crate) async fn of_person(
    connection: &mut PgConnection,
    user: UserId,
    limit: i64,
) -> Result<Vec<HistoryEntry>, sqlx::Error> {
    // Each half is read from its own index and cut off.
    let mut sql = QueryBuilder::<Postgres>::new("SELECT * FROM ((");
    sql.push(SELECT)
        .push("a.subject = ")
        .push_bind(Object::new(ObjectKind::User, user.0).to_string());
    sql.push(" ORDER BY a.created_at DESC LIMIT ").push_bind(limit);
    sql.push(") UNION (").push(SELECT).push("a.actor_id = ").push_bind(user);
    sql.push(" ORDER BY a.created_at DESC LIMIT ").push_bind(limit);
    sql.push(")) AS both_halves ORDER BY created_at DESC, id DESC LIMIT ").push_bind(limit);
    let rows: Vec<Row> = sql.build_query_as().fetch_all(connection).await?;
    Ok(rows.into_iter().map(HistoryEntry::from).collect())
}

/// The moments that entries lie between.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Between {
    pub(crate) from: Option<DateTime<Utc>>,
    /// And whether that moment itself is meant.
    pub(crate) to: Option<(DateTime<Utc>, bool)>,
}

/// One page of an event's history, the newest first, and how long it is, up to [`LIST_MAX`].
pub(crate) async fn of_event(
    connection: &mut PgConnection,
    event: EventId,
    query: &HistoryQuery,
    between: Between,
) -> Result<(i64, Vec<HistoryEntry>), sqlx::Error> {
    let mut sql = QueryBuilder::new("SELECT count(*) FROM (SELECT FROM audit_log a WHERE ");
    push_conditions(&mut sql, Some(event), query, between);
    sql.push(format_args!(" LIMIT {LIST_MAX}) entries"));
    let count = sql.build_query_scalar().persistent(false).fetch_one(&mut *connection).await?;
    let mut sql = QueryBuilder::new("");
    push_page(&mut sql, event, query, between);
    let rows: Vec<Row> = sql.build_query_as().persistent(false).fetch_all(connection).await?;
    Ok((count, rows.into_iter().map(HistoryEntry::from).collect()))
}

pub(crate) fn push_page(
    sql: &mut QueryBuilder<Postgres>,
    event: EventId,
    query: &HistoryQuery,
    between: Between,
) {
    let (limit, offset) = query.page.counted_rows();
    sql.push(SELECT);
    push_conditions(sql, Some(event), query, between);
    sql.push(" ORDER BY a.created_at DESC, a.id DESC");
    sql.push(format_args!(" LIMIT {limit} OFFSET {offset}"));
}

/// Of one event, or of everything.
pub(super) fn push_conditions(
    sql: &mut QueryBuilder<Postgres>,
    event: Option<EventId>,
    query: &HistoryQuery,
    between: Between,
) {
    match event {
        Some(event) => sql.push("a.event_id = ").push_bind(event),
        None => sql.push("true"),
    };
    if event.is_some() && without_bookings(query) {
        // An index of its own: these are few among all that happens to the bookings of an event.
        sql.push(" AND a.booking_id IS NULL");
    }
    if let Some(action) = query.action {
        sql.push(" AND a.action = ").push_bind(action);
    }
    if let Some(actor) = query.actor {
        sql.push(" AND a.actor_id = ").push_bind(actor);
    }
    match query.object {
        None => {}
        Some((ObjectKind::Booking, Some(booking))) => {
            sql.push(" AND a.booking_id = ").push_bind(booking);
        }
        Some((kind, Some(id))) => {
            sql.push(" AND a.subject = ").push_bind(Object::new(kind, id).to_string());
        }
        Some((kind, None)) => {
            sql.push(format_args!(" AND split_part(a.subject, ':', 1) = '{kind}'"));
            if event.is_none() && !matches!(kind, ObjectKind::Booking | ObjectKind::Mail) {
                // An index of its own, without what happens with every booking: see `DEEDS`.
                sql.push(DEEDS);
            }
        }
    }
    if let Some(from) = between.from {
        sql.push(" AND a.created_at >= ").push_bind(from);
    }
    if let Some((to, itself)) = between.to {
        sql.push(if itself { " AND a.created_at <= " } else { " AND a.created_at < " })
            .push_bind(to);
    }
}

/// What the indexes by deed and by kind of object leave out: it happens with every booking, to a booking
/// or to a mail.
const DEEDS: &str = " AND a.action NOT IN ('booking.held', 'booking.confirmed', 'mail.queued')";

/// Whether what is asked for never belongs to a booking.
fn without_bookings(query: &HistoryQuery) -> bool {
    let apart = |kind: &str| {
        [
            "account",
            "admin",
            "category",
            "event",
            "job",
            "message",
            "promotion",
            "review",
            "session",
            "team",
            "user",
            "venue",
            "waitlist",
            "waitlist_entry",
        ]
        .contains(&kind)
    };
    let of_action = query.action.and_then(|action| action.as_str().split('.').next());
    of_action.is_some_and(apart) || query.object.is_some_and(|(kind, _)| apart(kind.as_str()))
}
