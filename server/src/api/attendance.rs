//! `/api/events/{id}/attendees/` and `…/check-in/`: the attendees of an event and their check-in.

use crate::api::support::{ApiJson, ApiQuery, EventPath, ListPage, Paging, UserCaller, given};
use crate::documents::csv;
use crate::http::problem::{ApiResult, Problem};
use crate::state::AppState;
use axum::Json;
use axum::extract::{OriginalUri, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use domain::attendance;
use domain::events::{self, EventRight};
use serde::Deserialize;
use types::attendance::{Attendee, CheckIn};
use types::bookings::Ticket;
use types::{Failure, FieldProblem};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(check_in))
}

#[derive(Debug, Deserialize)]
struct ListQuery {
    format: Option<String>,
    #[serde(flatten)]
    paging: Paging,
}

/// An event's confirmed bookings, the first to be confirmed first; with `format=csv` all of them
/// as one file.
#[utoipa::path(get, path = "/api/events/{id}/attendees/", tag = "attendance",
    params(EventPath,
        ("format" = Option<String>, Query, description = "json or csv"),
        Paging),
    responses((status = 200, content(
            (ListPage<Attendee> = "application/json"), (String = "text/csv"))),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem)),
    security(("bearer" = [])))]
async fn list(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    EventPath { id: event }: EventPath,
    OriginalUri(uri): OriginalUri,
    query: ApiResult<ApiQuery<ListQuery>>,
) -> ApiResult<Response> {
    events::may(&state.hub, actor, &event, EventRight::Bookings).await?;
    let ApiQuery(query) = query?;
    let page = query.paging.parse()?;
    match given(query.format.as_deref()) {
        Some("csv") => {
            let all = attendance::all(&state.hub, actor, &event).await?;
            let headers = [
                (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
                (header::CONTENT_DISPOSITION, "attachment; filename=\"attendees.csv\""),
            ];
            Ok((headers, file(&all)).into_response())
        }
        None | Some("json") => {
            let page = attendance::list(&state.hub, actor, &event, page).await?;
            let base_url = &state.hub.settings.base_url;
            Ok(Json(ListPage::new(base_url, uri.path(), uri.query(), page)).into_response())
        }
        Some(_) => Err(Failure::field("format", FieldProblem::Invalid).into()),
    }
}

fn file(attendees: &[Attendee]) -> String {
    let header = [
        "reference",
        "name",
        "email",
        "quantity",
        "checked_in",
        "total_price",
        "currency",
        "booked_at",
        "confirmed_at",
    ];
    let row = |attendee: &Attendee| {
        [
            attendee.reference.clone(),
            attendee.user.display_name.clone(),
            attendee.email.clone(),
            attendee.quantity.to_string(),
            attendee.checked_in.to_string(),
            types::money::decimal_string(attendee.total_price),
            attendee.currency.as_str().to_owned(),
            attendee.booked_at.to_rfc3339(),
            attendee.confirmed_at.map(|at| at.to_rfc3339()).unwrap_or_default(),
        ]
    };
    csv::file(header, attendees.iter().map(row))
}

/// Lets the holder of a ticket in. A second scan is refused and told when the first was.
#[utoipa::path(post, path = "/api/events/{id}/check-in/", tag = "attendance",
    params(EventPath),
    request_body = CheckIn,
    responses((status = 200, body = Ticket), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
        (status = 409, body = Problem,
            description = "already_checked_in, booking_not_confirmed, event_cancelled")),
    security(("bearer" = [])))]
async fn check_in(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    EventPath { id: event }: EventPath,
    body: ApiJson<CheckIn>,
) -> ApiResult<Json<Ticket>> {
    let input = body.read(events::may(&state.hub, actor, &event, EventRight::Door).await?).await?;
    Ok(Json(attendance::check_in(&state.hub, actor, &event, input).await?))
}
