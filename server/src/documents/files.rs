//! Documents as files: drawn for the API's callers and the site's visitors alike, within the bounds of
//! the drawing pool.

use super::{agenda, certificate, tickets};
use crate::drawing::{Client, Drawing};
use axum::body::Bytes;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use domain::bookings::Details;
use domain::{Actor, Hub, bookings, certificates, events, sessions};
use std::net::IpAddr;
use types::ids::BookingId;
use types::{ErrorCode, Failure, Locale};

const PDF: &str = "application/pdf";

/// A file to be kept; its name is plain ASCII.
#[derive(Debug)]
pub struct File {
    pub content: Bytes,
    pub content_type: &'static str,
    pub name: String,
}

impl IntoResponse for File {
    fn into_response(self) -> Response {
        let mut response = self.content.into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.content_type));
        let disposition = format!("attachment; filename=\"{}\"", self.name);
        if let Ok(value) = HeaderValue::from_str(&disposition) {
            headers.insert(header::CONTENT_DISPOSITION, value);
        }
        response
    }
}

/// The tickets of a confirmed booking of the caller's own.
///
/// # Errors
/// `unauthenticated`, `not_found`, `booking_not_confirmed`; `ticket_handed_on` where guests have all of
/// them; `unavailable` while too many documents are drawn.
pub async fn tickets(
    hub: &Hub,
    drawing: &Drawing,
    (client, actor): (IpAddr, Actor),
    id: BookingId,
    locale: Locale,
) -> Result<File, Failure> {
    let booking = bookings::confirmed_details(hub, actor, id).await?;
    if booking.tickets.is_empty() {
        return Err(ErrorCode::TicketHandedOn.into());
    }
    drawn_tickets(drawing, (client, actor), booking, locale).await
}

/// The ticket of a guest; its address is the credential.
///
/// # Errors
/// As [`tickets`].
pub async fn guest_ticket(
    hub: &Hub,
    drawing: &Drawing,
    (client, actor): (IpAddr, Actor),
    secret: &str,
    locale: Locale,
) -> Result<File, Failure> {
    let booking = bookings::guest_details(hub, secret).await?;
    drawn_tickets(drawing, (client, actor), booking, locale).await
}

async fn drawn_tickets(
    drawing: &Drawing,
    (client, actor): (IpAddr, Actor),
    booking: Details,
    locale: Locale,
) -> Result<File, Failure> {
    let name = format!("tickets-{}.pdf", booking.reference);
    let slot = drawing.documents.admit(Client::new(client, actor))?;
    let drawn = slot.run(move || tickets::pdf(&booking, locale)).await?;
    let content = drawn.map_err(|error| failed(&error))?.into();
    Ok(File { content, content_type: PDF, name })
}

/// A valid certificate; its number is the credential.
///
/// # Errors
/// `not_found`, the same for what was revoked and what never was; `unavailable` while too many
/// documents are drawn.
pub async fn certificate(
    hub: &Hub,
    drawing: &Drawing,
    client: IpAddr,
    number: &str,
    locale: Locale,
) -> Result<File, Failure> {
    let found = certificates::check(hub, number).await?;
    let name = format!("certificate-{}.pdf", found.number);
    let base_url = hub.settings.base_url.clone();
    let slot = drawing.documents.admit(Client::new(client, Actor::Anonymous))?;
    let drawn = slot.run(move || certificate::pdf(&found, &base_url, locale)).await?;
    let content = drawn.map_err(|error| failed(&error))?.into();
    Ok(File { content, content_type: PDF, name })
}

/// What a certificate of an event looks like, for its organizer; drawn like a real one, for somebody of
/// this name.
///
/// # Errors
/// Not found or denied; `unavailable` while too many documents are drawn.
pub async fn certificate_preview(
    hub: &Hub,
    drawing: &Drawing,
    (client, actor): (IpAddr, Actor),
    event: &str,
    locale: Locale,
) -> Result<File, Failure> {
    let name = locale.pick("Name of the attendee", "Имя участника");
    let sample = certificates::preview(hub, actor, event, name).await?;
    let base_url = hub.settings.base_url.clone();
    let slot = drawing.documents.admit(Client::new(client, actor))?;
    let drawn = slot.run(move || certificate::pdf(&sample, &base_url, locale)).await?;
    let content = drawn.map_err(|error| failed(&error))?.into();
    Ok(File { content, content_type: PDF, name: "certificate-preview.pdf".to_owned() })
}

/// An event's sessions for people's own calendars: all, or those the caller picked.
///
/// # Errors
/// `not_found`; `unauthenticated` where an anonymous caller asks for picks.
pub async fn agenda(
    hub: &Hub,
    actor: Actor,
    event: &str,
    picks: bool,
    locale: Locale,
) -> Result<File, Failure> {
    if picks {
        actor.require_user()?;
    }
    let view = events::get(hub, actor, event, locale).await?;
    let agenda = sessions::agenda(hub, actor, &view.event.id.to_string(), picks).await?;
    let ics = agenda::ics(&view, agenda, &hub.settings.base_url);
    let name = if picks { "my-agenda.ics" } else { "agenda.ics" }.to_owned();
    Ok(File { content: ics.text.into(), content_type: ics.content_type, name })
}

/// An event's agenda as other programs read it.
///
/// # Errors
/// `not_found`.
pub async fn schedule(hub: &Hub, actor: Actor, event: &str) -> Result<File, Failure> {
    let exported = sessions::schedule::export(hub, actor, event).await?;
    let content = serde_json::to_vec(&exported.schedule).map_err(|error| failed(&error))?.into();
    let name = "schedule.json".to_owned();
    Ok(File { content, content_type: "application/json; charset=utf-8", name })
}

fn failed(error: &dyn std::error::Error) -> Failure {
    tracing::error!(%error, "drawing a document failed");
    ErrorCode::Internal.into()
}
