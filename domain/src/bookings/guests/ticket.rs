//! A guest's ticket: seen by whoever knows its address.

use super::super::details::{Details, load_details};
use super::super::naming::{Handed, handed, of_guest, opened, ticket_changes};
use crate::ids::token_hash;
use crate::{Error, Hub, accounts};
use sqlx::postgres::PgConnection;
use types::bookings::BookingStatus;
use types::guests::GuestTicket;
use types::i18n::place_line;
use types::ids::{BookingId, TicketId, UserId};
use types::{ErrorCode, Locale};

/// What an address leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GuestAddress {
    Ticket(Box<GuestTicket>),
    /// The guest has an account by now: the booking is found there, after logging in.
    InAccount(BookingId),
}

/// The ticket at an address.
///
/// # Errors
/// `not_found` for an address that is none, and for a guest who is gone.
pub async fn guest_ticket(hub: &Hub, secret: &str) -> Result<GuestAddress, Error> {
    let mut connection = hub.db.read().await?;
    let found = find(&mut connection, secret).await?;
    if !found.is_guest && found.ticket.is_none() {
        return Ok(GuestAddress::InAccount(found.booking));
    }
    let details = found.details(&mut connection).await?;
    drop(connection);
    let mut may_name = false;
    if let Some(ticket) = found.ticket {
        opened(hub, ticket).await?;
        may_name = ticket_changes(hub, details.event, details.starts).await?.open;
    }
    let cancelled = details.status != BookingStatus::Confirmed || details.event_cancelled;
    let ticket = details.tickets.first();
    Ok(GuestAddress::Ticket(Box::new(GuestTicket {
        place: place_line(details.venue.as_deref(), &details.location),
        name: ticket.map_or(found.name, |ticket| ticket.attendee_name.clone()),
        ticket_type: ticket.and_then(|it| details.kind_of(it)).map(str::to_owned),
        code: ticket.filter(|_| !cancelled).map(|ticket| ticket.code.clone()),
        checked_in_at: ticket.and_then(|ticket| ticket.checked_in_at),
        reference: details.reference,
        title: details.title,
        slug: details.event_slug,
        starts: details.starts,
        ends: details.ends,
        timezone: details.timezone,
        online_meeting_url: details.online_meeting_url.filter(|_| !cancelled),
        cancelled,
        confirmed: found.confirmed,
        has_account: !found.is_guest,
        handed_on: found.ticket.is_some(),
        may_name: may_name
            && !cancelled
            && ticket.is_some_and(|ticket| ticket.checked_in_at.is_none()),
    })))
}

/// What the ticket's PDF and its calendar entry are made from.
///
/// # Errors
/// As [`guest_ticket`], also where the guest has an account; `booking_not_confirmed`.
pub async fn guest_details(hub: &Hub, secret: &str) -> Result<Details, Error> {
    let mut connection = hub.db.read().await?;
    let found = find(&mut connection, secret).await?;
    if !found.is_guest && found.ticket.is_none() {
        return Err(ErrorCode::NotFound.into());
    }
    let details = found.details(&mut connection).await?;
    if details.status == BookingStatus::Confirmed {
        Ok(details)
    } else {
        Err(ErrorCode::BookingNotConfirmed.into())
    }
}

/// Confirms that the mail reached whom it was sent to: only it names the address. From then on the
/// guest is told of changes, as everybody is whose address is proved.
///
/// # Errors
/// As [`guest_details`].
pub async fn confirm_guest(hub: &Hub, secret: &str) -> Result<(), Error> {
    let found = find(&mut *hub.db.read().await?, secret).await?;
    if !found.is_guest {
        return Err(ErrorCode::NotFound.into());
    }
    Ok(accounts::vouch_for_email(hub, found.user).await?)
}

/// Mails the guest a link by which they choose a password: the guest is an account then, with all the
/// tickets of that address. Nothing but the owner of the address can do it, since whoever was shown
/// the ticket knows its address too.
///
/// # Errors
/// As [`guest_details`].
pub async fn request_guest_account(hub: &Hub, secret: &str, locale: Locale) -> Result<(), Error> {
    let found = find(&mut *hub.db.read().await?, secret).await?;
    if !found.is_guest {
        return Err(ErrorCode::NotFound.into());
    }
    accounts::request_password_reset(hub, &found.email, locale).await
}

#[derive(sqlx::FromRow)]
struct Found {
    booking: BookingId,
    /// Where it was handed on by its buyer: of the booking, this alone is the guest's.
    ticket: Option<TicketId>,
    user: UserId,
    email: String,
    name: String,
    is_guest: bool,
    confirmed: bool,
}

impl Found {
    async fn details(&self, connection: &mut PgConnection) -> Result<Details, Error> {
        let details = match self.ticket {
            Some(ticket) => of_guest(connection, self.booking, &[ticket]).await?,
            None => load_details(connection, self.booking).await?,
        };
        details.ok_or_else(|| ErrorCode::NotFound.into())
    }
}

async fn find(connection: &mut PgConnection, secret: &str) -> Result<Found, Error> {
    let handed = handed(connection, secret).await?;
    let found: Option<Found> = match handed {
        Some(Handed { booking, ticket }) => {
            sqlx::query_as(
                r#"SELECT $1::uuid AS booking, g.ticket_id AS ticket, u.id AS "user", u.email,
                     u.display_name AS name, u.is_guest, u.email_verified_at IS NOT NULL AS confirmed
                 FROM ticket_guests g JOIN users u ON u.id = g.user_id WHERE g.ticket_id = $2"#,
            )
            .bind(booking)
            .bind(ticket)
            .fetch_optional(connection)
            .await?
        }
        None => {
            sqlx::query_as(
                r#"SELECT b.id AS booking, NULL::uuid AS ticket, u.id AS "user", u.email,
                     u.display_name AS name, u.is_guest, u.email_verified_at IS NOT NULL AS confirmed
                 FROM guest_links g JOIN bookings b ON b.id = g.booking_id
                     JOIN users u ON u.id = b.user_id
                 WHERE g.token_hash = $1 AND u.disabled_at IS NULL AND u.deleted_at IS NULL"#,
            )
            .bind(&token_hash(secret)[..])
            .fetch_optional(connection)
            .await?
        }
    };
    found.ok_or_else(|| ErrorCode::NotFound.into())
}
