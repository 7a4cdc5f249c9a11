//! An event's messages as its organizer sees them, with what became of each.

use super::limits::{self, Room};
use super::store;
use crate::events::{EventRight, EventRow, owned};
use crate::{Actor, Error, Hub};
use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use types::attendance::AttendeeRef;
use types::ids::{BookingId, MessageId, UserId};
use types::messages::{Delivery, DeliveryCounts, Message, MessageRecipient};
use types::{ErrorCode, Page, PageRequest};

/// What became of a mail is its own state.
macro_rules! became {
    () => {
        "coalesce(r.left_out, CASE m.status WHEN 'QUEUED' THEN 'queued' WHEN 'SENT' THEN 'sent' \
             WHEN 'FAILED' THEN 'failed' WHEN 'WITHHELD' THEN 'unproved' END, \
             CASE WHEN r.queued_at IS NULL THEN 'waiting' ELSE 'sent' END)"
    };
}

macro_rules! from {
    () => {
        "FROM message_recipients r LEFT JOIN users u ON u.id = r.user_id \
         LEFT JOIN mail_messages m ON r.queued_at IS NOT NULL \
             AND m.unique_key = 'organizer_message:' || r.message_id || ':' || r.user_id"
    };
}

/// What there is to know before a message is written.
#[derive(Clone, Debug)]
pub struct MessagesDesk {
    /// IANA name.
    pub timezone: String,
    /// Whether the caller has proved their address.
    pub verified: bool,
    /// The organizer's proved address: replies go there. None: they go nowhere.
    pub reply_to: Option<String>,
    pub room: Room,
}

/// # Errors
/// Not found or denied.
pub async fn desk(hub: &Hub, actor: Actor, event: &str) -> Result<MessagesDesk, Error> {
    let user = actor.require_user()?;
    let mut connection = hub.db.read().await?;
    let event = owned(&mut connection, actor, event, EventRight::Bookings).await?;
    let (verified, reply_to): (bool, Option<String>) = sqlx::query_as(
        "SELECT u.email_verified_at IS NOT NULL,
             CASE WHEN o.email_verified_at IS NOT NULL THEN o.email END
         FROM users u CROSS JOIN users o WHERE u.id = $1 AND o.id = $2",
    )
    .bind(user)
    .bind(event.organizer_id)
    .fetch_one(&mut *connection)
    .await?;
    let room = limits::room(&mut connection, event.organizer_id, hub.now()).await?;
    Ok(MessagesDesk { timezone: event.timezone, verified, reply_to, room })
}

/// An event's messages, the newest first, and the event's zone.
///
/// # Errors
/// Not found or denied.
pub async fn list(
    hub: &Hub,
    actor: Actor,
    event: &str,
    page: PageRequest,
) -> Result<(Page<Message>, String), Error> {
    let mut connection = hub.db.read().await?;
    let event = owned(&mut connection, actor, event, EventRight::Bookings).await?;
    let bounds = (page.limit(), page.offset());
    let (count, rows) = store::page(&mut connection, event.id, bounds).await?;
    let messages = rows.into_iter().map(Message::from).collect();
    Ok((Page::new(page, count, messages), event.timezone))
}

/// A message in full.
#[derive(Clone, Debug)]
pub struct ReadMessage {
    pub message: Message,
    pub counts: DeliveryCounts,
    /// IANA name.
    pub timezone: String,
    /// Its organizer has sent enough for today: those who wait get it another day.
    pub limited: bool,
}

/// # Errors
/// Not found or denied.
pub async fn message(
    hub: &Hub,
    actor: Actor,
    event: &str,
    id: MessageId,
) -> Result<ReadMessage, Error> {
    let mut connection = hub.db.read().await?;
    let (event, message) = of(&mut connection, actor, event, id).await?;
    let counts = counts(&mut connection, id).await?;
    let organizer = event.organizer_id;
    let limited =
        counts.waiting > 0 && limits::turns(&mut connection, organizer, hub.now(), 1).await? == 0;
    Ok(ReadMessage { message, counts, timezone: event.timezone, limited })
}

/// What became of a message for each of its audience, by name; of those only whom it did so, where one
/// is asked for.
///
/// # Errors
/// Not found or denied.
pub async fn recipients(
    hub: &Hub,
    actor: Actor,
    event: &str,
    id: MessageId,
    (only, page): (Option<Delivery>, PageRequest),
) -> Result<Page<MessageRecipient>, Error> {
    let mut connection = hub.db.read().await?;
    of(&mut connection, actor, event, id).await?;
    let counts = counts(&mut connection, id).await?;
    let count = Delivery::ALL
        .into_iter()
        .filter(|it| only.is_none_or(|only| only == *it))
        .map(|it| *{ counts }.of(it))
        .sum();
    let rows: Vec<Row> = sqlx::query_as(concat!(
        "SELECT * FROM (SELECT r.user_id, coalesce(u.display_name, '–') AS display_name,
             coalesce(u.email, '') AS email, r.booking_id, ",
        became!(),
        " AS delivery, CASE WHEN m.status <> 'SENT' THEN m.last_error END AS error, m.sent_at ",
        from!(),
        " WHERE r.message_id = $1) AS each WHERE $2::text IS NULL OR delivery = $2
         ORDER BY lower(display_name), user_id LIMIT $3 OFFSET $4"
    ))
    .bind(id)
    .bind(only)
    .bind(page.limit())
    .bind(page.offset())
    .fetch_all(&mut *connection)
    .await?;
    Ok(Page::new(page, count, rows.into_iter().map(MessageRecipient::from).collect()))
}

#[derive(sqlx::FromRow)]
struct Row {
    user_id: UserId,
    display_name: String,
    email: String,
    booking_id: BookingId,
    delivery: Delivery,
    error: Option<String>,
    sent_at: Option<DateTime<Utc>>,
}

impl From<Row> for MessageRecipient {
    fn from(row: Row) -> Self {
        // Why a mail was withheld is said by its state.
        let error = row.error.filter(|_| row.delivery != Delivery::Unproved);
        Self {
            user: AttendeeRef { id: row.user_id, display_name: row.display_name },
            email: row.email,
            booking: row.booking_id,
            delivery: row.delivery,
            error,
            sent_at: row.sent_at,
        }
    }
}

async fn counts(
    connection: &mut PgConnection,
    id: MessageId,
) -> Result<DeliveryCounts, sqlx::Error> {
    let rows: Vec<(Delivery, i64)> = sqlx::query_as(concat!(
        "SELECT ",
        became!(),
        " AS delivery, count(*) ",
        from!(),
        " WHERE r.message_id = $1 GROUP BY 1"
    ))
    .bind(id)
    .fetch_all(connection)
    .await?;
    let mut counts = DeliveryCounts::default();
    for (delivery, count) in rows {
        *counts.of(delivery) += count;
    }
    Ok(counts)
}

async fn of(
    connection: &mut PgConnection,
    actor: Actor,
    event: &str,
    id: MessageId,
) -> Result<(EventRow, Message), Error> {
    let event = owned(connection, actor, event, EventRight::Bookings).await?;
    let row = store::of_event(connection, event.id, id, false).await?;
    let row = row.ok_or(ErrorCode::NotFound)?;
    Ok((event, row.into()))
}
