//! Events as iCalendar files.

use super::params::ListParams;
use crate::api::support::{ApiQuery, Caller, EventPath, Language, Paging};
use crate::documents::calendar::{CalendarEvent, calendar};
use crate::http::problem::{ApiResult, Problem};
use crate::state::AppState;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use domain::events;
use types::PageRequest;
use types::events::EventQuery;
use types::query::EventParams;

/// How many events of a list go into one calendar.
const ENTRIES_MAX: u32 = 500;

/// The filtered list as a calendar to subscribe to; the filters are those of the list.
#[utoipa::path(get, path = "/api/events/calendar.ics", tag = "events", params(EventParams, Paging),
    responses((status = 200, content_type = "text/calendar", body = String),
        (status = 422, body = Problem)),
    security((), ("bearer" = [])))]
pub(super) async fn of_list(
    State(state): State<AppState>,
    Caller(actor): Caller,
    Language(locale): Language,
    ApiQuery(params): ApiQuery<ListParams>,
) -> ApiResult<Response> {
    let page = PageRequest { page: 1, page_size: ENTRIES_MAX };
    let query = EventQuery { page, ..params.parse()? };
    let found = events::list(&state.hub, actor, &query, locale).await?;
    let base_url = &state.hub.settings.base_url;
    let entries: Vec<_> =
        found.results.iter().map(|view| CalendarEvent::new(view, base_url)).collect();
    Ok(file(&entries, "events.ics"))
}

/// One event for one's own calendar.
#[utoipa::path(get, path = "/api/events/{id}/calendar.ics", tag = "events",
    params(EventPath),
    responses((status = 200, content_type = "text/calendar", body = String),
        (status = 404, body = Problem)),
    security((), ("bearer" = [])))]
pub(super) async fn of_event(
    State(state): State<AppState>,
    Caller(actor): Caller,
    Language(locale): Language,
    EventPath { id }: EventPath,
) -> ApiResult<Response> {
    let view = events::get(&state.hub, actor, &id, locale).await?;
    let entry = CalendarEvent::new(&view, &state.hub.settings.base_url);
    Ok(file(&[entry], "event.ics"))
}

fn file(entries: &[CalendarEvent], name: &'static str) -> Response {
    let disposition = match name {
        "event.ics" => HeaderValue::from_static("attachment; filename=\"event.ics\""),
        _ => HeaderValue::from_static("inline; filename=\"events.ics\""),
    };
    let file = calendar(entries);
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(file.content_type)),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    (headers, file.text).into_response()
}
