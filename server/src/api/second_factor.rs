//! `/api/users/me/totp/`: the second factor of the caller's account.

use crate::api::support::{AccountCaller, ApiJson};
use crate::http::problem::{ApiResult, Problem};
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::accounts;
use types::sign_in::{
    ConfirmSecondFactor, SecondFactorSetup, SecondFactorStatus, StartSecondFactor, StopSecondFactor,
};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(status, start, stop)).routes(routes!(confirm))
}

/// Whether logging in asks for a code.
#[utoipa::path(get, path = "/api/users/me/totp/", tag = "users",
    operation_id = "second_factor",
    responses((status = 200, body = SecondFactorStatus), (status = 401, body = Problem)),
    security(("bearer" = [])))]
async fn status(
    State(state): State<AppState>,
    AccountCaller(actor, _): AccountCaller,
) -> ApiResult<Json<SecondFactorStatus>> {
    Ok(Json(accounts::second_factor(&state.hub, actor).await?))
}

/// Begins to set a second factor up: the secret for an authenticator (TOTP: SHA-1, six digits, 30 seconds),
/// and recovery codes, each of which works once. It asks for nothing until it is confirmed, within an hour.
#[utoipa::path(post, path = "/api/users/me/totp/", tag = "users",
    operation_id = "start_second_factor", request_body = StartSecondFactor,
    responses((status = 200, body = SecondFactorSetup), (status = 401, body = Problem),
        (status = 409, body = Problem, description = "second_factor_on"),
        (status = 422, body = Problem, description = "wrong_password"),
        (status = 429, body = Problem, description = "too_many_requests, with Retry-After")),
    security(("bearer" = [])))]
async fn start(
    State(state): State<AppState>,
    AccountCaller(actor, allowed): AccountCaller,
    body: ApiJson<StartSecondFactor>,
) -> ApiResult<Json<SecondFactorSetup>> {
    let input = body.read(allowed).await?;
    Ok(Json(accounts::start_second_factor(&state.hub, actor, input).await?))
}

/// Turns the second factor on, with a code of the authenticator.
#[utoipa::path(post, path = "/api/users/me/totp/confirm/", tag = "users",
    operation_id = "confirm_second_factor", request_body = ConfirmSecondFactor,
    responses((status = 204), (status = 401, body = Problem),
        (status = 409, body = Problem, description = "second_factor_on, second_factor_not_started"),
        (status = 422, body = Problem, description = "wrong_code"),
        (status = 429, body = Problem, description = "too_many_requests, with Retry-After")),
    security(("bearer" = [])))]
async fn confirm(
    State(state): State<AppState>,
    AccountCaller(actor, allowed): AccountCaller,
    body: ApiJson<ConfirmSecondFactor>,
) -> ApiResult<StatusCode> {
    let input = body.read(allowed).await?;
    accounts::confirm_second_factor(&state.hub, actor, input).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Turns the second factor off, with the password and a code. Nothing happens where it is off.
#[utoipa::path(delete, path = "/api/users/me/totp/", tag = "users",
    operation_id = "stop_second_factor", request_body = StopSecondFactor,
    responses((status = 204), (status = 401, body = Problem),
        (status = 422, body = Problem, description = "wrong_password, wrong_code"),
        (status = 429, body = Problem, description = "too_many_requests, with Retry-After")),
    security(("bearer" = [])))]
async fn stop(
    State(state): State<AppState>,
    AccountCaller(actor, allowed): AccountCaller,
    body: ApiJson<StopSecondFactor>,
) -> ApiResult<StatusCode> {
    let input = body.read(allowed).await?;
    accounts::stop_second_factor(&state.hub, actor, input).await?;
    Ok(StatusCode::NO_CONTENT)
}
