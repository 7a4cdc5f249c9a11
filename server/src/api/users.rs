//! `/api/users/…`: one's own account and what others see of people.

use super::caller::Caller;
use super::extract::{ApiJson, ApiPath};
use super::problem::ApiResult;
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use domain::accounts;
use types::accounts::{PublicUser, UpdateUser, User};
use types::ids::UserId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(me, update_me)).routes(routes!(profile))
}

/// One's own account.
#[utoipa::path(get, path = "/api/users/me/", tag = "users", responses((status = 200, body = User)),
    security(("bearer" = [])))]
async fn me(State(state): State<AppState>, Caller(actor): Caller) -> ApiResult<Json<User>> {
    Ok(Json(accounts::me(&state.hub, actor).await?))
}

/// Changes one's own account; a field that is left out stays as it is.
#[utoipa::path(put, path = "/api/users/me/", tag = "users", request_body = UpdateUser,
    responses((status = 200, body = User)), security(("bearer" = [])))]
async fn update_me(
    State(state): State<AppState>,
    Caller(actor): Caller,
    ApiJson(change): ApiJson<UpdateUser>,
) -> ApiResult<Json<User>> {
    Ok(Json(accounts::update_me(&state.hub, actor, change).await?))
}

/// What everyone may see of a person.
#[utoipa::path(get, path = "/api/users/{id}/", tag = "users", params(("id" = UserId, Path)),
    responses((status = 200, body = PublicUser)))]
async fn profile(
    State(state): State<AppState>,
    ApiPath(id): ApiPath<UserId>,
) -> ApiResult<Json<PublicUser>> {
    Ok(Json(accounts::public_profile(&state.hub, id).await?))
}
