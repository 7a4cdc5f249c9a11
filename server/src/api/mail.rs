//! `/api/admin/mail/…`: the outbox with each message's state, and sending messages again.

use crate::api::support::{AdminCaller, ApiJson, ApiQuery, ListPage, MailPath, Paging, given};
use crate::http::problem::{ApiResult, Problem};
use crate::state::AppState;
use axum::Json;
use axum::extract::{OriginalUri, State};
use axum::http::StatusCode;
use domain::mail::{self, MailFilter, Resender};
use serde::Deserialize;
use types::mail::{AdminMail, MailState, ResendMail, Resent};
use types::{Failure, FieldProblem};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(resend_all)).routes(routes!(resend))
}

#[derive(Debug, Deserialize)]
struct ListQuery {
    state: Option<String>,
    search: Option<String>,
    #[serde(flatten)]
    paging: Paging,
}

impl ListQuery {
    fn filter(&self) -> Result<MailFilter, Failure> {
        let state = match given(self.state.as_deref()) {
            None => None,
            Some(name) => Some(
                MailState::parse(name)
                    .ok_or_else(|| Failure::field("state", FieldProblem::Invalid))?,
            ),
        };
        Ok(MailFilter { state, search: given(self.search.as_deref()).map(str::to_owned) })
    }
}

/// Every message that was promised, the newest first, without what it says. `search` is a part of a
/// person's name or address, or the whole address of somebody without an account; it looks at the
/// thousand newest accounts that it fits. Counted and paged up to 10,000.
#[utoipa::path(get, path = "/api/admin/mail/", tag = "admin", operation_id = "list_mail",
    params(("state" = inline(Option<MailState>), Query), ("search" = Option<String>, Query),
        Paging),
    responses((status = 200, body = ListPage<AdminMail>), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
async fn list(
    State(state): State<AppState>,
    AdminCaller(actor, _): AdminCaller,
    OriginalUri(uri): OriginalUri,
    ApiQuery(query): ApiQuery<ListQuery>,
) -> ApiResult<Json<ListPage<AdminMail>>> {
    let page = query.paging.parse()?;
    let page = mail::list_mail(&state.hub, actor, query.filter()?, page).await?;
    Ok(Json(ListPage::new(&state.hub.settings.base_url, uri.path(), uri.query(), page)))
}

/// Sends a message again that failed or was withheld; one that waits for its next try is tried at
/// once.
#[utoipa::path(post, path = "/api/admin/mail/{id}/resend/", tag = "admin",
    params(MailPath),
    responses((status = 202), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "mail_already_sent"),
        (status = 410, body = Problem, description = "Whom it was written to has left")),
    security(("bearer" = [])))]
async fn resend(
    State(state): State<AppState>,
    AdminCaller(actor, _): AdminCaller,
    MailPath { id }: MailPath,
) -> ApiResult<StatusCode> {
    mail::resend_mail(&state.hub, Resender::Caller(actor), id).await?;
    Ok(StatusCode::ACCEPTED)
}

/// Sends every message again that has failed, or those of them that `search` finds.
#[utoipa::path(post, path = "/api/admin/mail/resend/", tag = "admin", request_body = ResendMail,
    responses((status = 202, body = Resent), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
async fn resend_all(
    State(state): State<AppState>,
    AdminCaller(actor, allowed): AdminCaller,
    body: ApiJson<ResendMail>,
) -> ApiResult<(StatusCode, Json<Resent>)> {
    let wanted = body.read(allowed).await?;
    let by = Resender::Caller(actor);
    let resent = mail::resend_all_mail(&state.hub, by, wanted).await?;
    Ok((StatusCode::ACCEPTED, Json(resent)))
}
