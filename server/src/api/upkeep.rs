//! `/api/admin/jobs/…`, `…/payments/…` and `…/attention/`: what admins keep going.

use crate::api::support::{
    AdminCaller, ApiJson, ApiQuery, JobPath, ListPage, Paging, PaymentPath, given,
};
use crate::http::problem::{ApiResult, Problem};
use crate::state::AppState;
use axum::Json;
use axum::extract::{OriginalUri, State};
use axum::http::StatusCode;
use domain::upkeep::{self, JobList};
use serde::{Deserialize, Serialize};
use types::upkeep::{
    AdminJob, Attention, DiscardJob, JobState, PaymentTrouble, QueueFigures, TroubledPayment,
};
use types::{Failure, FieldProblem};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(attention))
        .routes(routes!(list_jobs))
        .routes(routes!(retry_job))
        .routes(routes!(discard_job))
        .routes(routes!(troubled_payments))
        .routes(routes!(retry_payment))
}

#[derive(Debug, Deserialize)]
struct ListQuery {
    state: Option<String>,
    trouble: Option<String>,
    #[serde(flatten)]
    paging: Paging,
}

/// One of a closed set of words, or nothing.
fn word<T>(
    name: &str,
    value: Option<&str>,
    parse: fn(&str) -> Option<T>,
) -> Result<Option<T>, Failure> {
    let wrong = || Failure::field(name, FieldProblem::Invalid);
    given(value).map(|value| parse(value).ok_or_else(wrong)).transpose()
}

/// How much needs a person: failed jobs and mails, payments that are stuck, refunds that failed. Each is
/// counted up to 1,000.
#[utoipa::path(get, path = "/api/admin/attention/", tag = "admin",
    responses((status = 200, body = Attention), (status = 401, body = Problem),
        (status = 403, body = Problem)),
    security(("bearer" = [])))]
async fn attention(
    State(state): State<AppState>,
    AdminCaller(actor, _): AdminCaller,
) -> ApiResult<Json<Attention>> {
    Ok(Json(upkeep::attention(&state.hub, actor).await?))
}

/// A page of jobs, and how many are how far.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct JobPage {
    #[serde(flatten)]
    page: ListPage<AdminJob>,
    queue: QueueFigures,
}

/// The queue: first the jobs that failed, then those that run, wait and are due later. Ten thousand
/// are counted and paged at most.
#[utoipa::path(get, path = "/api/admin/jobs/", tag = "admin",
    params(("state" = inline(Option<JobState>), Query), Paging),
    responses((status = 200, body = JobPage), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
async fn list_jobs(
    State(state): State<AppState>,
    AdminCaller(actor, _): AdminCaller,
    OriginalUri(uri): OriginalUri,
    ApiQuery(query): ApiQuery<ListQuery>,
) -> ApiResult<Json<JobPage>> {
    let page = query.paging.parse()?;
    let wanted = word("state", query.state.as_deref(), JobState::parse)?;
    let JobList { page, figures } = upkeep::list_jobs(&state.hub, actor, wanted, page).await?;
    let page = ListPage::new(&state.hub.settings.base_url, uri.path(), uri.query(), page);
    Ok(Json(JobPage { page, queue: figures }))
}

/// Runs a job as soon as a worker is free, with all its tries.
#[utoipa::path(post, path = "/api/admin/jobs/{id}/retry/", tag = "admin", params(JobPath),
    responses((status = 202), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
        (status = 409, body = Problem, description = "job_running, mail_already_sent"),
        (status = 410, body = Problem, description = "Whom its mail was written to has left")),
    security(("bearer" = [])))]
async fn retry_job(
    State(state): State<AppState>,
    AdminCaller(actor, _): AdminCaller,
    JobPath { id }: JobPath,
) -> ApiResult<StatusCode> {
    upkeep::retry_job(&state.hub, actor, id).await?;
    Ok(StatusCode::ACCEPTED)
}

/// Takes a job out of the queue. What it would have done is found again by the periodic look at its
/// kind, where there is one (`found_again`): to keep it from happening, end its cause.
#[utoipa::path(post, path = "/api/admin/jobs/{id}/discard/", tag = "admin", params(JobPath),
    request_body = DiscardJob,
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem, description = "job_running"),
        (status = 422, body = Problem)),
    security(("bearer" = [])))]
async fn discard_job(
    State(state): State<AppState>,
    AdminCaller(actor, _): AdminCaller,
    JobPath { id }: JobPath,
    body: ApiJson<DiscardJob>,
) -> ApiResult<StatusCode> {
    let input = body.read(upkeep::may_touch_job(&state.hub, actor, id).await?).await?;
    upkeep::discard_job(&state.hub, actor, id, input).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Payments that need a person, those that have waited longest first: their provider has not said how
/// they ended, or what was paid for a cancelled event could not be given back.
#[utoipa::path(get, path = "/api/admin/payments/", tag = "admin",
    params(("trouble" = inline(Option<PaymentTrouble>), Query), Paging),
    responses((status = 200, body = ListPage<TroubledPayment>), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
async fn troubled_payments(
    State(state): State<AppState>,
    AdminCaller(actor, _): AdminCaller,
    OriginalUri(uri): OriginalUri,
    ApiQuery(query): ApiQuery<ListQuery>,
) -> ApiResult<Json<ListPage<TroubledPayment>>> {
    let page = query.paging.parse()?;
    let trouble = word("trouble", query.trouble.as_deref(), PaymentTrouble::parse)?;
    let page = upkeep::troubled_payments(&state.hub, actor, trouble, page).await?;
    Ok(Json(ListPage::new(&state.hub.settings.base_url, uri.path(), uri.query(), page)))
}

/// Asks the provider again how an open payment ended, or tries again to give back what was paid for a
/// cancelled event.
#[utoipa::path(post, path = "/api/admin/payments/{id}/retry/", tag = "admin", params(PaymentPath),
    responses((status = 202), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
        (status = 409, body = Problem,
            description = "payment_in_progress: its provider cannot be asked")),
    security(("bearer" = [])))]
async fn retry_payment(
    State(state): State<AppState>,
    AdminCaller(actor, _): AdminCaller,
    PaymentPath { id }: PaymentPath,
) -> ApiResult<StatusCode> {
    upkeep::retry_payment(&state.hub, actor, id).await?;
    Ok(StatusCode::ACCEPTED)
}
