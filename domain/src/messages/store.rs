//! The rows of messages.

use crate::event_bookings;
use crate::events::EventRow;
use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use sqlx::types::Json;
use sqlx::{AssertSqlSafe, QueryBuilder};
use types::attendance::AttendeeRef;
use types::event_bookings::BookingFilter;
use types::ids::{EventId, MessageId, UserId};
use types::messages::{Message, MessageState, RECIPIENTS_MAX, Reach, WriteMessage};

#[derive(sqlx::FromRow)]
pub(super) struct MessageRow {
    pub(super) id: MessageId,
    pub(super) subject: String,
    pub(super) body: String,
    pub(super) audience: Json<BookingFilter>,
    pub(super) news: bool,
    pub(super) state: MessageState,
    pub(super) author_id: Option<UserId>,
    pub(super) author_name: Option<String>,
    pub(super) send_at: DateTime<Utc>,
    pub(super) created_at: DateTime<Utc>,
    pub(super) began_at: Option<DateTime<Utc>>,
    pub(super) sent_at: Option<DateTime<Utc>>,
    pub(super) cancelled_at: Option<DateTime<Utc>>,
    pub(super) audience_size: Option<i32>,
}

impl From<MessageRow> for Message {
    fn from(row: MessageRow) -> Self {
        let author = row.author_id.zip(row.author_name);
        Self {
            id: row.id,
            subject: row.subject,
            body: row.body,
            audience: row.audience.0,
            news: row.news,
            state: row.state,
            author: author.map(|(id, display_name)| AttendeeRef { id, display_name }),
            send_at: row.send_at,
            created_at: row.created_at,
            began_at: row.began_at,
            sent_at: row.sent_at,
            cancelled_at: row.cancelled_at,
            audience_size: row.audience_size,
        }
    }
}

const SELECT: &str = "SELECT m.id, m.subject, m.body, m.audience, m.news, m.state, m.author_id,
        a.display_name AS author_name, m.send_at, m.created_at, m.began_at, m.sent_at,
        m.cancelled_at, m.audience_size
    FROM messages m LEFT JOIN users a ON a.id = m.author_id AND a.deleted_at IS NULL";

/// A message of an event; locked until the transaction ends, where that is wanted.
pub(super) async fn of_event(
    connection: &mut PgConnection,
    event: EventId,
    id: MessageId,
    locked: bool,
) -> Result<Option<MessageRow>, sqlx::Error> {
    let lock = if locked { " FOR UPDATE OF m" } else { "" };
    sqlx::query_as(AssertSqlSafe(format!("{SELECT} WHERE m.event_id = $1 AND m.id = $2{lock}")))
        .bind(event)
        .bind(id)
        .fetch_optional(connection)
        .await
}

/// One page, the newest first, and how many there are.
pub(super) async fn page(
    connection: &mut PgConnection,
    event: EventId,
    (limit, offset): (i64, i64),
) -> Result<(i64, Vec<MessageRow>), sqlx::Error> {
    let count = sqlx::query_scalar("SELECT count(*) FROM messages WHERE event_id = $1")
        .bind(event)
        .fetch_one(&mut *connection)
        .await?;
    let rows = sqlx::query_as(AssertSqlSafe(format!(
        "{SELECT} WHERE m.event_id = $1 ORDER BY m.created_at DESC, m.id DESC LIMIT $2 OFFSET $3"
    )))
    .bind(event)
    .bind(limit)
    .bind(offset)
    .fetch_all(connection)
    .await?;
    Ok((count, rows))
}

pub(super) async fn insert(
    tx: &mut PgConnection,
    (id, event, author): (MessageId, EventId, Option<UserId>),
    message: &WriteMessage,
    send_at: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO messages (id, event_id, author_id, subject, body, audience, news, state, send_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'SCHEDULED', $8)",
    )
    .bind(id)
    .bind(event)
    .bind(author)
    .bind(&message.subject)
    .bind(&message.body)
    .bind(Json(&message.audience))
    .bind(message.news)
    .bind(send_at)
    .execute(tx)
    .await?;
    Ok(())
}

/// Replaces what a message says, to whom and when.
pub(super) async fn update(
    tx: &mut PgConnection,
    id: MessageId,
    message: &WriteMessage,
    send_at: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE messages SET subject = $2, body = $3, audience = $4, news = $5, send_at = $6
         WHERE id = $1 AND state = 'SCHEDULED'",
    )
    .bind(id)
    .bind(&message.subject)
    .bind(&message.body)
    .bind(Json(&message.audience))
    .bind(message.news)
    .bind(send_at)
    .execute(tx)
    .await?;
    Ok(())
}

pub(super) async fn cancel(
    tx: &mut PgConnection,
    id: MessageId,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE messages SET state = 'CANCELLED', cancelled_at = $2
         WHERE id = $1 AND state = 'SCHEDULED'",
    )
    .bind(id)
    .bind(now)
    .execute(tx)
    .await?;
    Ok(())
}

/// Whom a filter finds, by what would become of a message to them.
pub(super) async fn reach(
    connection: &mut PgConnection,
    event: &EventRow,
    (audience, news): (&BookingFilter, bool),
) -> Result<Reach, sqlx::Error> {
    let mut sql = QueryBuilder::new(
        "SELECT count(*) FILTER (WHERE NOT gone AND NOT out) AS recipients,
             count(*) FILTER (WHERE NOT gone AND NOT out AND NOT proved) AS unproved,
             count(*) FILTER (WHERE NOT gone AND out) AS opted_out,
             count(*) FILTER (WHERE gone) AS disabled
         FROM (SELECT u.disabled_at IS NOT NULL OR u.deleted_at IS NOT NULL AS gone,
             u.email_verified_at IS NOT NULL AS proved, o.user_id IS NOT NULL AND ",
    );
    sql.push_bind(news).push(" AS out FROM (");
    event_bookings::push_people(&mut sql, event, audience, None);
    sql.push(
        ") AS people JOIN users u ON u.id = people.user_id
         LEFT JOIN news_opt_outs o ON o.user_id = u.id AND o.organizer_id = ",
    );
    sql.push_bind(event.organizer_id).push(") AS audience");
    // Planned each time: what a filter finds is known only with its values.
    sql.build_query_as().persistent(false).fetch_one(connection).await
}

/// Writes down whom the message goes to: those who had booked by its time. Says how many.
pub(super) async fn settle_audience(
    tx: &mut PgConnection,
    id: MessageId,
    event: &EventRow,
    (audience, until): (&BookingFilter, DateTime<Utc>),
) -> Result<u64, sqlx::Error> {
    let mut sql = QueryBuilder::new(
        "INSERT INTO message_recipients (message_id, user_id, booking_id) SELECT ",
    );
    sql.push_bind(id).push(", people.user_id, people.booking_id FROM (");
    event_bookings::push_people(&mut sql, event, audience, Some(until));
    sql.push(") AS people LIMIT ").push_bind(RECIPIENTS_MAX);
    Ok(sql.build().persistent(false).execute(tx).await?.rows_affected())
}
