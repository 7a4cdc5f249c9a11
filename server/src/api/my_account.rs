//! `/api/users/me/…`: password, e-mail, picture, calendar, data export and deletion of the account.

use crate::adapters::media::upload::{self, FORM_MAX};
use crate::api::support::{ApiJson, DeviceHub, UserCaller};
use crate::http::problem::{ApiResult, Problem};
use crate::middleware::ClientIp;
use crate::state::AppState;
use axum::Json;
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::extract::{DefaultBodyLimit, Extension, State};
use axum::http::StatusCode;
use domain::{accounts, privacy};
use serde::Serialize;
use types::accounts::{ChangeEmail, ChangePassword, DeleteAccount, Tokens, User};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    let pictures = OpenApiRouter::new()
        .routes(routes!(send_picture, remove_picture))
        .layer(DefaultBodyLimit::max(FORM_MAX));
    OpenApiRouter::new()
        .routes(routes!(change_password))
        .routes(routes!(change_email))
        .routes(routes!(delete))
        .routes(routes!(export))
        .routes(routes!(calendar, renew_calendar))
        .merge(pictures)
}

/// Sets a new password. Every session ends; the answer opens a new one.
#[utoipa::path(post, path = "/api/users/me/password/", tag = "users",
    request_body = ChangePassword, responses((status = 200, body = Tokens),
        (status = 401, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
async fn change_password(
    DeviceHub(hub): DeviceHub,
    UserCaller(actor, allowed): UserCaller,
    body: ApiJson<ChangePassword>,
) -> ApiResult<Json<Tokens>> {
    let input = body.read(allowed).await?;
    Ok(Json(accounts::change_password(&hub, actor, input).await?))
}

/// Mails a link to another address for the account, which has it once the link is followed; the
/// present address is told.
#[utoipa::path(post, path = "/api/users/me/email/", tag = "users",
    request_body = ChangeEmail, responses((status = 202), (status = 401, body = Problem),
        (status = 409, body = Problem, description = "email_taken"),
        (status = 422, body = Problem),
        (status = 429, body = Problem, description = "too_many_requests, with Retry-After")),
    security(("bearer" = [])))]
async fn change_email(
    State(state): State<AppState>,
    UserCaller(actor, allowed): UserCaller,
    body: ApiJson<ChangeEmail>,
) -> ApiResult<StatusCode> {
    let input = body.read(allowed).await?;
    accounts::request_email_change(&state.hub, actor, input).await?;
    Ok(StatusCode::ACCEPTED)
}

/// Deletes the account: coming bookings are cancelled under their refund rules, personal data goes.
#[utoipa::path(post, path = "/api/users/me/delete/", tag = "users",
    request_body = DeleteAccount, responses((status = 204), (status = 401, body = Problem),
        (status = 409, body = Problem,
            description = "account_has_events, payment_in_progress, last_admin"),
        (status = 422, body = Problem)),
    security(("bearer" = [])))]
async fn delete(
    State(state): State<AppState>,
    UserCaller(actor, allowed): UserCaller,
    body: ApiJson<DeleteAccount>,
) -> ApiResult<StatusCode> {
    let input = body.read(allowed).await?;
    privacy::delete_account(&state.hub, actor, &input.password).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Everything that is kept about the caller.
#[utoipa::path(get, path = "/api/users/me/export/", tag = "users",
    responses((status = 200, body = serde_json::Value), (status = 401, body = Problem)),
    security(("bearer" = [])))]
async fn export(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
) -> ApiResult<Json<serde_json::Value>> {
    Ok(Json(privacy::export(&state.hub, actor).await?))
}

#[derive(Debug, Serialize, ToSchema)]
struct CalendarAddress {
    /// Null where none was made yet.
    url: Option<String>,
}

/// The address of the caller's private calendar.
#[utoipa::path(get, path = "/api/users/me/calendar/", tag = "users",
    responses((status = 200, body = CalendarAddress), (status = 401, body = Problem)),
    security(("bearer" = [])))]
async fn calendar(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
) -> ApiResult<Json<CalendarAddress>> {
    let url = accounts::calendar_address(&state.hub, actor).await?;
    Ok(Json(CalendarAddress { url }))
}

/// Makes a new address; the one before it is dead at once.
#[utoipa::path(post, path = "/api/users/me/calendar/", tag = "users",
    responses((status = 200, body = CalendarAddress), (status = 401, body = Problem)),
    security(("bearer" = [])))]
async fn renew_calendar(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
) -> ApiResult<Json<CalendarAddress>> {
    let url = accounts::renew_calendar(&state.hub, actor).await?;
    Ok(Json(CalendarAddress { url: Some(url) }))
}

#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "describes the form")]
struct PictureForm {
    /// PNG, JPEG or WebP, at most 5 MB.
    #[schema(value_type = String, format = Binary)]
    avatar: Vec<u8>,
}

/// Takes a picture of the caller, draws it anew in three sizes and shows it.
#[utoipa::path(post, path = "/api/users/me/avatar/", tag = "users",
    request_body(content = PictureForm, content_type = "multipart/form-data"),
    responses((status = 200, body = User), (status = 401, body = Problem),
        (status = 413, body = Problem), (status = 415, body = Problem),
        (status = 422, body = Problem),
        (status = 503, body = Problem, description = "too many pictures at once; see Retry-After")),
    security(("bearer" = [])))]
async fn send_picture(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    Extension(ClientIp(client)): Extension<ClientIp>,
    form: Result<Multipart, MultipartRejection>,
) -> ApiResult<Json<User>> {
    let pool = &state.drawing.uploads;
    upload::keep(&state.hub, &state.media, pool, (client, actor), form).await?;
    Ok(Json(accounts::me(&state.hub, actor).await?))
}

/// Shows no picture any more.
#[utoipa::path(delete, path = "/api/users/me/avatar/", tag = "users",
    responses((status = 200, body = User), (status = 401, body = Problem)),
    security(("bearer" = [])))]
async fn remove_picture(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
) -> ApiResult<Json<User>> {
    accounts::set_avatar(&state.hub, actor, None).await?;
    Ok(Json(accounts::me(&state.hub, actor).await?))
}
