//! The cancellation of an event: how far it is, and what failed again.

use crate::api::support::{ApiJson, EventPath, UserCaller};
use crate::http::problem::{ApiResult, Problem};
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use domain::bookings;
use domain::events::{self, EventRight};
use types::effects::{Cancellation, CancellationCost, RetryCancellation};

/// How far the cancellation of an event is: bookings, refunds and messages, and what failed.
#[utoipa::path(get, path = "/api/events/{id}/cancellation/", tag = "events", params(EventPath),
    responses((status = 200, body = Cancellation), (status = 403, body = Problem),
        (status = 404, body = Problem),
        (status = 409, body = Problem, description = "event_not_cancelled")),
    security(("bearer" = [])))]
pub(super) async fn progress(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    EventPath { id }: EventPath,
) -> ApiResult<Json<Cancellation>> {
    Ok(Json(bookings::cancellation(&state.hub, actor, &id).await?))
}

/// Tries again what failed: one booking at once, or all of them.
#[utoipa::path(post, path = "/api/events/{id}/cancellation/retry/", tag = "events",
    request_body = RetryCancellation, params(EventPath),
    responses((status = 200, body = Cancellation), (status = 403, body = Problem),
        (status = 404, body = Problem),
        (status = 409, body = Problem, description = "event_not_cancelled"),
        (status = 422, body = Problem)),
    security(("bearer" = [])))]
pub(super) async fn retry(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    EventPath { id }: EventPath,
    body: ApiJson<RetryCancellation>,
) -> ApiResult<Json<Cancellation>> {
    let allowed = events::may(&state.hub, actor, &id, EventRight::Cancel).await?;
    let retry = body.read(allowed).await?;
    Ok(Json(bookings::retry_cancellation(&state.hub, actor, &id, retry).await?))
}

/// What cancelling an event would cost now: people, seats, and the money that goes back.
#[utoipa::path(get, path = "/api/events/{id}/cancellation/cost/", tag = "events",
    params(EventPath),
    responses((status = 200, body = CancellationCost), (status = 403, body = Problem),
        (status = 404, body = Problem)),
    security(("bearer" = [])))]
pub(super) async fn cost(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    EventPath { id }: EventPath,
) -> ApiResult<Json<CancellationCost>> {
    Ok(Json(bookings::cancellation_cost(&state.hub, actor, &id).await?))
}
