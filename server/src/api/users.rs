//! `/api/users/…`: the caller's own profile and the public profiles of others.

use crate::api::support::{
    AccountCaller, ApiJson, ApiQuery, Caller, Language, ListPage, Paging, UserCaller, UserPath,
};
use crate::http::problem::{ApiResult, Problem};
use crate::state::AppState;
use axum::Json;
use axum::extract::{OriginalUri, State};
use domain::{accounts, events};
use types::accounts::{PublicUser, UpdateUser, User};
use types::events::Event;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(me, update_me))
        .routes(routes!(profile))
        .routes(routes!(events_of))
}

/// One's own account.
#[utoipa::path(get, path = "/api/users/me/", tag = "users", responses((status = 200, body = User)),
    security(("bearer" = [])))]
async fn me(
    State(state): State<AppState>,
    AccountCaller(actor, _): AccountCaller,
) -> ApiResult<Json<User>> {
    Ok(Json(accounts::me(&state.hub, actor).await?))
}

/// Changes one's own account; a field that is left out stays as it is.
#[utoipa::path(put, path = "/api/users/me/", tag = "users", request_body = UpdateUser,
    responses((status = 200, body = User)), security(("bearer" = [])))]
async fn update_me(
    State(state): State<AppState>,
    UserCaller(actor, allowed): UserCaller,
    body: ApiJson<UpdateUser>,
) -> ApiResult<Json<User>> {
    let change = body.read(allowed).await?;
    Ok(Json(accounts::update_me(&state.hub, actor, change).await?))
}

/// What everyone may see of a person.
#[utoipa::path(get, path = "/api/users/{id}/", tag = "users", params(UserPath),
    responses((status = 200, body = PublicUser)))]
async fn profile(
    State(state): State<AppState>,
    UserPath { id }: UserPath,
) -> ApiResult<Json<PublicUser>> {
    Ok(Json(accounts::public_profile(&state.hub, id).await?))
}

/// An organizer's published events, latest first; for the organizer their drafts and cancelled
/// ones too.
#[utoipa::path(get, path = "/api/users/{id}/events/", tag = "users",
    params(UserPath, Paging),
    responses((status = 200, body = ListPage<Event>), (status = 404, body = Problem)))]
async fn events_of(
    State(state): State<AppState>,
    Caller(actor): Caller,
    Language(locale): Language,
    UserPath { id }: UserPath,
    OriginalUri(uri): OriginalUri,
    ApiQuery(paging): ApiQuery<Paging>,
) -> ApiResult<Json<ListPage<Event>>> {
    accounts::public_profile(&state.hub, id).await?;
    let page = events::of_organizer(&state.hub, actor, id, paging.parse()?, locale).await?;
    let page = page.map(|view| view.event);
    Ok(Json(ListPage::new(&state.hub.settings.base_url, uri.path(), uri.query(), page)))
}
