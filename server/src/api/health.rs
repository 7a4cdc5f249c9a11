//! `/api/admin/health/`: the checks of `server doctor`, run by the server itself.

use crate::api::support::AdminCaller;
use crate::http::problem::{ApiResult, Problem};
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use types::upkeep::HealthCheck;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(checks))
}

/// Looks at everything that `server doctor` looks at; nothing is sent, and a file is written beside the
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
    Ok(Json(state.checks.look().await))
}
