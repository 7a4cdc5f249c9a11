//! `/api/certificates/…`: issuing them, one's own, and the public check.

use crate::api::support::{
    ApiJson, ApiQuery, CertificatePath, EventPath, Language, ListPage, Paging, UserCaller,
};
use crate::documents::{File, files};
use crate::http::problem::{ApiResult, Problem};
use crate::middleware::ClientIp;
use crate::state::AppState;
use axum::Json;
use axum::extract::{Extension, OriginalUri, State};
use axum::http::StatusCode;
use domain::certificates::{self, CertificatesDesk};
use domain::events::{self, EventRight};
use types::certificates::{
    Certificate, EventCertificates, IssueCertificates, IssuedCertificates, RevokeCertificate,
};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(state, issue))
        .routes(routes!(list))
        .routes(routes!(check))
        .routes(routes!(pdf))
        .routes(routes!(revoke))
}

/// Whom an event's certificates can be issued to, and how far issuing them and telling their holders is.
#[utoipa::path(get, path = "/api/events/{id}/certificates/", tag = "certificates",
    params(EventPath),
    responses((status = 200, body = EventCertificates), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem)),
    security(("bearer" = [])))]
async fn state(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    EventPath { id: event }: EventPath,
) -> ApiResult<Json<EventCertificates>> {
    let desk = certificates::desk(&state.hub, actor, &event).await?;
    let CertificatesDesk { closed, counts, run, .. } = desk;
    Ok(Json(EventCertificates { closed, counts, run }))
}

/// Issues certificates for an event that is over, to everyone with a confirmed booking or only to
/// those who were checked in: a hundred at once, and the rest by a job (then 202). Repeating it issues only what is
/// missing (then 200), and begins nothing anew while the job goes on.
#[utoipa::path(post, path = "/api/events/{id}/certificates/", tag = "certificates",
    params(EventPath),
    request_body = Option<IssueCertificates>,
    responses((status = 201, body = IssuedCertificates), (status = 200, body = IssuedCertificates),
        (status = 202, body = IssuedCertificates, description = "a job makes those that remain"),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem,
            description = "event_not_ended, event_cancelled, event_not_published")),
    security(("bearer" = [])))]
async fn issue(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    EventPath { id: event }: EventPath,
    body: ApiJson<IssueCertificates>,
) -> ApiResult<(StatusCode, Json<IssuedCertificates>)> {
    let allowed = events::may(&state.hub, actor, &event, EventRight::Bookings).await?;
    let input = body.read_or_default(allowed).await?;
    let done = certificates::issue(&state.hub, actor, &event, input).await?;
    let status = match done {
        IssuedCertificates { remaining: 1.., .. } => StatusCode::ACCEPTED,
        IssuedCertificates { issued: 1.., .. } => StatusCode::CREATED,
        IssuedCertificates { .. } => StatusCode::OK,
    };
    Ok((status, Json(done)))
}

/// The caller's own certificates, newest first.
#[utoipa::path(get, path = "/api/certificates/", tag = "certificates",
    params(Paging),
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
    params(CertificatePath),
    responses((status = 200, body = Certificate), (status = 404, body = Problem)))]
async fn check(
    State(state): State<AppState>,
    CertificatePath { number }: CertificatePath,
) -> ApiResult<Json<Certificate>> {
    Ok(Json(certificates::check(&state.hub, &number).await?))
}

/// The certificate to print and frame.
#[utoipa::path(get, path = "/api/certificates/{number}/pdf/", tag = "certificates",
    params(CertificatePath),
    responses((status = 200, content_type = "application/pdf"), (status = 404, body = Problem),
        (status = 503, body = Problem, description = "too many at once; see Retry-After")))]
async fn pdf(
    State(state): State<AppState>,
    Extension(ClientIp(client)): Extension<ClientIp>,
    Language(locale): Language,
    CertificatePath { number }: CertificatePath,
) -> ApiResult<File> {
    Ok(files::certificate(&state.hub, &state.drawing, client, &number, locale).await?)
}

/// Takes a certificate back for good. The reason is for the event's team.
#[utoipa::path(post, path = "/api/certificates/{number}/revoke/", tag = "certificates",
    params(CertificatePath), request_body = Option<RevokeCertificate>,
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem)),
    security(("bearer" = [])))]
async fn revoke(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    CertificatePath { number }: CertificatePath,
    body: ApiJson<RevokeCertificate>,
) -> ApiResult<StatusCode> {
    let allowed = certificates::may_revoke(&state.hub, actor, &number).await?;
    let input = body.read_or_default(allowed).await?;
    certificates::revoke(&state.hub, actor, &number, input).await?;
    Ok(StatusCode::NO_CONTENT)
}
