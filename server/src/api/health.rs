//! `/api/admin/health/`: the checks of `server doctor`, run by the server itself.

use crate::api::support::AdminCaller;
use crate::http::problem::{ApiResult, Problem};
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use types::Locale;
use types::upkeep::HealthCheck;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(checks)).routes(routes!(test_mail))
}

/// Looks at everything that `server doctor` looks at; no mail is sent, and a file is written beside the
/// pictures, read and deleted. A check has ten seconds. One look at a time: whoever asks meanwhile gets
/// its answer, which is kept for five seconds.
#[utoipa::path(get, path = "/api/admin/health/", tag = "admin", operation_id = "health",
    responses((status = 200, body = Vec<HealthCheck>), (status = 401, body = Problem),
        (status = 403, body = Problem)),
    security(("bearer" = [])))]
async fn checks(
    State(state): State<AppState>,
    _admin: AdminCaller,
) -> ApiResult<Json<Vec<HealthCheck>>> {
    let found = state.checks.look(Locale::En).await;
    Ok(Json(found.into_iter().map(|(check, _)| check).collect()))
}

/// Sends a test mail to the caller's own address, past the queue, and answers what the mail server said to
/// it; within 20 seconds. Five an hour at most. What was said stands in the audit log, and among the checks.
#[utoipa::path(post, path = "/api/admin/health/mail/", tag = "admin", operation_id = "test_mail",
    responses((status = 200, body = HealthCheck, description = "ok tells whether it was taken"),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 429, body = Problem, description = "too_many_requests, with Retry-After")),
    security(("bearer" = [])))]
async fn test_mail(
    State(state): State<AppState>,
    AdminCaller(actor, _): AdminCaller,
) -> ApiResult<Json<HealthCheck>> {
    let tested = state.checks.test_mail(&state.hub, actor).await?;
    let check = "mail test".to_owned();
    Ok(Json(HealthCheck { check, ok: tested.accepted, warning: false, detail: tested.said }))
}
