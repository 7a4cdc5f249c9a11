//! Calendar feed: a person's private calendar, for programs that subscribe to its address.

use crate::documents::calendar::calendar;
use crate::documents::invitation;
use crate::http::problem::ApiResult;
use crate::state::AppState;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use domain::{Hub, accounts, bookings};
use types::ErrorCode;

pub(super) fn router() -> Router<AppState> {
    Router::new().route("/calendar/{file}", get(feed))
}

/// The address is the credential: calendar programs cannot log in.
async fn feed(State(hub): State<Hub>, Path(file): Path<String>) -> ApiResult<Response> {
    let secret = file.strip_suffix(".ics").ok_or(ErrorCode::NotFound)?;
    let user = accounts::calendar_of(&hub, secret).await?;
    let found = bookings::for_calendar(&hub, user)
        .await
        .map_err(|error| domain::failure::from_database(&error))?;
    let base_url = &hub.settings.base_url;
    let entries: Vec<_> =
        found.iter().map(|booking| invitation::entry(booking, base_url)).collect();
    let file = calendar(&entries);
    let headers = [
        (header::CONTENT_TYPE, file.content_type),
        (header::CONTENT_DISPOSITION, "inline; filename=\"event-hub.ics\""),
    ];
    Ok((headers, file.text).into_response())
}
