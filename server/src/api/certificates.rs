//! `/api/certificates/…`: issuing them, one's own, and the public check.

use super::caller::UserCaller;
use super::extract::{ApiJson, ApiPath, ApiQuery};
use super::language::Language;
use super::page::{ListPage, Paging};
use crate::documents::{File, files};
use crate::http::problem::{ApiResult, Problem};
use crate::middleware::ClientIp;
use crate::state::AppState;
use axum::Json;
use axum::extract::{Extension, OriginalUri, State};
use axum::http::StatusCode;
use domain::{certificates, events};
use types::certificates::{Certificate, IssueCertificates, IssuedCertificates};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(issue))
        .routes(routes!(list))
        .routes(routes!(check))
        .routes(routes!(pdf))
        .routes(routes!(revoke))
}

/// Issues certificates for an event that is over, to everyone with a confirmed booking or only to
/// those who were checked in. Repeating it issues only what is missing (then 200).
#[utoipa::path(post, path = "/api/events/{id}/certificates/", tag = "certificates",
    params(("id" = String, Path, description = "The event's id or slug")),
    request_body = Option<IssueCertificates>,
    responses((status = 201, body = IssuedCertificates), (status = 200, body = IssuedCertificates),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem,
            description = "event_not_ended, event_cancelled, event_not_published")),
    security(("bearer" = [])))]
async fn issue(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    ApiPath(event): ApiPath<String>,
    body: ApiJson<IssueCertificates>,
) -> ApiResult<(StatusCode, Json<IssuedCertificates>)> {
    let allowed = events::may_change(&state.hub, actor, &event).await?;
    let input = body.read_or_default(allowed).await?;
    let done = certificates::issue(&state.hub, actor, &event, input).await?;
    let status = if done.issued > 0 { StatusCode::CREATED } else { StatusCode::OK };
    Ok((status, Json(done)))
}

/// The caller's own certificates, newest first.
#[utoipa::path(get, path = "/api/certificates/", tag = "certificates",
    params(("page" = Option<u32>, Query), ("page_size" = Option<u32>, Query)),
    responses((status = 200, body = ListPage<Certificate>), (status = 401, body = Problem)),
    security(("bearer" = [])))]
async fn list(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    OriginalUri(uri): OriginalUri,
    ApiQuery(paging): ApiQuery<Paging>,
) -> ApiResult<Json<ListPage<Certificate>>> {
    let page = certificates::list(&state.hub, actor, paging.parse()?).await?;
    Ok(Json(ListPage::new(&state.hub.settings.base_url, uri.path(), uri.query(), page)))
}

/// What a number stands for. Unknown and revoked answer alike.
#[utoipa::path(get, path = "/api/certificates/{number}/", tag = "certificates",
    params(("number" = String, Path)),
    responses((status = 200, body = Certificate), (status = 404, body = Problem)))]
async fn check(
    State(state): State<AppState>,
    ApiPath(number): ApiPath<String>,
) -> ApiResult<Json<Certificate>> {
    Ok(Json(certificates::check(&state.hub, &number).await?))
}

/// The certificate to print and frame.
#[utoipa::path(get, path = "/api/certificates/{number}/pdf/", tag = "certificates",
    params(("number" = String, Path)),
    responses((status = 200, content_type = "application/pdf"), (status = 404, body = Problem),
        (status = 503, body = Problem, description = "too many at once; see Retry-After")))]
async fn pdf(
    State(state): State<AppState>,
    Extension(ClientIp(client)): Extension<ClientIp>,
    Language(locale): Language,
    ApiPath(number): ApiPath<String>,
) -> ApiResult<File> {
    Ok(files::certificate(&state.hub, &state.drawing, client, &number, locale).await?)
}

/// Takes a certificate back for good.
#[utoipa::path(post, path = "/api/certificates/{number}/revoke/", tag = "certificates",
    params(("number" = String, Path)),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem)),
    security(("bearer" = [])))]
async fn revoke(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    ApiPath(number): ApiPath<String>,
) -> ApiResult<StatusCode> {
    certificates::revoke(&state.hub, actor, &number).await?;
    Ok(StatusCode::NO_CONTENT)
}
