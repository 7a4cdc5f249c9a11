//! `/api/users/me/sessions/`: where the caller is logged in, and ending that.

use crate::api::support::{AccountCaller, CurrentSession, LoginSessionPath};
use crate::http::problem::{ApiResult, Problem};
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::accounts;
use types::sign_in::LoginSession;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list, end_others)).routes(routes!(end))
}

/// The caller's log-ins that have not ended, the last used first, a hundred at most.
#[utoipa::path(get, path = "/api/users/me/sessions/", tag = "users",
    operation_id = "login_sessions",
    responses((status = 200, body = Vec<LoginSession>), (status = 401, body = Problem)),
    security(("bearer" = [])))]
async fn list(
    State(state): State<AppState>,
    AccountCaller(actor, _): AccountCaller,
    CurrentSession(current): CurrentSession,
) -> ApiResult<Json<Vec<LoginSession>>> {
    Ok(Json(accounts::login_sessions(&state.hub, actor, Some(current)).await?))
}

/// Ends all of the caller's log-ins but the one that asks.
#[utoipa::path(delete, path = "/api/users/me/sessions/", tag = "users",
    operation_id = "end_other_login_sessions",
    responses((status = 204), (status = 401, body = Problem)),
    security(("bearer" = [])))]
async fn end_others(
    State(state): State<AppState>,
    AccountCaller(actor, _): AccountCaller,
    CurrentSession(current): CurrentSession,
) -> ApiResult<StatusCode> {
    accounts::end_other_sessions(&state.hub, actor, Some(current)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Ends a log-in: its tokens work no more, and its streams end. Nothing happens where it has ended.
#[utoipa::path(delete, path = "/api/users/me/sessions/{id}/", tag = "users",
    operation_id = "end_login_session", params(LoginSessionPath),
    responses((status = 204), (status = 401, body = Problem), (status = 404, body = Problem)),
    security(("bearer" = [])))]
async fn end(
    State(state): State<AppState>,
    AccountCaller(actor, _): AccountCaller,
    LoginSessionPath { id }: LoginSessionPath,
) -> ApiResult<StatusCode> {
    accounts::end_login_session(&state.hub, actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
