//! Bookings as their owners see them.

use super::exchange::open_exchanges;
use super::policy::Terms;
use crate::{Actor, Allowed, Error, Hub, payments};
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use sqlx::AssertSqlSafe;
use sqlx::postgres::PgConnection;
use std::collections::HashMap;
use types::bookings::{Booking, BookingEvent, BookingStatus, CancelReason, Ticket};
use types::ids::{BookingId, EventId, TicketTypeId, UserId};
use types::ticket_types::BookingItem;
use types::{Currency, ErrorCode, Page, PageRequest, RefundPolicy};

/// One booking of the caller's own.
///
/// # Errors
/// `unauthenticated`; `not_found` for another person's.
pub async fn get(hub: &Hub, actor: Actor, booking: BookingId) -> Result<Booking, Error> {
    let user = actor.require_user()?;
    let mut connection = hub.db.read().await?;
    load_own(&mut connection, user, booking).await?.ok_or_else(|| Error::from(ErrorCode::NotFound))
}

/// Whether the caller may do something with a booking.
///
/// # Errors
/// `unauthenticated`; `not_found` for another person's.
pub async fn may_change(hub: &Hub, actor: Actor, booking: BookingId) -> Result<Allowed, Error> {
    let user = actor.require_user()?;
    let own: bool =
        sqlx::query_scalar("SELECT EXISTS (SELECT FROM bookings WHERE id = $1 AND user_id = $2)")
            .bind(booking)
            .bind(user)
            .fetch_one(&mut *hub.db.read().await?)
            .await?;
    if own { Ok(Allowed::looked()) } else { Err(ErrorCode::NotFound.into()) }
}

/// The caller's own bookings, newest first.
///
/// # Errors
/// `unauthenticated`.
pub async fn list(hub: &Hub, actor: Actor, page: PageRequest) -> Result<Page<Booking>, Error> {
    let user = actor.require_user()?;
    let mut connection = hub.db.read().await?;
    let count: i64 = sqlx::query_scalar("SELECT count(*) FROM bookings WHERE user_id = $1")
        .bind(user)
        .fetch_one(&mut *connection)
        .await?;
    let ids: Vec<BookingId> = sqlx::query_scalar(
        "SELECT id FROM bookings WHERE user_id = $1
         ORDER BY booked_at DESC, id DESC LIMIT $2 OFFSET $3",
    )
    .bind(user)
    .bind(page.limit())
    .bind(page.offset())
    .fetch_all(&mut *connection)
    .await?;
    Ok(Page::new(page, count, load(&mut connection, &ids).await?))
}

/// The tabs of a person's own bookings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BookingTab {
    /// Of events that have not ended, the next one first.
    Upcoming,
    /// The last one first.
    Past,
    /// The last to be cancelled first.
    Cancelled,
}

impl BookingTab {
    const fn condition(self) -> &'static str {
        match self {
            Self::Upcoming => "b.status <> 'CANCELLED' AND e.end_date > clock_timestamp()",
            Self::Past => "b.status <> 'CANCELLED' AND e.end_date <= clock_timestamp()",
            Self::Cancelled => "b.status = 'CANCELLED'",
        }
    }

    const fn order(self) -> &'static str {
        match self {
            Self::Upcoming => "e.start_date, b.booked_at, b.id",
            Self::Past => "e.start_date DESC, b.booked_at DESC, b.id DESC",
            Self::Cancelled => "b.cancelled_at DESC, b.id DESC",
        }
    }
}

/// One tab of the caller's own bookings.
///
/// # Errors
/// `unauthenticated`.
pub async fn list_tab(
    hub: &Hub,
    actor: Actor,
    tab: BookingTab,
    page: PageRequest,
) -> Result<Page<Booking>, Error> {
    let user = actor.require_user()?;
    let mut connection = hub.db.read().await?;
    let of = format!(
        "FROM bookings b JOIN events e ON e.id = b.event_id WHERE b.user_id = $1 AND {}",
        tab.condition()
    );
    let count: i64 = sqlx::query_scalar(AssertSqlSafe(format!("SELECT count(*) {of}")))
        .bind(user)
        .fetch_one(&mut *connection)
        .await?;
    let ids: Vec<BookingId> = sqlx::query_scalar(AssertSqlSafe(format!(
        "SELECT b.id {of} ORDER BY {} LIMIT $2 OFFSET $3",
        tab.order()
    )))
    .bind(user)
    .bind(page.limit())
    .bind(page.offset())
    .fetch_all(&mut *connection)
    .await?;
    let mut found = load(&mut connection, &ids).await?;
    found.sort_by_key(|booking| ids.iter().position(|id| *id == booking.id));
    Ok(Page::new(page, count, found))
}

/// What a person's private calendar shows: what they go to or went to lately, and what was
/// cancelled by its organizer. Several bookings for one event are one entry.
///
/// # Errors
/// What the database says.
pub async fn for_calendar(hub: &Hub, user: UserId) -> Result<Vec<super::Details>, sqlx::Error> {
    let mut connection = hub.db.read().await?;
    let ids: Vec<BookingId> = sqlx::query_scalar(
        "SELECT id FROM (
             SELECT DISTINCT ON (b.event_id) b.id, e.start_date
             FROM bookings b JOIN events e ON e.id = b.event_id
             WHERE b.user_id = $1 AND e.end_date > clock_timestamp() - interval '90 days'
               AND (b.status = 'CONFIRMED'
                   OR b.status = 'CANCELLED' AND b.cancel_reason = 'event_cancelled')
             ORDER BY b.event_id, b.status = 'CONFIRMED' DESC, b.booked_at
         ) AS kept ORDER BY start_date, id LIMIT 1000",
    )
    .bind(user)
    .fetch_all(&mut *connection)
    .await?;
    super::details::load_all_details(&mut connection, &ids).await
}

/// The booking, if it is this person's.
pub(super) async fn load_own(
    connection: &mut PgConnection,
    user: UserId,
    booking: BookingId,
) -> Result<Option<Booking>, sqlx::Error> {
    let own: Option<BookingId> =
        sqlx::query_scalar("SELECT id FROM bookings WHERE id = $1 AND user_id = $2")
            .bind(booking)
            .bind(user)
            .fetch_optional(&mut *connection)
            .await?;
    Ok(load(connection, own.as_slice()).await?.pop())
}

/// The booking, whoever's it is.
pub(crate) async fn load_one(
    connection: &mut PgConnection,
    booking: BookingId,
) -> Result<Option<Booking>, sqlx::Error> {
    Ok(load(connection, &[booking]).await?.pop())
}

#[derive(sqlx::FromRow)]
struct BookingRow {
    id: BookingId,
    reference: String,
    event_id: EventId,
    title: String,
    start_date: DateTime<Utc>,
    quantity: i32,
    unit_price: Decimal,
    discount: Decimal,
    promo_code: Option<String>,
    total_price: Decimal,
    currency: Currency,
    refunded: Decimal,
    #[sqlx(flatten)]
    refund_policy: RefundPolicy,
    event_start_at_booking: Option<DateTime<Utc>>,
    moved_until: Option<DateTime<Utc>>,
    status: BookingStatus,
    cancel_reason: Option<CancelReason>,
    hold_expires_at: Option<DateTime<Utc>>,
    booked_at: DateTime<Utc>,
    confirmed_at: Option<DateTime<Utc>>,
    typed: bool,
}

#[derive(sqlx::FromRow)]
struct ItemRow {
    booking_id: BookingId,
    ticket_type_id: TicketTypeId,
    name: String,
    quantity: i32,
    unit_price: Decimal,
}

#[derive(sqlx::FromRow)]
struct TicketRow {
    booking_id: BookingId,
    #[sqlx(flatten)]
    ticket: Ticket,
}

/// Bookings with their own newest payment, their open exchange and their tickets, newest first.
async fn load(
    connection: &mut PgConnection,
    ids: &[BookingId],
) -> Result<Vec<Booking>, sqlx::Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<BookingRow> = sqlx::query_as(
        "SELECT b.id, b.reference, b.event_id, e.title, e.start_date, b.quantity, b.unit_price,
             b.discount, b.promo_code, b.total_price, b.currency,
             coalesce((
                 SELECT sum(p.refunded) FROM payments p
                     LEFT JOIN ticket_exchanges x ON x.id = p.exchange_id
                 WHERE p.booking_id = b.id AND (p.exchange_id IS NULL OR x.status = 'DONE')), 0)
                 AS refunded, b.refund_full_until_hours,
             b.refund_percent_after, b.event_start_at_booking, moved_until(b.id) AS moved_until,
             b.status, b.cancel_reason, b.hold_expires_at,
             b.booked_at, b.confirmed_at, b.typed
         FROM bookings b JOIN events e ON e.id = b.event_id
         WHERE b.id = ANY($1) ORDER BY b.booked_at DESC, b.id DESC",
    )
    .bind(ids)
    .fetch_all(&mut *connection)
    .await?;
    let mut payments = payments::newest_of(connection, ids).await?;
    let typed: Vec<_> = rows.iter().filter(|row| row.typed).map(|row| row.id).collect();
    let mut items = items(connection, &typed).await?;
    let mut exchanges = open_exchanges(connection, &typed).await?;
    let mut tickets = tickets(connection, ids).await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let terms = Terms {
                rule: row.refund_policy,
                starts: row.start_date,
                booked_for: row.event_start_at_booking,
                moved_until: row.moved_until,
            };
            Booking {
                id: row.id,
                reference: row.reference,
                event: BookingEvent {
                    id: row.event_id,
                    title: row.title,
                    start_date: row.start_date,
                },
                quantity: row.quantity,
                items: items.remove(&row.id).unwrap_or_default(),
                unit_price: row.unit_price,
                discount: row.discount,
                promo_code: row.promo_code,
                total_price: row.total_price,
                currency: row.currency,
                refunded: row.refunded,
                refund_policy: terms.rule,
                event_start_at_booking: row.event_start_at_booking,
                full_refund_until: terms.full_until(),
                moved_refund_until: terms.moved_until(),
                status: row.status,
                cancel_reason: row.cancel_reason,
                hold_expires_at: row.hold_expires_at,
                booked_at: row.booked_at,
                confirmed_at: row.confirmed_at,
                payment: payments.remove(&row.id),
                exchange: exchanges.remove(&row.id),
                tickets: match row.status {
                    BookingStatus::Confirmed => tickets.remove(&row.id).unwrap_or_default(),
                    BookingStatus::Pending | BookingStatus::Cancelled => Vec::new(),
                },
            }
        })
        .collect())
}

/// What was booked of each kind, in the organizer's order; what is left of it.
pub(crate) async fn items(
    connection: &mut PgConnection,
    bookings: &[BookingId],
) -> Result<HashMap<BookingId, Vec<BookingItem>>, sqlx::Error> {
    if bookings.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<ItemRow> = sqlx::query_as(
        "SELECT i.booking_id, i.ticket_type_id, t.name, i.quantity, i.unit_price
         FROM booking_items i JOIN ticket_types t ON t.id = i.ticket_type_id
         WHERE i.booking_id = ANY($1) AND i.quantity > 0
         ORDER BY i.booking_id, t.position, t.id",
    )
    .bind(bookings)
    .fetch_all(connection)
    .await?;
    let mut items = HashMap::<BookingId, Vec<BookingItem>>::new();
    for ItemRow { booking_id, ticket_type_id, name, quantity, unit_price } in rows {
        let item = BookingItem { ticket_type: ticket_type_id, name, quantity, unit_price };
        items.entry(booking_id).or_default().push(item);
    }
    Ok(items)
}

/// As whoever booked may see them: the code of one that was handed on is its guest's alone.
pub(super) async fn tickets(
    connection: &mut PgConnection,
    bookings: &[BookingId],
) -> Result<HashMap<BookingId, Vec<Ticket>>, sqlx::Error> {
    let rows: Vec<TicketRow> = sqlx::query_as(
        "SELECT t.id, t.booking_id, CASE WHEN g.ticket_id IS NULL THEN t.code ELSE '' END AS code,
             t.attendee_name, t.checked_in_at, t.ticket_type_id,
             g.email AS sent_to, g.sent_at, g.opened_at
         FROM tickets t LEFT JOIN ticket_guests g ON g.ticket_id = t.id
         WHERE t.booking_id = ANY($1) AND t.cancelled_at IS NULL ORDER BY t.booking_id, t.seat",
    )
    .bind(bookings)
    .fetch_all(connection)
    .await?;
    let mut tickets = HashMap::<BookingId, Vec<Ticket>>::new();
    for row in rows {
        tickets.entry(row.booking_id).or_default().push(row.ticket);
    }
    Ok(tickets)
}
