//! A person's own inbox.

use crate::{Actor, Error, Hub};
use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use std::collections::BTreeMap;
use types::ids::{BookingId, EventId, NotificationId, UserId};
use types::notifications::{NoticeEvent, NoticeKind, Notification};
use types::{ErrorCode, Page, PageRequest};

/// Which lines are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InboxFilter {
    All,
    Unread,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: NotificationId,
    kind: NoticeKind,
    event_id: Option<EventId>,
    slug: Option<String>,
    title: Option<String>,
    booking_id: Option<BookingId>,
    data: serde_json::Value,
    created_at: DateTime<Utc>,
    read_at: Option<DateTime<Utc>>,
}

impl From<Row> for Notification {
    fn from(row: Row) -> Self {
        let event = match (row.event_id, row.slug, row.title) {
            (Some(id), Some(slug), Some(title)) => Some(NoticeEvent { id, slug, title }),
            _ => None,
        };
        let data: BTreeMap<_, _> = row
            .data
            .as_object()
            .into_iter()
            .flatten()
            .filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned())))
            .collect();
        Self {
            id: row.id,
            kind: row.kind,
            event,
            booking: row.booking_id,
            data,
            created_at: row.created_at,
            read_at: row.read_at,
        }
    }
}

const SELECT: &str = "SELECT n.id, n.kind, n.event_id, e.slug, e.title, n.booking_id, n.data,
        n.created_at, n.read_at
    FROM notifications n LEFT JOIN events e ON e.id = n.event_id";

/// The caller's inbox, newest first.
///
/// # Errors
/// `unauthenticated`.
pub async fn inbox(
    hub: &Hub,
    actor: Actor,
    filter: InboxFilter,
    page: PageRequest,
) -> Result<Page<Notification>, Error> {
    let user = actor.require_user()?;
    let unread = filter == InboxFilter::Unread;
    let mut connection = hub.db.read().await?;
    let count = sqlx::query_scalar(
        "SELECT count(*) FROM notifications WHERE user_id = $1 AND (read_at IS NULL OR NOT $2)",
    )
    .bind(user)
    .bind(unread)
    .fetch_one(&mut *connection)
    .await?;
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "{SELECT} WHERE n.user_id = $1 AND (n.read_at IS NULL OR NOT $2)
         ORDER BY n.created_at DESC, n.id DESC LIMIT $3 OFFSET $4"
    )))
    .bind(user)
    .bind(unread)
    .bind(page.limit())
    .bind(page.offset())
    .fetch_all(&mut *connection)
    .await?;
    Ok(Page::new(page, count, rows.into_iter().map(Into::into).collect()))
}

/// How many notifications the caller has not read; none for an anonymous caller.
///
/// # Errors
/// What the database says.
pub async fn unread(hub: &Hub, actor: Actor) -> Result<i64, Error> {
    let Some(user) = actor.user_id() else { return Ok(0) };
    let mut connection = hub.db.read().await?;
    Ok(count_unread(&mut connection, user).await?)
}

async fn count_unread(connection: &mut PgConnection, user: UserId) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar("SELECT count(*) FROM notifications WHERE user_id = $1 AND read_at IS NULL")
        .bind(user)
        .fetch_one(connection)
        .await
}

/// Marks one notification as read; the first time counts.
///
/// # Errors
/// `unauthenticated`, `not_found` for another person's.
pub async fn mark_read(hub: &Hub, actor: Actor, id: NotificationId) -> Result<Notification, Error> {
    let user = actor.require_user()?;
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                sqlx::query(
                    "UPDATE notifications SET read_at = clock_timestamp()
                     WHERE id = $1 AND user_id = $2 AND read_at IS NULL",
                )
                .bind(id)
                .bind(user)
                .execute(&mut *tx)
                .await?;
                let row: Option<Row> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
                    "{SELECT} WHERE n.id = $1 AND n.user_id = $2"
                )))
                .bind(id)
                .bind(user)
                .fetch_optional(tx)
                .await?;
                Ok(row.ok_or(ErrorCode::NotFound)?.into())
            })
        })
        .await
}

/// Marks everything as read that was there when this was asked; says how much that was.
///
/// # Errors
/// `unauthenticated`.
pub async fn mark_all_read(hub: &Hub, actor: Actor) -> Result<u64, Error> {
    let user = actor.require_user()?;
    hub.db
        .statement(move |connection| {
            Box::pin(async move {
                let marked = sqlx::query(
                    "UPDATE notifications SET read_at = clock_timestamp()
                     WHERE user_id = $1 AND read_at IS NULL",
                )
                .bind(user)
                .execute(connection)
                .await?;
                Ok(marked.rows_affected())
            })
        })
        .await
}

#[cfg(test)]
mod tests;
