//! `/api/admin/users/…`: the accounts, for admins.

use crate::api::support::{
    AdminCaller, ApiJson, ApiQuery, ListPage, Paging, UserPath, boolean, given,
};
use crate::http::problem::{ApiResult, Problem};
use crate::state::AppState;
use axum::Json;
use axum::extract::{OriginalUri, State};
use domain::accounts::{self, UserFilter};
use serde::Deserialize;
use types::accounts::{AdminUser, ChangeUser, Role};
use types::validation::Checks;
use types::{Failure, FieldProblem};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(change))
        .routes(routes!(trust))
        .routes(routes!(limit))
}

#[derive(Debug, Deserialize)]
struct ListQuery {
    search: Option<String>,
    role: Option<String>,
    disabled: Option<String>,
    #[serde(flatten)]
    paging: Paging,
}

impl ListQuery {
    fn filter(&self) -> Result<UserFilter, Failure> {
        let role = given(self.role.as_deref());
        let disabled = given(self.disabled.as_deref()).map(boolean);
        let known = role.map(Role::parse);
        let mut checks = Checks::new();
        checks.require(known != Some(None), "role", FieldProblem::Invalid);
        checks.require(disabled != Some(None), "disabled", FieldProblem::Invalid);
        checks.finish()?;
        let search = given(self.search.as_deref()).map(types::text::needle);
        Ok(UserFilter { search, role: known.flatten(), disabled: disabled.flatten() })
    }
}

/// All accounts, the newest first; `search` looks into names and e-mails.
#[utoipa::path(get, path = "/api/admin/users/", tag = "admin",
    params(("search" = Option<String>, Query), ("role" = Option<String>, Query),
        ("disabled" = Option<bool>, Query),
        Paging),
    responses((status = 200, body = ListPage<AdminUser>), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
async fn list(
    State(state): State<AppState>,
    AdminCaller(actor, _): AdminCaller,
    OriginalUri(uri): OriginalUri,
    ApiQuery(query): ApiQuery<ListQuery>,
) -> ApiResult<Json<ListPage<AdminUser>>> {
    let page = query.paging.parse()?;
    let page = accounts::list_users(&state.hub, actor, query.filter()?, page).await?;
    Ok(Json(ListPage::new(&state.hub.settings.base_url, uri.path(), uri.query(), page)))
}

/// Gives an account another role, or disables or enables it. Disabling ends its sessions at once.
#[utoipa::path(patch, path = "/api/admin/users/{id}/", tag = "admin",
    params(UserPath), request_body = ChangeUser,
    responses((status = 200, body = AdminUser), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "last_admin"),
        (status = 422, body = Problem)),
    security(("bearer" = [])))]
async fn change(
    State(state): State<AppState>,
    AdminCaller(actor, _): AdminCaller,
    UserPath { id }: UserPath,
    body: ApiJson<ChangeUser>,
) -> ApiResult<Json<AdminUser>> {
    let change = body.read(accounts::may_manage(&state.hub, actor, id).await?).await?;
    Ok(Json(accounts::change_user(&state.hub, actor, id, change).await?))
}

/// Lets an organizer write to as many people as they like.
#[utoipa::path(post, path = "/api/admin/users/{id}/trust/", tag = "admin", params(UserPath),
    responses((status = 200, body = AdminUser), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem)),
    security(("bearer" = [])))]
async fn trust(
    State(state): State<AppState>,
    AdminCaller(actor, _): AdminCaller,
    UserPath { id }: UserPath,
) -> ApiResult<Json<AdminUser>> {
    Ok(Json(accounts::set_trusted(&state.hub, actor, id, true).await?))
}

/// Takes that back: the organizer writes to 200 people a day again.
#[utoipa::path(post, path = "/api/admin/users/{id}/limit/", tag = "admin", params(UserPath),
    responses((status = 200, body = AdminUser), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem)),
    security(("bearer" = [])))]
async fn limit(
    State(state): State<AppState>,
    AdminCaller(actor, _): AdminCaller,
    UserPath { id }: UserPath,
) -> ApiResult<Json<AdminUser>> {
    Ok(Json(accounts::set_trusted(&state.hub, actor, id, false).await?))
}
