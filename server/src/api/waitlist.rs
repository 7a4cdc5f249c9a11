//! `/api/events/{id}/waitlist/`: waiting for seats that come free.

use crate::api::support::{ApiJson, Created, EventPath, Idempotency, UserCaller, replayable};
use crate::http::problem::{ApiResult, Problem};
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::{events, waitlist};
use types::waitlist::{JoinWaitlist, WaitlistEntry};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(own, join, leave))
}

/// The caller's own entry: the open one, else the last one.
#[utoipa::path(get, path = "/api/events/{id}/waitlist/", tag = "waitlist",
    params(EventPath),
    responses((status = 200, body = WaitlistEntry), (status = 401, body = Problem),
        (status = 404, body = Problem, description = "not_on_waitlist, not_found")),
    security(("bearer" = [])))]
async fn own(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    EventPath { id: event }: EventPath,
) -> ApiResult<Json<WaitlistEntry>> {
    Ok(Json(waitlist::own(&state.hub, actor, &event).await?))
}

/// Waits for that many seats, which are offered together or not at all.
#[utoipa::path(post, path = "/api/events/{id}/waitlist/", tag = "waitlist",
    request_body = JoinWaitlist,
    params(EventPath,
        Idempotency),
    responses((status = 201, body = WaitlistEntry), (status = 404, body = Problem),
        (status = 409, body = Problem,
            description = "seats_available, already_waiting, event_not_bookable, \
                per_person_limit: a party that waits counts"),
        (status = 422, body = Problem)),
    security(("bearer" = [])))]
async fn join(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    key: Idempotency,
    EventPath { id: event }: EventPath,
    body: ApiJson<JoinWaitlist>,
) -> ApiResult<Response> {
    let allowed = events::may_take_part(&state.hub, actor, &event).await?;
    let (key, input) = (key.key(allowed)?, body.read(allowed).await?);
    let joined = waitlist::join(&state.hub, actor, &event, input, key).await;
    Ok(replayable(joined, |it| Created::at(format!("/api/events/{event}/waitlist/"), it)))
}

/// Leaves the line; an open offer is declined and goes to the next.
#[utoipa::path(delete, path = "/api/events/{id}/waitlist/", tag = "waitlist",
    params(EventPath),
    responses((status = 204), (status = 401, body = Problem),
        (status = 404, body = Problem, description = "not_on_waitlist, not_found")),
    security(("bearer" = [])))]
async fn leave(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    EventPath { id: event }: EventPath,
) -> ApiResult<StatusCode> {
    waitlist::leave(&state.hub, actor, &event).await?;
    Ok(StatusCode::NO_CONTENT)
}
