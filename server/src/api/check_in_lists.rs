//! `/api/events/{id}/check-in-lists/`: what is counted apart at the door.

use crate::api::support::{ApiJson, CheckInListPath, Created, EventPath, UserCaller};
use crate::http::problem::{ApiResult, Problem};
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use domain::attendance;
use types::check_ins::{CheckInList, CheckInListInput, RemovedList};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list, create)).routes(routes!(rename, remove))
}

/// An event's check-in lists, at most 20. Its entrance is none of them: it is what is scanned for
/// where no list is named.
#[utoipa::path(get, path = "/api/events/{id}/check-in-lists/", tag = "attendance",
    operation_id = "check_in_lists", params(EventPath),
    responses((status = 200, body = Vec<CheckInList>), (status = 403, body = Problem),
        (status = 404, body = Problem)),
    security(("bearer" = [])))]
async fn list(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    EventPath { id: event }: EventPath,
) -> ApiResult<Json<Vec<CheckInList>>> {
    Ok(Json(attendance::lists(&state.hub, actor, &event).await?))
}

/// Makes a check-in list: a ticket is let in once by each. One that is for some kinds of ticket refuses all
/// others.
#[utoipa::path(post, path = "/api/events/{id}/check-in-lists/", tag = "attendance",
    operation_id = "create_check_in_list", params(EventPath),
    request_body = CheckInListInput,
    responses((status = 201, body = CheckInList), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
        (status = 429, body = Problem, description = "too many lists")),
    security(("bearer" = [])))]
async fn create(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    EventPath { id: event }: EventPath,
    body: ApiJson<CheckInListInput>,
) -> ApiResult<Created<CheckInList>> {
    let allowed = attendance::may_change_lists(&state.hub, actor, &event).await?;
    let made =
        attendance::create_list(&state.hub, actor, &event, body.read(allowed).await?).await?;
    Ok(Created::at(format!("/api/events/{event}/check-in-lists/{}/", made.id), made))
}

/// Gives a check-in list another name, and other kinds of ticket that it lets in; what was scanned for it stays.
#[utoipa::path(put, path = "/api/events/{id}/check-in-lists/{list}/", tag = "attendance",
    operation_id = "rename_check_in_list", params(CheckInListPath),
    request_body = CheckInListInput,
    responses((status = 200, body = CheckInList), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
async fn rename(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    CheckInListPath { id: event, list }: CheckInListPath,
    body: ApiJson<CheckInListInput>,
) -> ApiResult<Json<CheckInList>> {
    let allowed = attendance::may_change_lists(&state.hub, actor, &event).await?;
    let input = body.read(allowed).await?;
    Ok(Json(attendance::change_list(&state.hub, actor, &event, list, input).await?))
}

/// Takes a check-in list away: one that nobody was scanned for is deleted, any other archived, so that
/// what was scanned stays. Nobody can be scanned for it any more, and its name is free.
#[utoipa::path(delete, path = "/api/events/{id}/check-in-lists/{list}/", tag = "attendance",
    operation_id = "remove_check_in_list", params(CheckInListPath),
    responses((status = 200, body = RemovedList), (status = 403, body = Problem),
        (status = 404, body = Problem)),
    security(("bearer" = [])))]
async fn remove(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    CheckInListPath { id: event, list }: CheckInListPath,
) -> ApiResult<Json<RemovedList>> {
    Ok(Json(attendance::remove_list(&state.hub, actor, &event, list).await?))
}
