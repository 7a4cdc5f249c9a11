//! What the reader of a message about a booking may know of it.

use super::super::details::{Details, load_details};
use sqlx::postgres::PgConnection;
use types::Money;
use types::bookings::{BookingStatus, Ticket};
use types::ids::{BookingId, EventId, TicketId, UserId};

/// Who reads about a booking.
#[derive(Clone, Debug)]
pub(crate) enum Reader {
    /// Whoever booked; nothing where the booking is gone.
    Buyer(Option<Box<Details>>),
    /// Whom tickets were handed on to: of these alone. The first is where links lead.
    Guest(TicketId, Box<Details>),
    /// Whom they were taken back from.
    Nobody,
}

/// What somebody may read about a booking; of a guest's tickets, about this one if it is named, else about
/// those that are valid, or all where none is.
pub(crate) async fn reader_of(
    connection: &mut PgConnection,
    booking: BookingId,
    user: Option<UserId>,
    ticket: Option<TicketId>,
) -> Result<Reader, sqlx::Error> {
    let foreign: bool =
        sqlx::query_scalar("SELECT EXISTS (SELECT FROM bookings WHERE id = $1 AND user_id <> $2)")
            .bind(booking)
            .bind(user)
            .fetch_one(&mut *connection)
            .await?;
    if !foreign {
        return Ok(Reader::Buyer(load_details(connection, booking).await?.map(Box::new)));
    }
    let theirs: Vec<(TicketId, bool)> = sqlx::query_as(
        "SELECT t.id, t.cancelled_at IS NOT NULL AS void
         FROM tickets t JOIN ticket_guests g ON g.ticket_id = t.id
         WHERE t.booking_id = $1 AND g.user_id = $2 AND ($3::uuid IS NULL OR t.id = $3)
         ORDER BY void, t.seat",
    )
    .bind(booking)
    .bind(user)
    .bind(ticket)
    .fetch_all(&mut *connection)
    .await?;
    let Some((first, void)) = theirs.first().copied() else { return Ok(Reader::Nobody) };
    let tickets: Vec<_> = theirs.iter().filter(|it| it.1 == void).map(|it| it.0).collect();
    let details = of_guest(connection, booking, &tickets).await?;
    Ok(details.map_or(Reader::Nobody, |details| Reader::Guest(first, Box::new(details))))
}

/// What somebody may read about a booking of which a ticket was theirs: the event, and nothing that is
/// said to those alone who come.
pub(crate) async fn former_guest(
    connection: &mut PgConnection,
    booking: BookingId,
    user: Option<UserId>,
) -> Result<Option<Details>, sqlx::Error> {
    let Some(mut details) = load_details(&mut *connection, booking).await? else {
        return Ok(None);
    };
    without_money(&mut details);
    details.status = BookingStatus::Cancelled;
    details.attends = attends(connection, user, details.event).await?;
    details.quantity = 1;
    details.online_meeting_url = None;
    details.items.clear();
    details.tickets.clear();
    Ok(Some(details))
}

#[derive(sqlx::FromRow)]
struct Row {
    #[sqlx(flatten)]
    ticket: Ticket,
    void: bool,
    guest: Option<UserId>,
}

/// The details of some tickets of a booking, with their codes: what their guest may know. Nothing of the
/// other tickets, and nothing of money.
pub(in super::super) async fn of_guest(
    connection: &mut PgConnection,
    booking: BookingId,
    tickets: &[TicketId],
) -> Result<Option<Details>, sqlx::Error> {
    let Some(mut details) = load_details(&mut *connection, booking).await? else {
        return Ok(None);
    };
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT t.id, t.code, t.attendee_name, t.checked_in_at, t.ticket_type_id,
             t.cancelled_at IS NOT NULL AS void, g.user_id AS guest
         FROM tickets t LEFT JOIN ticket_guests g ON g.ticket_id = t.id
         WHERE t.id = ANY($1) AND t.booking_id = $2 ORDER BY t.seat",
    )
    .bind(tickets)
    .bind(booking)
    .fetch_all(&mut *connection)
    .await?;
    let Some(guest) = rows.first().map(|row| row.guest) else { return Ok(None) };
    if rows.iter().all(|row| row.void) {
        details.status = BookingStatus::Cancelled;
    }
    details.attends = attends(connection, guest, details.event).await?;
    without_money(&mut details);
    details.quantity = i32::try_from(rows.len()).unwrap_or(i32::MAX);
    details.tickets = rows.into_iter().map(|row| row.ticket).collect();
    for item in &mut details.items {
        let of = Some(item.ticket_type);
        let count = details.tickets.iter().filter(|ticket| ticket.ticket_type == of).count();
        item.quantity = i32::try_from(count).unwrap_or(i32::MAX);
    }
    details.items.retain(|item| item.quantity > 0);
    Ok(Some(details))
}

fn without_money(details: &mut Details) {
    details.total = Money::zero(details.total.currency);
    details.hold_expires_at = None;
    for item in &mut details.items {
        item.unit_price = rust_decimal::Decimal::ZERO;
    }
}

/// Whether somebody has a valid ticket of the event, handed on to them or booked.
async fn attends(
    connection: &mut PgConnection,
    user: Option<UserId>,
    event: EventId,
) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT EXISTS (SELECT FROM ticket_guests g JOIN tickets t ON t.id = g.ticket_id
                     JOIN bookings b ON b.id = t.booking_id AND b.status = 'CONFIRMED'
                 WHERE g.user_id = $1 AND t.event_id = $2 AND t.cancelled_at IS NULL)
             OR EXISTS (SELECT FROM bookings
                 WHERE user_id = $1 AND event_id = $2 AND status = 'CONFIRMED')",
    )
    .bind(user)
    .bind(event)
    .fetch_one(connection)
    .await
}
