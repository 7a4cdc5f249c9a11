//! Documents as a browser downloads them: tickets, certificates, calendar entries.

use crate::documents::{File, files, invitation};
use crate::http::problem::{ApiError, ApiResult};
use crate::middleware::ClientIp;
use crate::state::AppState;
use axum::Router;
use axum::extract::{Extension, Path, State};
use axum::routing::get;
use domain::{Actor, Hub, bookings};
use types::ids::BookingId;
use types::{ErrorCode, Locale};

pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route("/bookings/{id}/tickets.pdf", get(tickets))
        .route("/bookings/{id}/calendar.ics", get(calendar))
        .route("/certificates/{number}/certificate.pdf", get(certificate))
        .route("/organize/events/{slug}/certificates/preview.pdf", get(certificate_preview))
        .route("/events/{slug}/agenda.ics", get(agenda))
        .route("/events/{slug}/picks.ics", get(picks))
        .route("/events/{slug}/schedule.json", get(schedule))
}

async fn tickets(
    State(state): State<AppState>,
    Extension(ClientIp(client)): Extension<ClientIp>,
    Extension(actor): Extension<Actor>,
    Extension(locale): Extension<Locale>,
    Path(id): Path<String>,
) -> ApiResult<File> {
    let id = booking_id(&id)?;
    Ok(files::tickets(&state.hub, &state.drawing, (client, actor), id, locale).await?)
}

async fn calendar(
    State(hub): State<Hub>,
    Extension(actor): Extension<Actor>,
    Path(id): Path<String>,
) -> ApiResult<File> {
    let booking = bookings::confirmed_details(&hub, actor, booking_id(&id)?).await?;
    let ics = invitation::ics(&booking, &hub.settings.base_url);
    let name = format!("event-{}.ics", booking.reference);
    Ok(File { content: ics.text.into(), content_type: ics.content_type, name })
}

async fn certificate(
    State(state): State<AppState>,
    Extension(ClientIp(client)): Extension<ClientIp>,
    Extension(locale): Extension<Locale>,
    Path(number): Path<String>,
) -> ApiResult<File> {
    Ok(files::certificate(&state.hub, &state.drawing, client, &number, locale).await?)
}

async fn certificate_preview(
    State(state): State<AppState>,
    Extension(ClientIp(client)): Extension<ClientIp>,
    Extension(actor): Extension<Actor>,
    Extension(locale): Extension<Locale>,
    Path(slug): Path<String>,
) -> ApiResult<File> {
    let drawing = &state.drawing;
    let file = files::certificate_preview(&state.hub, drawing, (client, actor), &slug, locale);
    Ok(file.await?)
}

async fn agenda(
    State(hub): State<Hub>,
    Extension(actor): Extension<Actor>,
    Extension(locale): Extension<Locale>,
    Path(slug): Path<String>,
) -> ApiResult<File> {
    Ok(files::agenda(&hub, actor, &slug, false, locale).await?)
}

async fn picks(
    State(hub): State<Hub>,
    Extension(actor): Extension<Actor>,
    Extension(locale): Extension<Locale>,
    Path(slug): Path<String>,
) -> ApiResult<File> {
    Ok(files::agenda(&hub, actor, &slug, true, locale).await?)
}

async fn schedule(
    State(hub): State<Hub>,
    Extension(actor): Extension<Actor>,
    Path(slug): Path<String>,
) -> ApiResult<File> {
    Ok(files::schedule(&hub, actor, &slug).await?)
}

/// What is no id is simply not found.
fn booking_id(text: &str) -> Result<BookingId, ApiError> {
    text.parse().map_err(|_| ErrorCode::NotFound.into())
}
