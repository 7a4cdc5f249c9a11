//! `/api/admin/users/…`: the accounts, for admins.

use crate::api::support::{
    AdminCaller, ApiJson, ApiQuery, ListPage, Paging, UserPath, UserSessionPath, boolean, given,
};
use crate::http::problem::{ApiResult, Problem};
use crate::state::AppState;
use axum::Json;
use axum::extract::{OriginalUri, State};
use axum::http::StatusCode;
use domain::accounts::{self, UserFilter};
use domain::privacy;
use serde::Deserialize;
use types::accounts::{AdminUser, ChangeUser, Role};
use types::people::{DeletePerson, Person};
use types::validation::Checks;
use types::{Failure, FieldProblem};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(one, change))
        .routes(routes!(trust))
        .routes(routes!(limit))
        .routes(routes!(end_sessions))
        .routes(routes!(end_session))
        .routes(routes!(password_reset))
        .routes(routes!(export))
        .routes(routes!(delete))
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

/// One account with its open sessions, what slows down its log-ins, and the newest bookings, events,
/// reviews, messages and entries of the log.
#[utoipa::path(get, path = "/api/admin/users/{id}/", tag = "admin",
    params(UserPath), responses((status = 200, body = Person), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem)),
    security(("bearer" = [])))]
async fn one(
    State(state): State<AppState>,
    AdminCaller(actor, _): AdminCaller,
    UserPath { id }: UserPath,
) -> ApiResult<Json<Person>> {
    Ok(Json(privacy::person(&state.hub, actor, id).await?))
}

/// Ends every session of an account at once.
#[utoipa::path(post, path = "/api/admin/users/{id}/end-sessions/", tag = "admin",
    params(UserPath), responses((status = 204), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem)),
    security(("bearer" = [])))]
async fn end_sessions(
    State(state): State<AppState>,
    AdminCaller(actor, _): AdminCaller,
    UserPath { id }: UserPath,
) -> ApiResult<StatusCode> {
    accounts::end_sessions_of(&state.hub, actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Ends one session of an account. Nothing happens where it has ended.
#[utoipa::path(delete, path = "/api/admin/users/{id}/sessions/{session}/", tag = "admin",
    operation_id = "end_session_of", params(UserSessionPath),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem)),
    security(("bearer" = [])))]
async fn end_session(
    State(state): State<AppState>,
    AdminCaller(actor, _): AdminCaller,
    UserSessionPath { id, session }: UserSessionPath,
) -> ApiResult<StatusCode> {
    accounts::end_session_of(&state.hub, actor, id, session).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Has a link mailed to the owner that sets a new password. Within half an hour three are sent at most.
#[utoipa::path(post, path = "/api/admin/users/{id}/password-reset/", tag = "admin",
    params(UserPath), responses((status = 202), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "account_disabled")),
    security(("bearer" = [])))]
async fn password_reset(
    State(state): State<AppState>,
    AdminCaller(actor, _): AdminCaller,
    UserPath { id }: UserPath,
) -> ApiResult<StatusCode> {
    accounts::mail_password_reset(&state.hub, actor, id).await?;
    Ok(StatusCode::ACCEPTED)
}

/// Everything that is kept about a person who asked for it; it is written in the log.
#[utoipa::path(post, path = "/api/admin/users/{id}/export/", tag = "admin",
    operation_id = "export_user", params(UserPath),
    responses((status = 200, body = serde_json::Value), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem)),
    security(("bearer" = [])))]
async fn export(
    State(state): State<AppState>,
    AdminCaller(actor, _): AdminCaller,
    UserPath { id }: UserPath,
) -> ApiResult<Json<serde_json::Value>> {
    Ok(Json(privacy::export_of(&state.hub, actor, id).await?))
}

/// Deletes the account of somebody who asked for it: coming bookings are cancelled under their refund
/// rules, personal data goes, and what the books need stays without a name.
#[utoipa::path(post, path = "/api/admin/users/{id}/delete/", tag = "admin",
    operation_id = "delete_user", params(UserPath), request_body = DeletePerson,
    responses((status = 204), (status = 401, body = Problem),
        (status = 403, body = Problem, description = "Also for one's own account"),
        (status = 404, body = Problem),
        (status = 409, body = Problem,
            description = "account_has_events, payment_in_progress, last_admin, account_disabled"),
        (status = 422, body = Problem)),
    security(("bearer" = [])))]
async fn delete(
    State(state): State<AppState>,
    AdminCaller(actor, _): AdminCaller,
    UserPath { id }: UserPath,
    body: ApiJson<DeletePerson>,
) -> ApiResult<StatusCode> {
    let input = body.read(accounts::may_manage(&state.hub, actor, id).await?).await?;
    privacy::delete_account_of(&state.hub, actor, id, input).await?;
    Ok(StatusCode::NO_CONTENT)
}
