//! `/api/events/{id}/statistics/` and `/api/stats/`: figures for organizers and admins.

use crate::api::support::{AdminCaller, EventPath, UserCaller};
use crate::http::problem::{ApiResult, Problem};
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use domain::statistics;
use types::statistics::{EventStatistics, PlatformStatistics};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(of_event)).routes(routes!(of_platform))
}

/// Seats by state, money, bookings per day, waitlist, check-ins and conversion of an event.
#[utoipa::path(get, path = "/api/events/{id}/statistics/", tag = "statistics",
    params(EventPath),
    responses((status = 200, body = EventStatistics), (status = 403, body = Problem),
        (status = 404, body = Problem)),
    security(("bearer" = [])))]
async fn of_event(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    EventPath { id: event }: EventPath,
) -> ApiResult<Json<EventStatistics>> {
    Ok(Json(statistics::of_event(&state.hub, actor, &event).await?))
}

/// Users by role, events by state, bookings and money per day, mail and jobs.
#[utoipa::path(get, path = "/api/stats/", tag = "statistics",
    responses((status = 200, body = PlatformStatistics), (status = 401, body = Problem),
        (status = 403, body = Problem)),
    security(("bearer" = [])))]
async fn of_platform(
    State(state): State<AppState>,
    AdminCaller(actor, _): AdminCaller,
) -> ApiResult<Json<PlatformStatistics>> {
    Ok(Json(statistics::of_platform(&state.hub, actor).await?))
}
