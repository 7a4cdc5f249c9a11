//! What the reader of a message about a booking may know of it.

use super::super::details::{Details, load_details};
use sqlx::postgres::PgConnection;
use types::Money;
use types::bookings::{BookingStatus, Ticket};
use types::ids::{BookingId, TicketId, UserId};

/// Who reads about a booking.
#[derive(Clone, Debug)]
pub(crate) enum Reader {
    /// Whoever booked; nothing where the booking is gone.
    Buyer(Option<Box<Details>>),
    /// Whom a ticket was handed on to: of that alone.
    Guest(TicketId, Box<Details>),
    /// Whom it was taken back from.
    Nobody,
}

/// What somebody may read about a booking; of a guest's tickets, about this one if it is named.
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
    let ticket: Option<TicketId> = sqlx::query_scalar(
        "SELECT t.id FROM tickets t JOIN ticket_guests g ON g.ticket_id = t.id
         WHERE t.booking_id = $1 AND g.user_id = $2 AND ($3::uuid IS NULL OR t.id = $3)
         ORDER BY t.cancelled_at IS NOT NULL, t.seat LIMIT 1",
    )
    .bind(booking)
    .bind(user)
    .bind(ticket)
    .fetch_optional(&mut *connection)
    .await?;
    let Some(ticket) = ticket else { return Ok(Reader::Nobody) };
    let details = of_guest(connection, booking, ticket).await?;
    Ok(details.map_or(Reader::Nobody, |details| Reader::Guest(ticket, Box::new(details))))
}

#[derive(sqlx::FromRow)]
struct Row {
    #[sqlx(flatten)]
    ticket: Ticket,
    void: bool,
}

/// The details of one ticket of a booking, with its code: what its guest may know. Nothing of the other
/// tickets, and nothing of money.
pub(in super::super) async fn of_guest(
    connection: &mut PgConnection,
    booking: BookingId,
    ticket: TicketId,
) -> Result<Option<Details>, sqlx::Error> {
    let Some(mut details) = load_details(&mut *connection, booking).await? else {
        return Ok(None);
    };
    let row: Option<Row> = sqlx::query_as(
        "SELECT id, code, attendee_name, checked_in_at, ticket_type_id,
             cancelled_at IS NOT NULL AS void
         FROM tickets WHERE id = $1 AND booking_id = $2",
    )
    .bind(ticket)
    .bind(booking)
    .fetch_optional(connection)
    .await?;
    let Some(Row { ticket, void }) = row else { return Ok(None) };
    if void {
        details.status = BookingStatus::Cancelled;
    }
    details.attends = details.status == BookingStatus::Confirmed;
    details.quantity = 1;
    details.total = Money::zero(details.total.currency);
    details.hold_expires_at = None;
    details.items.retain(|item| Some(item.ticket_type) == ticket.ticket_type);
    for item in &mut details.items {
        item.quantity = 1;
        item.unit_price = rust_decimal::Decimal::ZERO;
    }
    details.tickets = vec![ticket];
    Ok(Some(details))
}
