//! Everything that a ticket, a calendar entry or a message says about a booking.

use crate::{Actor, Error, Hub};
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use sqlx::postgres::PgConnection;
use types::bookings::{BookingStatus, Ticket};
use types::ids::{BookingId, EventId};
use types::ticket_types::BookingItem;
use types::{Currency, ErrorCode, Money};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    pub id: BookingId,
    pub reference: String,
    pub status: BookingStatus,
    pub quantity: i32,
    pub total: Money,
    pub hold_expires_at: Option<DateTime<Utc>>,
    pub event: EventId,
    pub event_slug: String,
    pub title: String,
    pub starts: DateTime<Utc>,
    pub ends: DateTime<Utc>,
    /// IANA name.
    pub timezone: String,
    pub location: String,
    pub venue: Option<String>,
    pub online_meeting_url: Option<String>,
    pub event_cancelled: bool,
    /// Why the event was cancelled, in the organizer's words.
    pub event_cancel_reason: Option<String>,
    /// How often what the attendee's calendar shows of the event has changed, and when it last did:
    /// in the event, or in whether the attendee takes part.
    pub revision: i32,
    pub revised_at: DateTime<Utc>,
    /// The attendee has a confirmed booking for the event: this one, or another.
    pub attends: bool,
    /// What was booked of each kind; empty where the event has one kind of ticket.
    pub items: Vec<BookingItem>,
    /// Those that its reader may show: without the ones that were handed on.
    pub tickets: Vec<Ticket>,
}

impl Details {
    /// What kind a ticket is, where the event has several.
    pub fn kind_of(&self, ticket: &Ticket) -> Option<&str> {
        let item = self.items.iter().find(|item| Some(item.ticket_type) == ticket.ticket_type);
        item.map(|item| &*item.name)
    }
}

/// The details of a confirmed booking of the caller's own: what its tickets are printed from.
///
/// # Errors
/// `unauthenticated`, `not_found` for another person's, `booking_not_confirmed`.
pub async fn confirmed_details(
    hub: &Hub,
    actor: Actor,
    booking: BookingId,
) -> Result<Details, Error> {
    let user = actor.require_user()?;
    let mut connection = hub.db.read().await?;
    let own: bool =
        sqlx::query_scalar("SELECT EXISTS (SELECT FROM bookings WHERE id = $1 AND user_id = $2)")
            .bind(booking)
            .bind(user)
            .fetch_one(&mut *connection)
            .await?;
    let details = if own { load_details(&mut connection, booking).await? } else { None };
    let details = details.ok_or(ErrorCode::NotFound)?;
    if details.status == BookingStatus::Confirmed {
        Ok(details)
    } else {
        Err(ErrorCode::BookingNotConfirmed.into())
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: BookingId,
    reference: String,
    status: BookingStatus,
    quantity: i32,
    total_price: Decimal,
    currency: Currency,
    hold_expires_at: Option<DateTime<Utc>>,
    event_id: EventId,
    slug: String,
    title: String,
    start_date: DateTime<Utc>,
    end_date: DateTime<Utc>,
    timezone: String,
    location: String,
    venue: Option<String>,
    online_meeting_url: Option<String>,
    event_cancelled: bool,
    event_cancel_reason: Option<String>,
    revision: i32,
    revised_at: DateTime<Utc>,
    attends: bool,
    typed: bool,
}

pub(crate) async fn load_details(
    connection: &mut PgConnection,
    booking: BookingId,
) -> Result<Option<Details>, sqlx::Error> {
    Ok(load_all_details(connection, &[booking]).await?.pop())
}

/// The details of several bookings, in the order of the ids.
pub(super) async fn load_all_details(
    connection: &mut PgConnection,
    bookings: &[BookingId],
) -> Result<Vec<Details>, sqlx::Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT b.id, b.reference, b.status, b.quantity, b.total_price, b.currency, b.hold_expires_at,
             b.event_id, e.slug, e.title, e.start_date, e.end_date, e.timezone, e.location,
             v.name AS venue, e.online_meeting_url,
             e.status = 'CANCELLED' AS event_cancelled, e.cancel_reason AS event_cancel_reason,
             e.revision + own.revision AS revision,
             greatest(e.revised_at, own.revised_at) AS revised_at, own.attends, b.typed
         FROM unnest($1::uuid[]) WITH ORDINALITY AS asked(id, position)
             JOIN bookings b ON b.id = asked.id JOIN events e ON e.id = b.event_id
             LEFT JOIN venues v ON v.id = e.venue_id
             CROSS JOIN LATERAL (
                 -- The first confirmation leaves the entry as everybody has it; what the attendee
                 -- cancels and books anew after it counts.
                 SELECT (greatest(count(*) - 1, 0) + count(*) FILTER (WHERE o.left_at IS NOT NULL))
                         ::integer AS revision,
                     greatest(
                         CASE WHEN count(*) > 1 THEN max(o.confirmed_at) END, max(o.left_at)
                     ) AS revised_at,
                     coalesce(bool_or(o.status = 'CONFIRMED'), false) AS attends
                 FROM (
                     SELECT status, confirmed_at,
                         CASE WHEN cancel_reason <> 'event_cancelled' THEN cancelled_at END AS left_at
                     FROM bookings
                     WHERE user_id = b.user_id AND event_id = b.event_id
                       AND confirmed_at IS NOT NULL
                 ) o
             ) own
         ORDER BY asked.position",
    )
    .bind(bookings)
    .fetch_all(&mut *connection)
    .await?;
    let typed: Vec<BookingId> = rows.iter().filter(|row| row.typed).map(|row| row.id).collect();
    let mut items = super::read::items(connection, &typed).await?;
    let mut tickets = super::read::tickets(connection, bookings).await?;
    let details = rows.into_iter().map(|row| Details {
        items: items.remove(&row.id).unwrap_or_default(),
        tickets: kept(tickets.remove(&row.id).unwrap_or_default()),
        id: row.id,
        reference: row.reference,
        status: row.status,
        quantity: row.quantity,
        total: Money::new(row.total_price, row.currency),
        hold_expires_at: row.hold_expires_at,
        event: row.event_id,
        event_slug: row.slug,
        title: row.title,
        starts: row.start_date,
        ends: row.end_date,
        timezone: row.timezone,
        location: row.location,
        venue: row.venue,
        online_meeting_url: row.online_meeting_url,
        event_cancelled: row.event_cancelled,
        event_cancel_reason: row.event_cancel_reason,
        revision: row.revision,
        revised_at: row.revised_at,
        attends: row.attends,
    });
    Ok(details.collect())
}

fn kept(mut tickets: Vec<Ticket>) -> Vec<Ticket> {
    tickets.retain(|ticket| ticket.sent_to.is_none());
    tickets
}
