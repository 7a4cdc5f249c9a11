//! A booking's tickets and calendar entry as files: for the API by token, for the browser by
//! cookie.

pub(crate) mod dates;

use crate::adapters::{agenda, certificate, invitation, tickets};
use crate::drawing::Client;
use crate::http::problem::{ApiError, ApiResult};
use crate::middleware::ClientIp;
use crate::state::AppState;
use axum::extract::{Extension, Path, State};
use axum::http::{HeaderValue, header};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Router, body::Bytes};
use domain::{Actor, Hub, bookings, certificates, events, sessions};
use std::net::IpAddr;
use types::ids::BookingId;
use types::{ErrorCode, Locale};

/// What a browser downloads, told by its cookies who is asking.
pub fn router(state: &AppState) -> Router<AppState> {
    Router::new()
        .route("/bookings/{id}/tickets.pdf", get(tickets_page))
        .route("/bookings/{id}/calendar.ics", get(calendar_page))
        .route("/certificates/{number}/certificate.pdf", get(certificate_page))
        .route("/events/{slug}/agenda.ics", get(agenda_page))
        .route("/events/{slug}/picks.ics", get(picks_page))
        .layer(from_fn_with_state(state.hub.clone(), app::ssr::identify))
}

async fn tickets_page(
    State(state): State<AppState>,
    Extension(ClientIp(client)): Extension<ClientIp>,
    Extension(actor): Extension<Actor>,
    Extension(locale): Extension<Locale>,
    Path(id): Path<String>,
) -> ApiResult<Response> {
    tickets_pdf(&state, (client, actor), booking_id(&id)?, locale).await
}

async fn calendar_page(
    State(hub): State<Hub>,
    Extension(actor): Extension<Actor>,
    Path(id): Path<String>,
) -> ApiResult<Response> {
    let booking = bookings::confirmed_details(&hub, actor, booking_id(&id)?).await?;
    let ics = invitation::ics(&booking, &hub.settings.base_url);
    Ok(file(ics.text.into(), ics.content_type, &format!("event-{}.ics", booking.reference)))
}

async fn certificate_page(
    State(state): State<AppState>,
    Extension(ClientIp(client)): Extension<ClientIp>,
    Extension(locale): Extension<Locale>,
    Path(number): Path<String>,
) -> ApiResult<Response> {
    certificate_pdf(&state, client, &number, locale).await
}

/// A certificate that stands; whoever has its number may have it.
///
/// # Errors
/// `not_found`, the same for what was revoked and what never was; `unavailable` while too many
/// documents are drawn.
pub async fn certificate_pdf(
    state: &AppState,
    client: IpAddr,
    number: &str,
    locale: Locale,
) -> ApiResult<Response> {
    let found = certificates::check(&state.hub, number).await?;
    let name = format!("certificate-{}.pdf", found.number);
    let base_url = state.hub.settings.base_url.clone();
    let place = state.drawing.documents.admit(Client::new(client, Actor::Anonymous))?;
    let drawn = place.run(move || certificate::pdf(&found, &base_url, locale)).await?;
    Ok(file(drawn.map_err(|error| failed(&error))?.into(), "application/pdf", &name))
}

async fn agenda_page(
    State(hub): State<Hub>,
    Extension(actor): Extension<Actor>,
    Extension(locale): Extension<Locale>,
    Path(slug): Path<String>,
) -> ApiResult<Response> {
    agenda_ics(&hub, actor, &slug, false, locale).await
}

async fn picks_page(
    State(hub): State<Hub>,
    Extension(actor): Extension<Actor>,
    Extension(locale): Extension<Locale>,
    Path(slug): Path<String>,
) -> ApiResult<Response> {
    agenda_ics(&hub, actor, &slug, true, locale).await
}

/// An event's sessions for people's own calendars: all, or those the caller picked.
///
/// # Errors
/// `not_found`; `unauthenticated` where nobody in particular asks for their picks.
pub async fn agenda_ics(
    hub: &Hub,
    actor: Actor,
    event: &str,
    picks: bool,
    locale: Locale,
) -> ApiResult<Response> {
    if picks {
        actor.require_user()?;
    }
    let view = events::get(hub, actor, event, locale).await?;
    let agenda = sessions::agenda(hub, actor, &view.event.id.to_string(), picks).await?;
    let ics = agenda::ics(&view, agenda, &hub.settings.base_url);
    let name = if picks { "my-agenda.ics" } else { "agenda.ics" };
    Ok(file(ics.text.into(), ics.content_type, name))
}

/// What is no id is simply not found.
fn booking_id(text: &str) -> Result<BookingId, ApiError> {
    text.parse().map_err(|_| ErrorCode::NotFound.into())
}

/// The tickets of a confirmed booking of the caller's own.
///
/// # Errors
/// `unauthenticated`, `not_found`, `booking_not_confirmed`; `unavailable` while too many documents
/// are drawn.
pub async fn tickets_pdf(
    state: &AppState,
    (client, actor): (IpAddr, Actor),
    id: BookingId,
    locale: Locale,
) -> ApiResult<Response> {
    let booking = bookings::confirmed_details(&state.hub, actor, id).await?;
    let name = format!("tickets-{}.pdf", booking.reference);
    let place = state.drawing.documents.admit(Client::new(client, actor))?;
    let drawn = place.run(move || tickets::pdf(&booking, locale)).await?;
    Ok(file(drawn.map_err(|error| failed(&error))?.into(), "application/pdf", &name))
}

fn failed(error: &dyn std::error::Error) -> ApiError {
    tracing::error!(%error, "a document could not be drawn");
    ErrorCode::Internal.into()
}

/// A file to be kept; its name is plain ASCII.
fn file(content: Bytes, kind: &'static str, name: &str) -> Response {
    let mut response = content.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}
