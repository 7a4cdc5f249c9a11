//! `/api/events/{id}/check-in/` and `…/check-ins/`: the door.

use super::live::{ends, message, place, respond};
use super::organizer::Onlooker;
use crate::api::support::{
    ApiJson, ApiQuery, CheckInPath, EventPath, ListPage, Paging, UserCaller, Viewer, boolean, given,
};
use crate::http::problem::{ApiError, ApiResult, Problem};
use crate::middleware::ClientIp;
use crate::state::AppState;
use axum::Json;
use axum::extract::{Extension, OriginalUri, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, HeaderValue};
use axum::response::{IntoResponse as _, Response};
use domain::attendance::{self, Presented, ScanFilter};
use domain::events::{self, EventRight};
use domain::statistics::{self, DoorWatch};
use futures::stream;
use serde::{Deserialize, Serialize};
use types::bookings::Ticket;
use types::check_ins::{CheckIn, DoorFigures, Scan};
use types::ids::CheckInListId;
use types::{ErrorCode, Failure, FieldProblem};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(check_in))
        .routes(routes!(scans))
        .routes(routes!(undo))
        .routes(routes!(live))
}

/// The ticket of whoever was let through.
#[derive(Debug, Serialize, ToSchema)]
struct CheckedIn {
    #[serde(flatten)]
    ticket: Ticket,
    /// What kind of ticket it is; null where the event has one.
    ticket_type_name: Option<String>,
}

/// The refusal of a scan.
#[derive(Debug, Serialize, ToSchema)]
struct CheckInProblem {
    #[serde(flatten)]
    problem: Problem,
    /// With `already_checked_in`: at which gate.
    #[serde(skip_serializing_if = "Option::is_none")]
    gate: Option<String>,
    /// With `ticket_type_refused`: what kind of ticket it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    ticket_type_name: Option<String>,
}

/// Lets the holder of a ticket through. A second scan is refused and told when and at which gate the
/// first was, unless they went out between; a list that is for other kinds of ticket names that of this one.
/// Who repeats a scan with the `id` of the first gets its
/// answer again.
#[utoipa::path(post, path = "/api/events/{id}/check-in/", tag = "attendance",
    params(EventPath),
    request_body = CheckIn,
    responses((status = 200, body = CheckedIn), (status = 403, body = Problem),
        (status = 404, body = CheckInProblem), (status = 422, body = Problem),
        (status = 409, body = CheckInProblem,
            description = "already_checked_in, not_checked_in, booking_not_confirmed, \
                ticket_type_refused, event_cancelled")),
    security(("bearer" = [])))]
async fn check_in(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    EventPath { id: event }: EventPath,
    body: ApiJson<CheckIn>,
) -> ApiResult<Response> {
    let input = body.read(events::may(&state.hub, actor, &event, EventRight::Door).await?).await?;
    let presented = Presented::Code(input.code.clone());
    let scanned = attendance::scan(&state.hub, actor, &event, presented, input).await?;
    let gate = scanned.scan.earlier.as_ref().and_then(|earlier| earlier.gate.clone());
    let ticket_type_name = scanned.scan.ticket.as_ref().and_then(|it| it.ticket_type.clone());
    let failure = match scanned.into_ticket() {
        Ok(ticket) => return Ok(Json(CheckedIn { ticket, ticket_type_name }).into_response()),
        Err(failure) => failure,
    };
    let refused = failure.code == ErrorCode::TicketTypeRefused;
    let ticket_type_name = ticket_type_name.filter(|_| refused);
    if gate.is_none() && ticket_type_name.is_none() {
        return Err(ApiError(failure));
    }
    let body = CheckInProblem { problem: failure.into(), gate, ticket_type_name };
    let mut response = (StatusCode::CONFLICT, Json(body)).into_response();
    let kind = HeaderValue::from_static("application/problem+json");
    response.headers_mut().insert(CONTENT_TYPE, kind);
    Ok(response)
}

#[derive(Debug, Deserialize)]
struct ScanQuery {
    list: Option<String>,
    admitted: Option<String>,
    #[serde(flatten)]
    paging: Paging,
}

impl ScanQuery {
    fn filter(&self) -> Result<ScanFilter, Failure> {
        let wrong = |_| Failure::field("list", FieldProblem::Invalid);
        let list: Option<CheckInListId> =
            given(self.list.as_deref()).map(str::parse).transpose().map_err(wrong)?;
        let wrong = || Failure::field("admitted", FieldProblem::Invalid);
        let admitted = given(self.admitted.as_deref())
            .map(|text| boolean(text).ok_or_else(wrong))
            .transpose()?;
        Ok(ScanFilter { list, admitted })
    }
}

/// An event's scans, the last one first: who was let in or out, by whom and where, and who was not
/// and why.
#[utoipa::path(get, path = "/api/events/{id}/check-ins/", tag = "attendance",
    operation_id = "check_ins",
    params(EventPath,
        ("list" = Option<String>, Query, description = "The id of one check-in list."),
        ("admitted" = Option<bool>, Query), Paging),
    responses((status = 200, body = ListPage<Scan>), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
async fn scans(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    EventPath { id: event }: EventPath,
    OriginalUri(uri): OriginalUri,
    query: ApiResult<ApiQuery<ScanQuery>>,
) -> ApiResult<Json<ListPage<Scan>>> {
    events::may(&state.hub, actor, &event, EventRight::Door).await?;
    let ApiQuery(query) = query?;
    let (page, filter) = (query.paging.parse()?, query.filter()?);
    let page = attendance::scans(&state.hub, actor, &event, filter, page).await?;
    Ok(Json(ListPage::new(&state.hub.settings.base_url, uri.path(), uri.query(), page)))
}

/// Takes back a scan that let somebody through, as long as no other came after it.
#[utoipa::path(post, path = "/api/events/{id}/check-ins/{check_in}/undo/", tag = "attendance",
    operation_id = "undo_check_in",
    params(CheckInPath),
    responses((status = 200, body = Scan), (status = 403, body = Problem),
        (status = 404, body = Problem),
        (status = 409, body = Problem, description = "check_in_not_undoable")),
    security(("bearer" = [])))]
async fn undo(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    CheckInPath { id: event, check_in }: CheckInPath,
) -> ApiResult<Json<Scan>> {
    Ok(Json(attendance::undo(&state.hub, actor, &event, check_in).await?))
}

/// How many are in, by each list: first as it is, then whenever it has changed, at most once a second.
/// The stream ends with the caller's session or their rights.
#[utoipa::path(get, path = "/api/events/{id}/check-ins/live/", tag = "attendance",
    operation_id = "check_ins_live", params(EventPath),
    responses((status = 200, content_type = "text/event-stream", body = DoorFigures),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 429, body = Problem)),
    security(("bearer" = [])))]
async fn live(
    State(state): State<AppState>,
    Extension(ClientIp(address)): Extension<ClientIp>,
    viewer: Viewer,
    EventPath { id: event }: EventPath,
) -> ApiResult<Response> {
    let watch = statistics::watch_door(&state.hub, viewer.actor, &event).await?;
    let place = place(&state, address, viewer.actor)?;
    let onlooker = Onlooker::new(&state.hub, viewer);
    Ok(respond(stream::unfold((watch, onlooker, place, ends()), async |mut it| {
        let told = tokio::time::timeout_at(it.3, next(&mut it.0, &it.1)).await.ok()??;
        Some((message(None, &told), it))
    })))
}

/// None once the session or the right has ended.
async fn next(watch: &mut DoorWatch, onlooker: &Onlooker) -> Option<DoorFigures> {
    while watch.wait().await {
        if let Some(told) = watch.load(onlooker.actor().await?).await.ok()? {
            return Some(told);
        }
    }
    None
}
